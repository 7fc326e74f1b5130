import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { tf } from '../../tf.ts';

/** Parts of tfjs's backend that it does not declare. */
interface Packing {
  unpackTensor(input: TensorInfo): TensorInfo;
}

/**
 * Draws a tensor with a fragment shader, one fragment a number, through tfjs, which holds textures and programs. All sizes stand
 * in the code: a run's shapes never change.
 * @param inputs by their names in the code, where x is read by getX(at), `at` its number in row-major order
 * @param value GLSL for number i of the result @param functions GLSL before it
 * @returns the caller disposes of it
 */
export function draw<T extends tf.Tensor>(
  inputs: Record<string, tf.Tensor>,
  shape: T['shape'],
  value: string,
  functions = '',
): T {
  const backend = tf.backend() as MathBackendWebGL;
  const size = shape.reduce((a, b) => a * b, 1);
  const userCode = `${functions}
void main() {
  int i = getOutputCoords();
  setOutput(${value});
}`;
  const program = { variableNames: Object.keys(inputs), outputShape: [size], userCode };
  const plain = Object.values(inputs).map((input) => unpacked(input));
  const flat = plain.map(({ dataId, dtype, size: length }) => ({ dataId, dtype, shape: [length] }));
  const { dataId, dtype } = backend.compileAndRun(program, flat, 'float32');
  Object.values(inputs).forEach((input, k) => plain[k] !== input && plain[k].dispose());
  return tf.engine().makeTensorFromTensorInfo({ dataId, dtype, shape }) as T;
}

/** The tensor with one number a texel, as `draw` reads it: itself, or a copy where tfjs has packed four into one. */
export function unpacked<T extends tf.Tensor>(x: T): T {
  const backend = tf.backend() as MathBackendWebGL;
  if (!backend.texData.get(x.dataId).isPacked) return x;
  const { dataId, dtype } = (backend as unknown as Packing).unpackTensor(x);
  return tf.engine().makeTensorFromTensorInfo({ dataId, dtype, shape: x.shape }) as T;
}
