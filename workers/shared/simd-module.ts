import { UserError } from '../../src/core/errors.ts';

/** Which binary of a module: with relaxed SIMD, whose multiply-add is one instruction, or with the SIMD that every browser has which the page runs in. */
export type SimdVariant = 'relaxed' | 'plain';

/** A module that only a browser with relaxed SIMD takes for valid. Its one function: () => drop(f32x4.relaxed_madd(0, 0, 0)). */
// prettier-ignore
export const RELAXED_PROBE = Uint8Array.of(
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, // magic, version
  1, 4, 1, 0x60, 0, 0, // one type: () => ()
  3, 2, 1, 0, // one function
  10, 20, 1, 18, 0, // its body: no locals
  0x41, 0, 0xfd, 0x0f, 0x41, 0, 0xfd, 0x0f, 0x41, 0, 0xfd, 0x0f, // three times i32.const 0; i8x16.splat
  0xfd, 0x85, 0x02, 0x1a, 0x0b, // f32x4.relaxed_madd; drop; end
);

/** The best binary that this browser runs: one without any SIMD is refused before the page starts. */
export function supportedVariant(): SimdVariant {
  return WebAssembly.validate(RELAXED_PROBE) ? 'relaxed' : 'plain';
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
