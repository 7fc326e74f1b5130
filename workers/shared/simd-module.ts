import { UserError } from '../../src/core/errors.ts';

/** Which binary of a module: with relaxed SIMD, whose multiply-add is one instruction, or with the SIMD that most browsers have. */
export type SimdVariant = 'relaxed' | 'plain';

/** A module with one function: () => drop(f32x4.relaxed_madd(0, 0, 0)), or f32x4.add. */
const probeOf = (...code: number[]): Uint8Array<ArrayBuffer> =>
  // prettier-ignore
  Uint8Array.of(
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, // magic, version
    1, 4, 1, 0x60, 0, 0, // one type: () => ()
    3, 2, 1, 0, // one function
    10, code.length + 4, 1, code.length + 2, 0, ...code, 0x0b, // its body
  );

/** i32.const 0; i8x16.splat */
const ZERO = [0x41, 0, 0xfd, 0x0f];
const DROP = 0x1a;

/** A module that only a browser with relaxed SIMD takes for valid. */
export const RELAXED_PROBE = probeOf(...ZERO, ...ZERO, ...ZERO, 0xfd, 0x85, 0x02, DROP);
const PLAIN_PROBE = probeOf(...ZERO, ...ZERO, 0xfd, 0xe4, 0x01, DROP);

/** The best binary that this browser runs; undefined where it has no SIMD at all. */
export function supportedVariant(): SimdVariant | undefined {
  if (WebAssembly.validate(RELAXED_PROBE)) return 'relaxed';
  return WebAssembly.validate(PLAIN_PROBE) ? 'plain' : undefined;
}

/**
 * Fetches a binary and starts it.
 * @param url of the binary, absolute or relative to this module @param failure sentence for people, where it cannot be loaded
 * @param memory that the module imports; without it, the module brings its own
 * @returns what it exports @throws UserError 'not-loaded' with that sentence
 */
export async function startSimdModule(
  url: string,
  failure: string,
  memory?: WebAssembly.Memory,
): Promise<WebAssembly.Exports> {
  const response = await fetch(new URL(url, import.meta.url)).catch(() => undefined);
  if (!response?.ok) throw new UserError('not-loaded', failure);
  const { instance } = await WebAssembly.instantiate(await response.arrayBuffer(), memory && { env: { memory } });
  return instance.exports;
}
