import { EPSILON, type Kernels } from './kernels/kernels.ts';
import { RESIDUAL_ENDS, RESIDUAL_STARTS, type Layout } from './layout.ts';
import { tf } from './tf.ts';

/** A network that only predicts: batch norm by the running statistics is part of its filters and biases. */
export interface FoldedNetwork {
  blocks: { filter: tf.Tensor4D; bias: tf.Tensor1D }[];
  linear: tf.Tensor2D;
}

/**
 * Folds batch norm into filters and biases; the caller disposes of the tensors.
 * @param weights in the layout's order @param statistics running means, then running variances
 */
export function foldNetwork(layout: Layout, weights: Float32Array, statistics: Float32Array): FoldedNetwork {
  const part = (k: number): Float32Array => {
    const { offset, size } = layout.parameters[k];
    return weights.subarray(offset, offset + size);
  };
  let channel = 0;
  const blocks = layout.blocks.map(({ inputs, outputs }, k) => {
    const [filter, gamma, beta] = [part(3 * k), part(3 * k + 1), part(3 * k + 2)];
    const means = statistics.subarray(channel, channel + outputs);
    const variances = statistics.subarray(layout.channelCount + channel, layout.channelCount + channel + outputs);
    channel += outputs;
    const scale = gamma.map((g, c) => g / Math.sqrt(variances[c] + EPSILON));
    return {
      filter: tf.tensor4d(
        filter.map((w, i) => w * scale[i % outputs]),
        [3, 3, inputs, outputs],
      ),
      bias: tf.tensor1d(beta.map((b, c) => b - means[c] * scale[c])),
    };
  });
  return { blocks, linear: tf.tensor2d(part(layout.parameters.length - 1), [layout.top, layout.classCount]) };
}

/** Disposes of a network's tensors. */
export function disposeNetwork({ blocks, linear }: FoldedNetwork): void {
  tf.dispose(blocks.flatMap(({ filter, bias }) => [filter, bias]));
  linear.dispose();
}

/**
 * Prediction.
 * @param images [n, H, W, channels], normalised
 * @returns one tensor [n, classes + top]: logits, then features (pooled, before the linear layer)
 */
export function predictPass(
  kernels: Kernels,
  layout: Layout,
  { blocks, linear }: FoldedNetwork,
  images: tf.Tensor4D,
): tf.Tensor2D {
  return tf.tidy(() => {
    let x = images;
    let skip: tf.Tensor4D | undefined;
    // Disposed of as soon as they are used: the next tensor then takes memory that is still in the processor's cache.
    const follow = (y: tf.Tensor4D): void => {
      if (x !== images && x !== skip) x.dispose();
      x = y;
    };
    blocks.forEach(({ filter, bias }, k) => {
      if (RESIDUAL_STARTS.includes(k)) skip = x;
      follow(kernels.convBiasRelu(x, filter, bias));
      if (layout.poolsAfter.includes(k)) follow(kernels.maxPool(x));
      if (RESIDUAL_ENDS.includes(k) && skip) {
        const before = skip;
        follow(tf.add(x, before));
        before.dispose();
        skip = undefined;
      }
    });
    const features = tf.max(x, [1, 2]) as tf.Tensor2D;
    return tf.concat2d([tf.mul(tf.matMul(features, linear), layout.logitScale), features], 1);
  });
}
