import type { tf } from '../tf.ts';

/** What a batch-normalised, rectified layer leaves for its gradient. */
export interface BatchNormed {
  /** relu(γ·(x − mean)/√(variance + ε) + β), shaped like x. */
  y: tf.Tensor4D;
  /** Per channel, over the micro-batch and all places. */
  mean: tf.Tensor1D;
  /** Biased (over the count, not the count less one). */
  variance: tf.Tensor1D;
}

/** Gradients of a batch-normalised, rectified layer. */
export interface BatchNormGradient {
  dx: tf.Tensor4D;
  dGamma: tf.Tensor1D;
  dBeta: tf.Tensor1D;
}

/**
 * The operations that training spends its time in, one set a backend. All on NHWC float32 tensors; the caller disposes of
 * what they return. Convolutions are 3×3, stride 1, zero-padded to the same size, with filters [3, 3, in, out].
 */
export interface Kernels {
  conv(x: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor4D;
  /** d loss / d x from dy = d loss / d conv(x, filter). */
  convInputGradient(dy: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor4D;
  /** d loss / d filter. */
  convFilterGradient(x: tf.Tensor4D, dy: tf.Tensor4D): tf.Tensor4D;
  /** Batch normalisation (Ioffe and Szegedy 2015) by the micro-batch's own statistics, then ReLU. */
  batchNormRelu(x: tf.Tensor4D, gamma: tf.Tensor1D, beta: tf.Tensor1D): BatchNormed;
  /** Its gradients from dy = d loss / d y; `x` is what went in, `normed` what came out. */
  batchNormReluGradient(dy: tf.Tensor4D, x: tf.Tensor4D, normed: BatchNormed, gamma: tf.Tensor1D): BatchNormGradient;
  /** Largest of each 2×2 block; a last odd row or column is dropped. */
  maxPool(x: tf.Tensor4D): tf.Tensor4D;
  /** d loss / d x, where a block's gradient goes to its first largest element. */
  maxPoolGradient(dy: tf.Tensor4D, x: tf.Tensor4D, y: tf.Tensor4D): tf.Tensor4D;
}

/** ε of batch normalisation. */
export const EPSILON = 1e-5;
