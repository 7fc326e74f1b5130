import { tf } from '../tf.ts';
import { conv, convFilterGradient, convInputGradient } from './convolution.ts';
import { EPSILON, type BatchNormed, type BatchNormGradient, type Ending, type Head, type Kernels } from './kernels.ts';

/** Rows of channels: [batch × H × W, C]. */
const rows = (x: tf.Tensor4D): tf.Tensor2D => tf.reshape(x, [-1, x.shape[3]]);

function batchNormRelu(
  x: tf.Tensor4D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  { pool, skip }: Ending,
): Required<BatchNormed> {
  return tf.tidy(() => {
    const flat = rows(x);
    const mean = tf.mean(flat, 0) as tf.Tensor1D;
    const variance = tf.mean(tf.square(tf.sub(flat, mean)), 0) as tf.Tensor1D;
    const scale = tf.mul(gamma, tf.rsqrt(tf.add(variance, EPSILON)));
    const shift = tf.sub(beta, tf.mul(mean, scale));
    const rectified: tf.Tensor4D = tf.reshape(tf.relu(tf.add(tf.mul(flat, scale), shift)), x.shape);
    const added: tf.Tensor4D = skip ? tf.add(rectified, skip) : rectified;
    return { y: pool ? maxPool(rectified) : added, mean, variance, rectified };
  });
}

function batchNormReluGradient(
  dy: tf.Tensor4D,
  x: tf.Tensor4D,
  { y, mean, variance, rectified = y }: BatchNormed,
  gamma: tf.Tensor1D,
  _beta: tf.Tensor1D,
  pool: boolean,
): BatchNormGradient {
  return tf.tidy(() => {
    const slope = pool ? maxPoolGradient(dy, rectified, y) : dy;
    const passed = tf.mul(rows(slope), tf.step(rows(rectified)));
    const inverse = tf.rsqrt(tf.add(variance, EPSILON));
    const normalised = tf.mul(tf.sub(rows(x), mean), inverse);
    const dBeta = tf.sum(passed, 0) as tf.Tensor1D;
    const dGamma = tf.sum(tf.mul(passed, normalised), 0) as tf.Tensor1D;
    const count = passed.shape[0];
    const mixed = tf.add(tf.div(dBeta, count), tf.mul(normalised, tf.div(dGamma, count)));
    const dx: tf.Tensor4D = tf.reshape(tf.mul(tf.sub(passed, mixed), tf.mul(gamma, inverse)), x.shape);
    return { dx, dGamma, dBeta };
  });
}

function maxPool(x: tf.Tensor4D): tf.Tensor4D {
  return tf.maxPool(x, 2, 2, 'valid');
}

function maxPoolGradient(dy: tf.Tensor4D, x: tf.Tensor4D, y: tf.Tensor4D): tf.Tensor4D {
  const attributes = { filterSize: 2, strides: 2, pad: 'valid' };
  return tf.engine().runKernel('MaxPoolGrad', { dy, input: x, output: y }, attributes) as tf.Tensor4D;
}

function head(
  last: tf.Tensor4D,
  linear: tf.Tensor2D,
  wanted: tf.Tensor2D,
  logitScale: number,
  smoothing: number,
): Head {
  return tf.tidy(() => {
    const [batch, height, width, top] = last.shape;
    const places = tf.reshape(last, [batch, height * width, top]);
    const features = tf.max(places, 1) as tf.Tensor2D;
    const logits: tf.Tensor2D = tf.mul(tf.matMul(features, linear), logitScale);
    const logProbabilities = tf.logSoftmax(logits);
    const loss = tf.neg(tf.mean(tf.sum(tf.mul(logProbabilities, wanted), 1)));
    const accuracy = tf.mean(whereLargest(tf.sum(tf.mul(logits, wanted), 1), tf.max(logits, 1)));
    const smoothed = tf.add(tf.mul(wanted, 1 - smoothing), smoothing / linear.shape[1]);
    const dLogits: tf.Tensor2D = tf.mul(tf.sub(tf.exp(logProbabilities), smoothed), logitScale / batch);
    // WASM's matMul is many times slower with a transposed operand than after a transposition.
    const dLinear: tf.Tensor2D = tf.matMul(tf.transpose(features), dLogits);
    const dFeatures = tf.matMul(dLogits, tf.transpose(linear));
    const largest = whereLargest(places, tf.expandDims(features, 1));
    const share = tf.div(tf.expandDims(dFeatures, 1), tf.sum(largest, 1, true));
    const dLast: tf.Tensor4D = tf.reshape(tf.mul(largest, share), last.shape);
    return { logits, figures: tf.stack([loss, accuracy]) as tf.Tensor1D, dLast, dLinear };
  });
}

/**
 * 1 where a value is the largest, else 0. A comparison would give booleans, and WebGPU's cast of those to numbers leaves a
 * tensor that its reductions cannot read.
 */
function whereLargest(values: tf.Tensor, largest: tf.Tensor): tf.Tensor {
  return tf.sub(1, tf.step(tf.sub(largest, values)));
}

function convBiasRelu(x: tf.Tensor4D, filter: tf.Tensor4D, bias: tf.Tensor1D): tf.Tensor4D {
  return tf.tidy(() => tf.relu(tf.add(conv(x, filter), bias)));
}

/** Kernels out of tfjs’s operations: a reference on any backend, and what WebGL has where it needs no shader of ours. */
export const composedKernels: Kernels = {
  conv,
  convInputGradient,
  convFilterGradient,
  batchNormRelu,
  batchNormReluGradient,
  head,
  convBiasRelu,
  maxPool,
};
