import { tf } from '../../tf.ts';
import { EPSILON, type BatchNormed, type BatchNormGradient, type Ending } from '../kernels.ts';
import { channelSums } from './channel-sums.ts';
import { draw, unpacked } from './program.ts';

/** GLSL: what ReLU gets at number `at` of x. */
const scaledOf = (channels: number): string => `
float reciprocal(int channel) { return inversesqrt(getVariance(channel) + float(${EPSILON})); }
float scaled(int at) {
  int channel = at % ${channels};
  return (getX(at) - getMean(channel)) * (reciprocal(channel) * getGamma(channel)) + getBeta(channel);
}`;

/** Batch norm, ReLU and what follows, in the passes of the WebGPU kernel of that name. */
export function batchNormRelu(x: tf.Tensor4D, gamma: tf.Tensor1D, beta: tf.Tensor1D, ending: Ending): BatchNormed {
  const [batch, height, width, channels] = x.shape;
  const places = batch * height * width;
  // Differences from the first place: a large mean would eat up the variance's digits.
  const difference = `
float firstOf(int at) { return getX(at) - getX(at % ${channels}); }
float secondOf(int at) { return firstOf(at) * firstOf(at); }`;
  const sums = channelSums({ x }, places, channels, difference);
  const shift = `(getSums(i) / ${places}.0)`;
  const mean = draw<tf.Tensor1D>({ sums, x }, [channels], `getX(i) + ${shift}`);
  const square = `getSums(${channels} + i) / ${places}.0`;
  const variance = draw<tf.Tensor1D>({ sums }, [channels], `max(0.0, ${square} - ${shift} * ${shift})`);
  sums.dispose();
  const given = { x, mean, variance, gamma, beta };
  const { pool, skip } = ending;
  if (!pool) {
    const inputs = skip ? { ...given, skip } : given;
    const value = `max(0.0, scaled(i))${skip ? ' + getSkip(i)' : ''}`;
    return { y: draw<tf.Tensor4D>(inputs, x.shape, value, scaledOf(channels)), mean, variance };
  }
  const [rows, columns] = [height >> 1, width >> 1];
  const pooled = `${scaledOf(channels)}
float pooled(int i) {
  int place = i / ${channels};
  int column = place % ${columns} * 2;
  int row = place / ${columns} % ${rows} * 2;
  int at = ((place / ${rows * columns} * ${height} + row) * ${width} + column) * ${channels} + i % ${channels};
  float upper = max(scaled(at), scaled(at + ${channels}));
  return max(0.0, max(upper, max(scaled(at + ${width * channels}), scaled(at + ${(width + 1) * channels}))));
}`;
  return { y: draw<tf.Tensor4D>(given, [batch, rows, columns, channels], 'pooled(i)', pooled), mean, variance };
}

/** The gradients, in the passes of the WebGPU kernel of that name. */
export function batchNormReluGradient(
  dy: tf.Tensor4D,
  x: tf.Tensor4D,
  { mean, variance }: BatchNormed,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  pool: boolean,
): BatchNormGradient {
  const [batch, height, width, channels] = x.shape;
  const places = batch * height * width;
  const slope = unpacked(dy);
  const given = { dy: slope, x, mean, variance, gamma, beta };
  const passed = `${scaledOf(channels)}
${pool ? passedByPool(x.shape) : PASSED_BY_RELU}
float standard(int at) {
  int channel = at % ${channels};
  return (getX(at) - getMean(channel)) * reciprocal(channel);
}`;
  const products = `${passed}
float firstOf(int at) { return passed(at) * standard(at); }
float secondOf(int at) { return passed(at); }`;
  const sums = channelSums(given, places, channels, products);
  const gradient = `${passed}
float gradientAt(int at) {
  int channel = at % ${channels};
  float mixed = (getSums(${channels} + channel) + standard(at) * getSums(channel)) / ${places}.0;
  return (passed(at) - mixed) * (reciprocal(channel) * getGamma(channel));
}`;
  const dx = draw<tf.Tensor4D>({ ...given, sums }, x.shape, 'gradientAt(i)', gradient);
  const [dGamma, dBeta] = [tf.slice(sums, 0, channels), tf.slice(sums, channels, channels)];
  sums.dispose();
  if (slope !== dy) slope.dispose();
  return { dx, dGamma, dBeta };
}

const PASSED_BY_RELU = `
float passed(int at) { return scaled(at) > 0.0 ? getDy(at) : 0.0; }`;

/** GLSL: dy of the block where x is its first largest and positive, else 0. */
function passedByPool([, height, width, channels]: number[]): string {
  const [rows, columns] = [height >> 1, width >> 1];
  return `
float passed(int at) {
  int place = at / ${channels};
  int column = place % ${width};
  int row = place / ${width} % ${height};
  float here = scaled(at);
  if (here <= 0.0 || row >= ${2 * rows} || column >= ${2 * columns}) return 0.0;
  int first = at - ((row % 2) * ${width} + column % 2) * ${channels};
  for (int k = 0; k < 4; k++) {
    int other = first + (k / 2 * ${width} + k % 2) * ${channels};
    float value = scaled(other);
    if (value > here || (value == here && other < at)) return 0.0;
  }
  int picture = place / ${height * width};
  return getDy(((picture * ${rows} + row / 2) * ${columns} + column / 2) * ${channels} + at % ${channels});
}`;
}
