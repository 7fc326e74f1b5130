// Brings tfjs's cpu backend and its own gradients.
import '@tensorflow/tfjs';
import { tf } from '../../../workers/engine/tf.ts';
import type { Kernels } from '../../../workers/engine/kernels/kernels.ts';
import { layOut, type Layout } from '../../../workers/engine/layout.ts';
import { stemOf } from '../../../src/core/training/picture-size.ts';
import { Random } from '../../../src/core/dataset/random.ts';

/** A small network of four classes, and how many pictures of which side it is given. */
export const TINY = { layout: layOut({ width: 2, top: 5, logitScale: 0.5 }, 4), count: 3, side: 16 };

/** The same as it takes pictures of 128 pixels: squares of them, and pooled once more. */
export const LARGE = { ...TINY, layout: layOut({ width: 2, top: 5, logitScale: 0.5 }, 4, stemOf(128, 128)) };

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
  if (layout.poolsAfter.includes(0)) x = pool(x);
  x = pool(block(x, 1));
  x = tf.add(x, block(block(x, 2), 3));
  x = pool(block(x, 4));
  x = pool(block(x, 5));
  x = tf.add(x, block(block(x, 6), 7));
  const logits = tf.mul(tf.matMul(tf.max(x, [1, 2]) as tf.Tensor2D, weights[24] as tf.Tensor2D), layout.logitScale);
  const wanted = tf.oneHot(tf.tensor1d(labels, 'int32'), layout.classCount);
  return tf.losses.softmaxCrossEntropy(wanted, logits) as tf.Scalar;
}

/** Labels 1 and 0 of four classes; both are predicted as 1, so that half is right. */
function wantedTensor(): tf.Tensor2D {
  return tf.tensor2d([0, 1, 0, 0, 1, 0, 0, 0], [2, 4]);
}

/** What one set of kernels makes of the same inputs: every output and every gradient, by name. */
export function runKernels(kernels: Kernels): Record<string, tf.Tensor> {
  const x = randomTensor(1, [2, 6, 5, 3]) as tf.Tensor4D;
  const filter = randomTensor(2, [3, 3, 3, 4]) as tf.Tensor4D;
  const dy = randomTensor(3, [2, 6, 5, 4]) as tf.Tensor4D;
  const [gamma, beta] = [randomTensor(4, [3]), randomTensor(5, [3])] as tf.Tensor1D[];
  const dNormed = randomTensor(6, [2, 6, 5, 3]) as tf.Tensor4D;
  const dPooled = randomTensor(7, [2, 3, 2, 3]) as tf.Tensor4D;
  const skip = randomTensor(9, [2, 6, 5, 3]) as tf.Tensor4D;
  const [last, linear] = [randomTensor(10, [2, 2, 3, 6]) as tf.Tensor4D, randomTensor(11, [6, 4]) as tf.Tensor2D];
  const normed = kernels.batchNormRelu(x, gamma, beta, {});
  const { dx, dGamma, dBeta } = kernels.batchNormReluGradient(dNormed, x, normed, gamma, beta, false);
  const pooled = kernels.batchNormRelu(x, gamma, beta, { pool: true });
  const pooledGradient = kernels.batchNormReluGradient(dPooled, x, pooled, gamma, beta, true);
  const head = kernels.head(last, linear, wantedTensor(), 0.5, 0);
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
    normedAndPooled: pooled.y,
    pooledInputGradient: pooledGradient.dx,
    pooledGammaGradient: pooledGradient.dGamma,
    pooledBetaGradient: pooledGradient.dBeta,
    normedAndAdded: kernels.batchNormRelu(x, gamma, beta, { skip }).y,
    logits: head.logits,
    loss: tf.slice(head.figures, 0, 1),
    accuracy: tf.slice(head.figures, 1, 1),
    lastGradient: head.dLast,
    linearGradient: head.dLinear,
    maxPool: kernels.maxPool(x),
    convBiasRelu: kernels.convBiasRelu(x, filter, randomTensor(12, [4]) as tf.Tensor1D),
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
  const pooled = tf.grads((a, g, b) => pool(plainBatchNormRelu(a as tf.Tensor4D, g, b)));
  const [dxPooled, dGammaPooled, dBetaPooled] = pooled([x, gamma, beta], randomTensor(7, [2, 3, 2, 3]));
  const [last, linear] = [randomTensor(10, [2, 2, 3, 6]), randomTensor(11, [6, 4])];
  const logitsOf = (a: tf.Tensor, b: tf.Tensor): tf.Tensor2D =>
    tf.mul(tf.matMul(tf.max(a, [1, 2]) as tf.Tensor2D, b as tf.Tensor2D), 0.5);
  const lossOf = (a: tf.Tensor, b: tf.Tensor): tf.Tensor =>
    tf.losses.softmaxCrossEntropy(wantedTensor(), logitsOf(a, b));
  const [lastGradient, linearGradient] = tf.grads(lossOf)([last, linear]);
  const right = tf.equal(tf.argMax(logitsOf(last, linear), 1), tf.argMax(wantedTensor(), 1));
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
    normedAndPooled: pool(plainBatchNormRelu(x, gamma, beta)),
    pooledInputGradient: dxPooled,
    pooledGammaGradient: dGammaPooled,
    pooledBetaGradient: dBetaPooled,
    normedAndAdded: tf.add(plainBatchNormRelu(x, gamma, beta), randomTensor(9, [2, 6, 5, 3])),
    logits: logitsOf(last, linear),
    loss: lossOf(last, linear),
    accuracy: tf.mean(tf.cast(right, 'float32')),
    lastGradient,
    linearGradient,
    maxPool: pool(x),
    convBiasRelu: tf.relu(tf.add(tf.conv2d(x, filter, 1, 'same'), randomTensor(12, [4]))),
  };
}
