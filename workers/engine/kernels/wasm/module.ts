import { UserError } from '../../../../src/core/errors.ts';
import { startSimdModule, type SimdVariant } from '../../../shared/simd-module.ts';
import { wasmCalls, type WasmCalls } from '../../../shared/wasm-calls.ts';
import { tf } from '../../tf.ts';
import plainUrl from './kernels-plain.wasm?url';
import relaxedUrl from './kernels-relaxed.wasm?url';
import { signatures } from './signatures.ts';

/** The kernels' functions. An address is a tensor's, or counts in bytes from the heap's start. */
export type KernelModule = WasmCalls<typeof signatures, tf.Tensor>;

const URLS: Record<SimdVariant, string> = { relaxed: relaxedUrl, plain: plainUrl };

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

/** Starts the kernels on the heap of tfjs's WASM backend, which must be the current one. @throws UserError */
export async function startModule(variant: SimdVariant): Promise<KernelModule> {
  const failure = 'The engine could not be loaded. Check the connection, load the page again and train again.';
  const exports = await startSimdModule(URLS[variant], failure, backend().wasm.asm.memory);
  return wasmCalls(exports, signatures, placeOf);
}

/** Where a tensor's values lie on the heap; stays true until the tensor is disposed of. */
function placeOf(tensor: tf.Tensor): number {
  return backend().dataIdMap.get(tensor.dataId).memoryOffset;
}

/** Memory on tfjs's heap that grows to the largest need and is kept from call to call: one kernel at a time may use it. */
export class Scratch {
  #place = 0;
  #bytes = 0;

  /** At least so many bytes, at a multiple of 16, their values left from before. @throws UserError where the heap is full */
  reserve(bytes: number): number {
    if (bytes > this.#bytes) {
      this.dispose();
      this.#place = backend().wasm._malloc(bytes + 16);
      if (!this.#place)
        throw new UserError(
          'no-memory',
          'This browser has no memory left for training. Close other tabs, or train on fewer pictures.',
        );
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
