import { tf } from '../tf.ts';
import { maxPool, maxPoolGradient } from './heap-pool.ts';
import { allocate, view } from './heap.ts';
import { EPSILON, type BatchNormed, type BatchNormGradient, type Ending } from './kernels.ts';

// Sums are kept in float64: the variance as a difference of two sums then loses nothing that float32 could hold.

/** Batch normalisation and ReLU in two passes over the heap, then the ending. */
export function batchNormRelu(
  x: tf.Tensor4D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  { pool, skip }: Ending,
): BatchNormed {
  const normed = rectify(x, gamma, beta);
  const rectified = normed.y;
  if (pool) return { ...normed, y: maxPool(rectified), rectified };
  return skip ? { ...normed, y: tf.add(rectified, skip), rectified } : normed;
}

function rectify(x: tf.Tensor4D, gamma: tf.Tensor1D, beta: tf.Tensor1D): BatchNormed {
  const channels = x.shape[3];
  const normed: BatchNormed = { y: allocate(x.shape), mean: allocate([channels]), variance: allocate([channels]) };
  const values = view(x);
  const sums = new Float64Array(channels);
  const squares = new Float64Array(channels);
  for (let i = 0; i < values.length; i += channels) {
    for (let c = 0; c < channels; c++) {
      const v = values[i + c];
      sums[c] += v;
      squares[c] += v * v;
    }
  }
  const count = values.length / channels;
  const [means, variances, gammas, betas] = [normed.mean, normed.variance, gamma, beta].map(view);
  const scale = new Float32Array(channels);
  const shift = new Float32Array(channels);
  for (let c = 0; c < channels; c++) {
    const mean = sums[c] / count;
    const variance = Math.max(squares[c] / count - mean * mean, 0);
    means[c] = mean;
    variances[c] = variance;
    scale[c] = gammas[c] / Math.sqrt(variance + EPSILON);
    shift[c] = betas[c] - mean * scale[c];
  }
  const out = view(normed.y);
  for (let i = 0; i < values.length; i += channels) {
    for (let c = 0; c < channels; c++) {
      const v = values[i + c] * scale[c] + shift[c];
      // A comparison keeps NaN, which Math.max would too but slower; training must see it.
      out[i + c] = v < 0 ? 0 : v;
    }
  }
  return normed;
}

/** Its gradients, in two passes over the heap. */
export function batchNormReluGradient(
  dy: tf.Tensor4D,
  x: tf.Tensor4D,
  { y, mean, variance, rectified = y }: BatchNormed,
  gamma: tf.Tensor1D,
  _beta: tf.Tensor1D,
  pool: boolean,
): BatchNormGradient {
  const slope = pool ? maxPoolGradient(dy, rectified, y) : dy;
  const channels = x.shape[3];
  const gradient: BatchNormGradient = {
    dx: allocate(x.shape),
    dGamma: allocate([channels]),
    dBeta: allocate([channels]),
  };
  const [slopes, values, outputs] = [slope, x, rectified].map(view);
  const sums = new Float64Array(channels);
  const products = new Float64Array(channels);
  for (let i = 0; i < values.length; i += channels) {
    for (let c = 0; c < channels; c++) {
      const slope = outputs[i + c] > 0 ? slopes[i + c] : 0;
      sums[c] += slope;
      products[c] += slope * values[i + c];
    }
  }
  const count = values.length / channels;
  const [means, variances, gammas, dGammas, dBetas] = [mean, variance, gamma, gradient.dGamma, gradient.dBeta].map(
    view,
  );
  // dx = slope·a + x·b + k, from dx = γ/σ · (slope − dβ/n − x̂·dγ/n) with x̂ = (x − mean)/σ.
  const a = new Float32Array(channels);
  const b = new Float32Array(channels);
  const k = new Float32Array(channels);
  for (let c = 0; c < channels; c++) {
    const inverse = 1 / Math.sqrt(variances[c] + EPSILON);
    const dGamma = (products[c] - means[c] * sums[c]) * inverse;
    dGammas[c] = dGamma;
    dBetas[c] = sums[c];
    a[c] = gammas[c] * inverse;
    b[c] = (-gammas[c] * inverse * inverse * dGamma) / count;
    k[c] = (-gammas[c] * inverse * sums[c]) / count - b[c] * means[c];
  }
  const out = view(gradient.dx);
  for (let i = 0; i < values.length; i += channels) {
    for (let c = 0; c < channels; c++) {
      const slope = outputs[i + c] > 0 ? slopes[i + c] : 0;
      out[i + c] = slope * a[c] + values[i + c] * b[c] + k[c];
    }
  }
  if (slope !== dy) slope.dispose();
  return gradient;
}
