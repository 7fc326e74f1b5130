import { tf } from '../../tf.ts';
import { EPSILON, type BatchNormed, type BatchNormGradient, type Ending } from '../kernels.ts';
import { channelSums } from './channel-sums.ts';
import { perNumber, runShader } from './program.ts';

/** Shape of a layer, and the places of its batch. */
function sizesOf({ shape }: tf.Tensor4D): { shape: number[]; places: number; channels: number } {
  return { shape, places: shape[0] * shape[1] * shape[2], channels: shape[3] };
}

/** WGSL: what ReLU gets at number `at` of x. */
const normalisedOf = (channels: number): string => `
fn inverse(channel: i32) -> f32 { return inverseSqrt(variance[channel] + ${EPSILON}); }
fn scaled(at: i32) -> f32 {
  let channel = at % ${channels};
  return (x[at] - mean[channel]) * (inverse(channel) * gamma[channel]) + beta[channel];
}`;

/**
 * Batch norm, ReLU and what follows: one pass for the sums of all channels, one a statistic, one that applies them. The sums
 * are of differences from the first place, or a large mean would eat up the variance's digits.
 */
export function batchNormRelu(x: tf.Tensor4D, gamma: tf.Tensor1D, beta: tf.Tensor1D, ending: Ending): BatchNormed {
  const { places, channels } = sizesOf(x);
  const sums = channelSums(
    'sums of a layer',
    { x },
    places,
    channels,
    `
fn firstOf(at: i32) -> f32 { return x[at] - x[at % ${channels}]; }
fn secondOf(at: i32) -> f32 { return firstOf(at) * firstOf(at); }`,
  );
  const statistic = (name: string, value: string): tf.Tensor1D =>
    runShader<tf.Tensor1D>(
      perNumber(name, ['sums', 'x'], channels, () => value),
      [sums, x],
      [channels],
    );
  const mean = statistic('mean', `x[i] + sums[i] / ${places}.0`);
  const shift = `(sums[i] / ${places}.0)`;
  const variance = statistic('variance', `max(0.0, sums[${channels} + i] / ${places}.0 - ${shift} * ${shift})`);
  sums.dispose();
  return { y: applied(x, mean, variance, gamma, beta, ending), mean, variance };
}

function applied(
  x: tf.Tensor4D,
  mean: tf.Tensor1D,
  variance: tf.Tensor1D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  { pool, skip }: Ending,
): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const inputs = ['x', 'mean', 'variance', 'gamma', 'beta'];
  const tensors = [x, mean, variance, gamma, beta];
  const before = normalisedOf(channels);
  if (!pool) {
    const names = skip ? [...inputs, 'skip'] : inputs;
    const value = (i: string): string => `max(0.0, scaled(${i}))${skip ? ` + skip[${i}]` : ''}`;
    const shader = perNumber(skip ? 'batch norm, ReLU, addition' : 'batch norm, ReLU', names, x.size, value, before);
    return runShader<tf.Tensor4D>(shader, skip ? [...tensors, skip] : tensors, x.shape);
  }
  const shape: [number, number, number, number] = [batch, height >> 1, width >> 1, channels];
  const largest = `${before}
fn pooled(i: i32) -> f32 {
  let place = i / ${channels};
  let column = place % ${shape[2]} * 2;
  let row = place / ${shape[2]} % ${shape[1]} * 2;
  let at = ((place / ${shape[1] * shape[2]} * ${height} + row) * ${width} + column) * ${channels} + i % ${channels};
  let upper = max(scaled(at), scaled(at + ${channels}));
  return max(0.0, max(upper, max(scaled(at + ${width * channels}), scaled(at + ${(width + 1) * channels}))));
}`;
  const size = shape.reduce((a, b) => a * b);
  return runShader<tf.Tensor4D>(
    perNumber('batch norm, ReLU, pool', inputs, size, (i) => `pooled(${i})`, largest),
    tensors,
    shape,
  );
}

/**
 * The gradients by one pass for the sums of all channels and one that applies them; ReLU's mask and the pool's first largest
 * are worked out again from x.
 */
export function batchNormReluGradient(
  dy: tf.Tensor4D,
  x: tf.Tensor4D,
  { mean, variance }: BatchNormed,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  pool: boolean,
): BatchNormGradient {
  const { places, channels } = sizesOf(x);
  const given = { dy, x, mean, variance, gamma, beta };
  const passed = `${normalisedOf(channels)}
${pool ? passedByPool(x.shape) : passedByRelu}
fn standard(at: i32) -> f32 {
  let channel = at % ${channels};
  return (x[at] - mean[channel]) * inverse(channel);
}`;
  const sums = channelSums(
    pool ? 'sums for a pooled layer’s gradient' : 'sums for a layer’s gradient',
    given,
    places,
    channels,
    `${passed}
fn firstOf(at: i32) -> f32 { return passed(at) * standard(at); }
fn secondOf(at: i32) -> f32 { return passed(at); }`,
  );
  const gradient = `${passed}
fn gradientAt(at: i32) -> f32 {
  let channel = at % ${channels};
  let mixed = (sums[${channels} + channel] + standard(at) * sums[channel]) / ${places}.0;
  return (passed(at) - mixed) * (inverse(channel) * gamma[channel]);
}`;
  const name = pool ? 'gradient of batch norm, ReLU, pool' : 'gradient of batch norm, ReLU';
  const dx = runShader<tf.Tensor4D>(
    perNumber(name, [...Object.keys(given), 'sums'], x.size, (i) => `gradientAt(${i})`, gradient),
    [...Object.values(given), sums],
    x.shape,
  );
  const [dGamma, dBeta] = [tf.slice(sums, 0, channels), tf.slice(sums, channels, channels)];
  sums.dispose();
  return { dx, dGamma, dBeta };
}

const passedByRelu = `
fn passed(at: i32) -> f32 { return select(0.0, dy[at], scaled(at) > 0.0); }`;

/** WGSL: dy of the block where x is its first largest and positive, else 0. */
function passedByPool([, height, width, channels]: number[]): string {
  const [rows, columns] = [height >> 1, width >> 1];
  return `
fn passed(at: i32) -> f32 {
  let place = at / ${channels};
  let column = place % ${width};
  let row = place / ${width} % ${height};
  let here = scaled(at);
  if (here <= 0.0 || row >= ${2 * rows} || column >= ${2 * columns}) { return 0.0; }
  let first = at - ((row & 1) * ${width} + (column & 1)) * ${channels};
  for (var k = 0; k < 4; k++) {
    let other = first + ((k >> 1) * ${width} + (k & 1)) * ${channels};
    let value = scaled(other);
    if (value > here || (value == here && other < at)) { return 0.0; }
  }
  let picture = place / ${height * width};
  return dy[((picture * ${rows} + row / 2) * ${columns} + column / 2) * ${channels} + at % ${channels}];
}`;
}
