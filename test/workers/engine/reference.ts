// Brings tfjs's cpu backend and its own gradients.
import '@tensorflow/tfjs';
import { tf } from '../../../workers/engine/tf.ts';
import type { Kernels } from '../../../workers/engine/kernels/kernels.ts';
import type { Layout } from '../../../workers/engine/layout.ts';
import { Random } from '../../../src/core/dataset/random.ts';

/** Normally distributed numbers in a tensor; the same for the same seed. */
export function randomTensor(seed: number, shape: number[]): tf.Tensor {
  const random = new Random(seed);
  return tf.tensor(
    Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => random.normal()),
    shape,
  );
}

/** Runs on tfjs's cpu backend and comes back with plain arrays. */
export async function onCpu(work: () => tf.Tensor[]): Promise<Float32Array[]> {
  await tf.setBackend('cpu');
  return tf.tidy(work).map((tensor) => tensor.dataSync() as Float32Array);
}

/** The largest difference of two arrays, relative to the largest value of the second; NaN where there is one. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  let difference = 0;
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    const d = Math.abs(actual[i] - expected[i]);
    if (Number.isNaN(d)) return NaN;
    difference = Math.max(difference, d);
    largest = Math.max(largest, Math.abs(expected[i]));
  }
  return difference / largest;
}

/** Batch norm and ReLU as plain operations, for tfjs's own gradients. */
export function plainBatchNormRelu(x: tf.Tensor4D, gamma: tf.Tensor, beta: tf.Tensor): tf.Tensor4D {
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  const normalised = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-5)));
  return tf.relu(tf.add(tf.mul(normalised, gamma), beta));
}

/** The whole network in tfjs's own operations: the mean loss, to be differentiated by tfjs. Written from the paper, not from ours. */
export function plainLoss(layout: Layout, weights: tf.Tensor[], images: tf.Tensor4D, labels: number[]): tf.Scalar {
  const block = (x: tf.Tensor4D, k: number): tf.Tensor4D =>
    plainBatchNormRelu(tf.conv2d(x, weights[3 * k] as tf.Tensor4D, 1, 'same'), weights[3 * k + 1], weights[3 * k + 2]);
  const pool = (x: tf.Tensor4D): tf.Tensor4D => tf.maxPool(x, 2, 2, 'valid');
  let x = block(images, 0);
  x = pool(block(x, 1));
  x = tf.add(x, block(block(x, 2), 3));
  x = pool(block(x, 4));
  x = pool(block(x, 5));
  x = tf.add(x, block(block(x, 6), 7));
  const logits = tf.mul(tf.matMul(tf.max(x, [1, 2]) as tf.Tensor2D, weights[24] as tf.Tensor2D), layout.logitScale);
  const wanted = tf.oneHot(tf.tensor1d(labels, 'int32'), layout.classCount);
  return tf.losses.softmaxCrossEntropy(wanted, logits) as tf.Scalar;
}

/** What one set of kernels makes of the same inputs: every output and every gradient, by name. */
export function runKernels(kernels: Kernels): Record<string, tf.Tensor> {
  const x = randomTensor(1, [2, 6, 5, 3]) as tf.Tensor4D;
  const filter = randomTensor(2, [3, 3, 3, 4]) as tf.Tensor4D;
  const dy = randomTensor(3, [2, 6, 5, 4]) as tf.Tensor4D;
  const [gamma, beta] = [randomTensor(4, [3]), randomTensor(5, [3])] as tf.Tensor1D[];
  const dNormed = randomTensor(6, [2, 6, 5, 3]) as tf.Tensor4D;
  const dPooled = randomTensor(7, [2, 3, 2, 3]) as tf.Tensor4D;
  const normed = kernels.batchNormRelu(x, gamma, beta);
  const { dx, dGamma, dBeta } = kernels.batchNormReluGradient(dNormed, x, normed, gamma);
  const pooled = kernels.maxPool(x);
  return {
    conv: kernels.conv(x, filter),
    convInputGradient: kernels.convInputGradient(dy, filter),
    convFilterGradient: kernels.convFilterGradient(x, dy),
    batchNormRelu: normed.y,
    batchMean: normed.mean,
    batchVariance: normed.variance,
    batchNormInputGradient: dx,
    gammaGradient: dGamma,
    betaGradient: dBeta,
    maxPool: pooled,
    maxPoolGradient: kernels.maxPoolGradient(dPooled, x, pooled),
  };
}

/** The same by tfjs's own operations and gradients. */
export function runReference(): Record<string, tf.Tensor> {
  const x = randomTensor(1, [2, 6, 5, 3]) as tf.Tensor4D;
  const filter = randomTensor(2, [3, 3, 3, 4]) as tf.Tensor4D;
  const dy = randomTensor(3, [2, 6, 5, 4]);
  const [gamma, beta] = [randomTensor(4, [3]), randomTensor(5, [3])];
  const conv = tf.grads((a, f) => tf.conv2d(a as tf.Tensor4D, f as tf.Tensor4D, 1, 'same'));
  const [convInputGradient, convFilterGradient] = conv([x, filter], dy);
  const norm = tf.grads((a, g, b) => plainBatchNormRelu(a as tf.Tensor4D, g, b));
  const [dx, dGamma, dBeta] = norm([x, gamma, beta], randomTensor(6, [2, 6, 5, 3]));
  const pool = (a: tf.Tensor): tf.Tensor => tf.maxPool(a as tf.Tensor4D, 2, 2, 'valid');
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  return {
    conv: tf.conv2d(x, filter, 1, 'same'),
    convInputGradient,
    convFilterGradient,
    batchNormRelu: plainBatchNormRelu(x, gamma, beta),
    batchMean: mean,
    batchVariance: variance,
    batchNormInputGradient: dx,
    gammaGradient: dGamma,
    betaGradient: dBeta,
    maxPool: pool(x),
    maxPoolGradient: tf.grad(pool)(x, randomTensor(7, [2, 3, 2, 3])),
  };
}
