import { tf } from '../../tf.ts';

/** The part of tfjs's WASM backend that makes a tensor whose values a kernel of ours will write. */
interface HeapBackend {
  makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo;
  typedArrayFromHeap(tensor: tf.TensorInfo): Float32Array;
}

const backend = (): HeapBackend => tf.backend() as unknown as HeapBackend;

const make = (shape: number[]): tf.Tensor =>
  tf.engine().makeTensorFromTensorInfo(backend().makeOutput(shape, 'float32'));

/** Tensors on the heap, their values not set yet. */
export const allocate = {
  d1: (size: number) => make([size]) as tf.Tensor1D,
  d2: (rows: number, columns: number) => make([rows, columns]) as tf.Tensor2D,
  d4: (shape: number[]) => make(shape) as tf.Tensor4D,
};

/** The values of a tensor, in place; valid until the next allocation, for which the heap may move. */
export function view(tensor: tf.Tensor): Float32Array {
  return backend().typedArrayFromHeap(tensor);
}
