import type { Kernels, BatchNormed } from './kernels/kernels.ts';
import { EPSILON } from './kernels/kernels.ts';
import type { Layout } from './layout.ts';
import { tf } from './tf.ts';

/** Blocks that a 2×2 max-pool follows, and pairs of blocks whose input is added to their output. */
const POOLED = [1, 4, 5];
const RESIDUAL_STARTS = [2, 6];
const RESIDUAL_ENDS = [3, 7];

/** The network's weights as tensors, in the layout's order. */
export type Weights = tf.Tensor[];

/** Makes tensors of a flat array of weights; the caller disposes of them. */
export function weightTensors(layout: Layout, flat: Float32Array): Weights {
  return layout.parameters.map(({ shape, offset, size }) => tf.tensor(flat.subarray(offset, offset + size), shape));
}

const filterOf = (weights: Weights, block: number): tf.Tensor4D => weights[3 * block] as tf.Tensor4D;
const gammaOf = (weights: Weights, block: number): tf.Tensor1D => weights[3 * block + 1] as tf.Tensor1D;
const betaOf = (weights: Weights, block: number): tf.Tensor1D => weights[3 * block + 2] as tf.Tensor1D;

/** What the forward pass keeps of a block for the way back. */
interface Trace {
  /** Input of the convolution. */
  input: tf.Tensor4D;
  /** Its output. */
  convolved: tf.Tensor4D;
  normed: BatchNormed;
  /** What leaves the block: after pooling or addition. */
  output: tf.Tensor4D;
}

/**
 * One forward and backward pass over a micro-batch.
 * @param images [n, H, W, 3], normalised
 * @param wanted [n, classes], 1 at each sample's label and 0 elsewhere (see oneHot)
 * @returns one flat tensor: gradient of the mean loss in the layout's order; the blocks' batch means; their variances (biased);
 *   mean loss in nats; share predicted as labelled; logits, n × classes row-major
 */
export function gradientPass(
  kernels: Kernels,
  layout: Layout,
  weights: Weights,
  images: tf.Tensor4D,
  wanted: tf.Tensor2D,
): tf.Tensor1D {
  return tf.tidy(() => {
    const traces = forward(kernels, layout, weights, images);
    const last = traces[traces.length - 1];
    const [batch, height, width, top] = last.output.shape;
    const places = tf.reshape(last.output, [batch, height * width, top]);
    const features = tf.max(places, 1) as tf.Tensor2D;
    const linear = weights[weights.length - 1] as tf.Tensor2D;
    const logits = tf.mul(tf.matMul(features, linear), layout.logitScale);
    const logProbabilities = tf.logSoftmax(logits);
    const loss = tf.neg(tf.mean(tf.sum(tf.mul(logProbabilities, wanted), 1)));
    const accuracy = tf.mean(whereLargest(tf.sum(tf.mul(logits, wanted), 1), tf.max(logits, 1)));
    const dLogits = tf.mul(tf.sub(tf.exp(logProbabilities), wanted), layout.logitScale / batch) as tf.Tensor2D;
    // WASM's matMul is many times slower with a transposed operand than after a transposition.
    const dLinear = tf.matMul(tf.transpose(features), dLogits);
    const dFeatures = tf.matMul(dLogits, tf.transpose(linear));
    const start = globalMaxGradient(dFeatures, places, features, last.output.shape);
    const gradients = backward(kernels, weights, traces, start);
    const parts = [
      ...gradients,
      dLinear,
      ...traces.map(({ normed }) => normed.mean),
      ...traces.map(({ normed }) => normed.variance),
      loss,
      accuracy,
      logits,
    ];
    return tf.concat1d(parts.map((part) => tf.reshape(part, [-1])) as tf.Tensor1D[]);
  });
}

/** Labels as rows with a 1 at the label. Made here because tfjs's OneHot gives integers on one backend, garbage on another. */
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
    const normed = kernels.batchNormRelu(convolved, gammaOf(weights, k), betaOf(weights, k));
    let output = normed.y;
    if (POOLED.includes(k)) output = kernels.maxPool(normed.y);
    if (RESIDUAL_ENDS.includes(k)) output = tf.add(normed.y, traces[k - 1].input);
    traces.push({ input, convolved, normed, output });
    input = output;
  });
  return traces;
}

