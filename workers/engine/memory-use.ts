import { tf } from './tf.ts';

/** What the engine of this thread holds: tensors, and bytes of the WASM heap (0 on another backend). */
export function memoryUse(): { tensors: number; heapBytes: number } {
  const { wasm } = tf.backend() as unknown as { wasm?: { HEAPU8: Uint8Array } };
  return { tensors: tf.memory().numTensors, heapBytes: wasm?.HEAPU8.byteLength ?? 0 };
}
