import type { Kernels } from '../../../workers/engine/kernels/kernels.ts';
import { tf } from '../../../workers/engine/tf.ts';
import { randomTensor } from './reference.ts';

/** Pictures of a batch, their height and width, channels in and out. */
export type KernelShape = [batch: number, height: number, width: number, inputs: number, outputs: number];

/** Every kernel on inputs of one shape, by name. */
export function runAll(
  kernels: Kernels,
  [batch, height, width, inputs, outputs]: KernelShape,
): Record<string, tf.Tensor> {
  const x = randomTensor(1, [batch, height, width, inputs]) as tf.Tensor4D;
  const filter = randomTensor(2, [3, 3, inputs, outputs]) as tf.Tensor4D;
  // Far from zero, where careless variances go wrong.
  const y = tf.add(randomTensor(3, [batch, height, width, outputs]), 20) as tf.Tensor4D;
  const [gamma, bias] = [4, 6].map((seed) => randomTensor(seed, [outputs]) as tf.Tensor1D);
  // Positive, so that ReLU lets something through where there is but one channel.
  const beta = tf.abs(randomTensor(5, [outputs])) as tf.Tensor1D;
  const dy = randomTensor(7, y.shape) as tf.Tensor4D;
  const pooledShape = [batch, height >> 1, width >> 1, outputs];
  const dPooled = randomTensor(8, pooledShape) as tf.Tensor4D;
  const skip = randomTensor(9, y.shape) as tf.Tensor4D;
  const normed = kernels.batchNormRelu(y, gamma, beta, {});
  const pooled = kernels.batchNormRelu(y, gamma, beta, { pool: true });
  const linear = randomTensor(10, [outputs, 7]) as tf.Tensor2D;
  const wanted = tf.tensor2d(Array.from({ length: batch }, (_, n) => Array.from({ length: 7 }, (_, k) => +(k === n))));
  const found: Record<string, tf.Tensor> = {
    conv: kernels.conv(x, filter),
    convInputGradient: kernels.convInputGradient(dy, filter),
    convFilterGradient: kernels.convFilterGradient(x, dy),
    convBiasRelu: kernels.convBiasRelu(x, filter, bias),
    ...{ normed: normed.y, mean: normed.mean, variance: normed.variance, pooled: pooled.y },
    added: kernels.batchNormRelu(y, gamma, beta, { skip }).y,
    maxPool: kernels.maxPool(y),
  };
  const gradients = {
    normed: kernels.batchNormReluGradient(dy, y, normed, gamma, beta, false),
    pooled: kernels.batchNormReluGradient(dPooled, y, pooled, gamma, beta, true),
    head: kernels.head(skip, linear, wanted, 0.5, 0),
  };
  for (const [name, parts] of Object.entries(gradients)) {
    for (const [part, tensor] of Object.entries(parts)) found[`${name} ${part}`] = tensor;
  }
  return found;
}