/** Walks the blocks backwards; tensors are let go as soon as they are used, or a step would hold twice the memory. */
function backward(kernels: Kernels, weights: Weights, traces: Trace[], start: tf.Tensor4D): tf.Tensor[] {
  const gradients: tf.Tensor[] = [];
  let slope = start;
  let skipped: tf.Tensor4D | undefined;
  for (let k = traces.length - 1; k >= 0; k--) {
    const { input, convolved, normed, output } = traces[k];
    if (RESIDUAL_ENDS.includes(k)) skipped = slope;
    let dy = slope;
    if (POOLED.includes(k)) dy = kernels.maxPoolGradient(slope, normed.y, output);
    const { dx, dGamma, dBeta } = kernels.batchNormReluGradient(dy, convolved, normed, gammaOf(weights, k));
    gradients.unshift(kernels.convFilterGradient(input, dx), dGamma, dBeta);
    if (dy !== skipped) dy.dispose();
    if (slope !== skipped) slope.dispose();
    if (k > 0) slope = kernels.convInputGradient(dx, filterOf(weights, k));
    if (RESIDUAL_STARTS.includes(k) && skipped) {
      const direct = slope;
      slope = tf.add(direct, skipped);
      tf.dispose([direct, skipped]);
      skipped = undefined;
    }
    tf.dispose([dx, convolved, normed.y, output]);
  }
  return gradients;
}

/**
 * 1 where a value is the largest, else 0. A comparison would give booleans, and WebGPU's cast of those to numbers leaves a
 * tensor that its reductions cannot read.
 */
function whereLargest(values: tf.Tensor, largest: tf.Tensor): tf.Tensor {
  return tf.sub(1, tf.step(tf.sub(largest, values)));
}

/** The gradient goes to the largest place of each feature, in equal shares where there are several. */
function globalMaxGradient(
  dFeatures: tf.Tensor,
  places: tf.Tensor,
  features: tf.Tensor,
  shape: [number, number, number, number],
): tf.Tensor4D {
  const largest = whereLargest(places, tf.expandDims(features, 1));
  const share = tf.div(tf.expandDims(dFeatures, 1), tf.sum(largest, 1, true));
  return tf.reshape(tf.mul(largest, share), shape);
}

/**
 * Prediction: batch norm by the running statistics, folded into filters and offsets.
 * @param statistics running means, then running variances
 * @returns one tensor [n, classes + top]: logits, then features (pooled, before the linear layer)
 */
export function predictPass(
  layout: Layout,
  weights: Weights,
  statistics: Float32Array,
  images: tf.Tensor4D,
): tf.Tensor2D {
  return tf.tidy(() => {
    let x = images;
    let before = images;
    let channel = 0;
    layout.blocks.forEach(({ outputs }, k) => {
      const mean = tf.tensor1d(statistics.subarray(channel, channel + outputs));
      const from = layout.channelCount + channel;
      const variance = tf.tensor1d(statistics.subarray(from, from + outputs));
      const scale = tf.mul(gammaOf(weights, k), tf.rsqrt(tf.add(variance, EPSILON)));
      const shift = tf.sub(betaOf(weights, k), tf.mul(mean, scale));
      channel += outputs;
      if (RESIDUAL_STARTS.includes(k)) before = x;
      x = tf.relu(tf.add(tf.conv2d(x, tf.mul(filterOf(weights, k), scale) as tf.Tensor4D, 1, 'same'), shift));
      if (POOLED.includes(k)) x = tf.maxPool(x, 2, 2, 'valid');
      if (RESIDUAL_ENDS.includes(k)) x = tf.add(x, before);
    });
    const features = tf.max(x, [1, 2]) as tf.Tensor2D;
    const linear = weights[weights.length - 1] as tf.Tensor2D;
    return tf.concat2d([tf.mul(tf.matMul(features, linear), layout.logitScale), features], 1);
  });
}
