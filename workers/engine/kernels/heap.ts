import { tf } from '../tf.ts';

/** The part of tfjs's WASM backend that lets a loop of ours work on its tensors where they lie. */
interface HeapBackend {
  makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo;
  typedArrayFromHeap(tensor: tf.TensorInfo): Float32Array;
}

const backend = (): HeapBackend => tf.backend() as unknown as HeapBackend;

/** A tensor on the heap, its values not set yet. Allocate every output before looking at any: the heap may move as it grows. */
export function allocate<T extends tf.Tensor>(shape: number[]): T {
  return tf.engine().makeTensorFromTensorInfo(backend().makeOutput(shape, 'float32')) as T;
}

/** The values of a tensor, in place; valid until the next allocation. */
export function view(tensor: tf.Tensor): Float32Array {
  return backend().typedArrayFromHeap(tensor);
}
