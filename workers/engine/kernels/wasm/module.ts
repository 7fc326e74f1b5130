import { tf } from '../../tf.ts';
import type { ConvExports } from './conv-exports.ts';
import plainUrl from './kernels-plain.wasm?url';
import relaxedUrl from './kernels-relaxed.wasm?url';
import type { LayerExports } from './layer-exports.ts';

/** What the binary exports, as assembly/index.ts names it. Places and sizes are in bytes, places count from the heap's start. */
export type KernelModule = ConvExports & LayerExports;

/** Which of the two binaries: with relaxed SIMD, whose multiply-add is one instruction, or with the SIMD that most have. */
export type KernelVariant = 'relaxed' | 'plain';

const URLS: Record<KernelVariant, string> = { relaxed: relaxedUrl, plain: plainUrl };

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
const RELAXED_PROBE = probeOf(...ZERO, ...ZERO, ...ZERO, 0xfd, 0x85, 0x02, DROP);
const PLAIN_PROBE = probeOf(...ZERO, ...ZERO, 0xfd, 0xe4, 0x01, DROP);

/** The best binary that this browser runs; undefined where it has no SIMD at all. */
export function supportedVariant(): KernelVariant | undefined {
  if (WebAssembly.validate(RELAXED_PROBE)) return 'relaxed';
  return WebAssembly.validate(PLAIN_PROBE) ? 'plain' : undefined;
}

/** The part of tfjs's WASM backend that lets a module of ours work on its tensors where they lie. */
interface SharedBackend {
  wasm: {
    asm: { memory: WebAssembly.Memory };
    _malloc(bytes: number): number;
    _free(place: number): void;
  };
  dataIdMap: { get(dataId: object): { memoryOffset: number } };
}

const backend = (): SharedBackend => tf.backend() as unknown as SharedBackend;

/** Starts the kernels on the heap of tfjs's WASM backend, which must be the current one. @throws Error for people */
export async function startModule(variant: KernelVariant): Promise<KernelModule> {
  const url = new URL(URLS[variant], import.meta.url);
  const response = await fetch(url).catch(() => undefined);
  if (!response?.ok) {
    throw new Error('The engine could not be loaded. Check the connection, load the page again and train again.');
  }
  const { instance } = await WebAssembly.instantiate(await response.arrayBuffer(), {
    env: { memory: backend().wasm.asm.memory },
  });
  return instance.exports as unknown as KernelModule;
}

/** Where a tensor's values lie on the heap; stays true until the tensor is disposed of. */
export function placeOf(tensor: tf.Tensor): number {
  return backend().dataIdMap.get(tensor.dataId).memoryOffset;
}

/** Memory on tfjs's heap that grows to the largest need and is kept from call to call: one kernel at a time may use it. */
export class Scratch {
  #place = 0;
  #bytes = 0;

  /** At least so many bytes, at a multiple of 16, their values left from before. @throws Error where the heap is full */
  reserve(bytes: number): number {
    if (bytes > this.#bytes) {
      this.dispose();
      this.#place = backend().wasm._malloc(bytes + 16);
      if (!this.#place)
        throw new Error('This browser has no memory left for training. Close other tabs, or train on fewer pictures.');
      this.#bytes = bytes;
    }
    return (this.#place + 15) & ~15;
  }

  /** Gives it back. */
  dispose(): void {
    if (this.#place) backend().wasm._free(this.#place);
    this.#place = 0;
    this.#bytes = 0;
  }
}
