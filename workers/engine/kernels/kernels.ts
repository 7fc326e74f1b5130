import type { tf } from '../tf.ts';

/** What comes behind ReLU in a block. */
export interface Ending {
  /** Largest of each 2×2 block; a last odd row or column is dropped. */
  pool?: boolean;
  /** Added to what ReLU gives; shaped like it. Not together with `pool`. */
  skip?: tf.Tensor4D;
}

/** What a batch-normalised, rectified layer gives, and leaves for its gradient. */
export interface BatchNormed {
  /** relu(γ·(x − mean)/√(variance + ε) + β), then the ending. */
  y: tf.Tensor4D;
  /** Per channel, over the micro-batch and all places. */
  mean: tf.Tensor1D;
  /** Biased (over the count, not the count less one). */
  variance: tf.Tensor1D;
  /** What ReLU gave, before the ending; only from kernels that cannot work it out again from x. */
  rectified?: tf.Tensor4D;
}

/** Gradients of a batch-normalised, rectified layer. */
export interface BatchNormGradient {
  dx: tf.Tensor4D;
  dGamma: tf.Tensor1D;
  dBeta: tf.Tensor1D;
}

/** Output of the network's end for a micro-batch, and its gradients. */
export interface Head {
  /** [n, classes] */
  logits: tf.Tensor2D;
  /** [2]: mean cross-entropy in nats, share predicted as labelled. */
  figures: tf.Tensor1D;
  /** d mean loss / d last, shaped like it. */
  dLast: tf.Tensor4D;
  /** d mean loss / d linear. */
  dLinear: tf.Tensor2D;
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
  /** Batch normalisation (Ioffe and Szegedy 2015) by the micro-batch's own statistics, then ReLU, then the ending. */
  batchNormRelu(x: tf.Tensor4D, gamma: tf.Tensor1D, beta: tf.Tensor1D, ending: Ending): BatchNormed;
  /**
   * Its gradients from dy = d loss / d y; `x` is what went in, `normed` what came out. A pool's gradient goes to the first
   * largest of each block; that of `skip` is dy itself, which the caller passes on.
   */
  batchNormReluGradient(
    dy: tf.Tensor4D,
    x: tf.Tensor4D,
    normed: BatchNormed,
    gamma: tf.Tensor1D,
    beta: tf.Tensor1D,
    pool: boolean,
  ): BatchNormGradient;
  /**
   * Global max-pool (its gradient in equal shares to all that are largest), linear layer, softmax and cross-entropy.
   * @param last [n, H, W, top] @param linear [top, classes] @param wanted [n, classes], 1 at each label, else 0
   * @param smoothing share of each label that the slopes take as spread over all classes; the figures are of whole labels
   */
  head(last: tf.Tensor4D, linear: tf.Tensor2D, wanted: tf.Tensor2D, logitScale: number, smoothing: number): Head;
  /** relu(conv(x, filter) + bias), for prediction. */
  convBiasRelu(x: tf.Tensor4D, filter: tf.Tensor4D, bias: tf.Tensor1D): tf.Tensor4D;
  /** Largest of each 2×2 block; a last odd row or column is dropped. */
  maxPool(x: tf.Tensor4D): tf.Tensor4D;
}

/** ε of batch normalisation. */
export const EPSILON = 1e-5;
