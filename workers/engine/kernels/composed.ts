import { tf } from '../tf.ts';
import { conv, convFilterGradient, convInputGradient } from './convolution.ts';
import { EPSILON, type BatchNormed, type BatchNormGradient, type Kernels } from './kernels.ts';

/** Rows of channels: [batch × H × W, C]. */
const rows = (x: tf.Tensor4D): tf.Tensor2D => tf.reshape(x, [-1, x.shape[3]]);

function batchNormRelu(x: tf.Tensor4D, gamma: tf.Tensor1D, beta: tf.Tensor1D): BatchNormed {
  return tf.tidy(() => {
    const flat = rows(x);
    const mean = tf.mean(flat, 0) as tf.Tensor1D;
    const variance = tf.mean(tf.square(tf.sub(flat, mean)), 0) as tf.Tensor1D;
    const scale = tf.mul(gamma, tf.rsqrt(tf.add(variance, EPSILON)));
    const shift = tf.sub(beta, tf.mul(mean, scale));
    const y: tf.Tensor4D = tf.reshape(tf.relu(tf.add(tf.mul(flat, scale), shift)), x.shape);
    return { y, mean, variance };
  });
}

function batchNormReluGradient(
  dy: tf.Tensor4D,
  x: tf.Tensor4D,
  { y, mean, variance }: BatchNormed,
  gamma: tf.Tensor1D,
): BatchNormGradient {
  return tf.tidy(() => {
    const passed = tf.mul(rows(dy), tf.step(rows(y)));
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

function maxPoolGradient(dy: tf.Tensor4D, x: tf.Tensor4D, y: tf.Tensor4D): tf.Tensor4D {
  const attributes = { filterSize: 2, strides: 2, pad: 'valid' };
  return tf.engine().runKernel('MaxPoolGrad', { dy, input: x, output: y }, attributes) as tf.Tensor4D;
}

/** Kernels out of tfjs's operations: for the GPU backends, and as a reference on any other. */
export const composedKernels: Kernels = {
  conv,
  convInputGradient,
  convFilterGradient,
  batchNormRelu,
  batchNormReluGradient,
  maxPool: (x) => tf.maxPool(x, 2, 2, 'valid'),
  maxPoolGradient,
};
