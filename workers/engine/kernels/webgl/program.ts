import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { tf } from '../../tf.ts';

/**
 * Draws a tensor with a fragment shader, through tfjs, which holds textures and programs.
 * @param inputs by their names in the code; an input `x` is read by tfjs's getX(i, j, …), numbers of its coordinates
 * @param code GLSL with `void main()`, which reads getOutputCoords() and ends in setOutput(value)
 */
export function draw<T extends tf.Tensor>(inputs: Record<string, tf.Tensor>, shape: T['shape'], code: string): T {
  const program = { variableNames: Object.keys(inputs), outputShape: shape, userCode: code };
  const backend = tf.backend() as MathBackendWebGL;
  const { dataId, dtype } = backend.compileAndRun(program, Object.values(inputs), 'float32');
  return tf.engine().makeTensorFromTensorInfo({ dataId, dtype, shape }) as T;
}
