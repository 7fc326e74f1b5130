import type { Kernels, BatchNormed } from './kernels/kernels.ts';
import { RESIDUAL_ENDS, RESIDUAL_STARTS, type Layout } from './layout.ts';
import { tf } from './tf.ts';

/** The network's weights as tensors, in the layout's order. */
export type Weights = tf.Tensor[];

/** Makes tensors of a flat array of weights; the caller disposes of them. */
export function weightTensors(layout: Layout, flat: Float32Array): Weights {
  return layout.parameters.map(({ shape, offset, size }) => tf.tensor(flat.subarray(offset, offset + size), shape));
}

const filterOf = (weights: Weights, block: number): tf.Tensor4D => weights[3 * block] as tf.Tensor4D;
const gammaOf = (weights: Weights, block: number): tf.Tensor1D => weights[3 * block + 1] as tf.Tensor1D;
const betaOf = (weights: Weights, block: number): tf.Tensor1D => weights[3 * block + 2] as tf.Tensor1D;

/** What the forward pass keeps of a block for the backward pass. */
interface Trace {
  /** Input of the convolution. */
  input: tf.Tensor4D;
  /** Its output. */
  convolved: tf.Tensor4D;
  normed: BatchNormed;
}

/**
 * One forward and backward pass over a micro-batch.
 * @param images [n, H, W, channels], normalised
 * @param wanted [n, classes], 1 at each sample's label and 0 elsewhere (see oneHot)
 * @param smoothing share of each label that the gradient takes as spread over all classes
 * @returns one flat tensor: gradient of the mean loss in the layout's order; the blocks' batch means; their variances (biased);
 *   mean loss in nats; share predicted as labelled; logits, n × classes row-major
 */
export function gradientPass(
  kernels: Kernels,
  layout: Layout,
  weights: Weights,
  images: tf.Tensor4D,
  wanted: tf.Tensor2D,
  smoothing = 0,
): tf.Tensor1D {
  return tf.tidy(() => {
    const traces = forward(kernels, layout, weights, images);
    const linear = weights[weights.length - 1] as tf.Tensor2D;
    const { y: last } = traces[traces.length - 1].normed;
    const { logits, figures, dLast, dLinear } = kernels.head(last, linear, wanted, layout.logitScale, smoothing);
    const gradients = backward(kernels, layout, weights, traces, dLast);
    const parts = [
      ...gradients,
      dLinear,
      ...traces.map(({ normed }) => normed.mean),
      ...traces.map(({ normed }) => normed.variance),
      figures,
      logits,
    ];
    return tf.concat1d(parts.map((part) => tf.reshape(part, [-1])) as tf.Tensor1D[]);
  });
}

/** Labels as rows with a 1 at the label. Made here because tfjs's OneHot gives integers on one backend, wrong numbers on another. */
export function oneHot(labels: ArrayLike<number>, classCount: number): tf.Tensor2D {
  const rows = new Float32Array(labels.length * classCount);
  for (let i = 0; i < labels.length; i++) rows[i * classCount + labels[i]] = 1;
  return tf.tensor2d(rows, [labels.length, classCount]);
}

function forward(kernels: Kernels, layout: Layout, weights: Weights, images: tf.Tensor4D): Trace[] {
  const traces: Trace[] = [];
  let input = images;
  layout.blocks.forEach((_, k) => {
    const convolved = kernels.conv(input, filterOf(weights, k));
    const skip = RESIDUAL_ENDS.includes(k) ? traces[k - 1].input : undefined;
    const ending = { pool: layout.poolsAfter.includes(k), skip };
    const normed = kernels.batchNormRelu(convolved, gammaOf(weights, k), betaOf(weights, k), ending);
    traces.push({ input, convolved, normed });
    input = normed.y;
  });
  return traces;
}

/** Walks the blocks backwards; tensors are disposed of as soon as they are used, or a step would hold twice the memory. */
function backward(
  kernels: Kernels,
  layout: Layout,
  weights: Weights,
  traces: Trace[],
  start: tf.Tensor4D,
): tf.Tensor[] {
  const gradients: tf.Tensor[] = [];
  let slope = start;
  let skipped: tf.Tensor4D | undefined;
  for (let k = traces.length - 1; k >= 0; k--) {
    const { input, convolved, normed } = traces[k];
    if (RESIDUAL_ENDS.includes(k)) skipped = slope;
    const [gamma, beta] = [gammaOf(weights, k), betaOf(weights, k)];
    const { dx, dGamma, dBeta } = kernels.batchNormReluGradient(
      slope,
      convolved,
      normed,
      gamma,
      beta,
      layout.poolsAfter.includes(k),
    );
    gradients.unshift(kernels.convFilterGradient(input, dx), dGamma, dBeta);
    if (slope !== skipped) slope.dispose();
    if (k > 0) slope = kernels.convInputGradient(dx, filterOf(weights, k));
    if (RESIDUAL_STARTS.includes(k) && skipped) {
      const direct = slope;
      slope = tf.add(direct, skipped);
      tf.dispose([direct, skipped]);
      skipped = undefined;
    }
    tf.dispose([dx, convolved, normed.y]);
    normed.rectified?.dispose();
  }
  return gradients;
}
