import type { tf } from '../../tf.ts';
import { productShader } from './matmul.ts';
import { perNumber, runShader } from './program.ts';

/**
 * WGSL: a number of a picture's unfolded form. Row `place` is a place of the batch, column `at` a place of the filter and a
 * channel: 9 × channels of them, zero outside the picture.
 */
function unfoldedOf(input: string, [, height, width, channels]: number[]): string {
  return `
fn unfolded(place: i32, at: i32) -> f32 {
  let tap = at / ${channels};
  let down = tap / 3 - 1;
  let right = tap % 3 - 1;
  let row = (place / ${width}) % ${height} + down;
  let column = place % ${width} + right;
  if (row < 0 || row >= ${height} || column < 0 || column >= ${width}) { return 0.0; }
  return ${input}[(place + down * ${width} + right) * ${channels} + at % ${channels}];
}`;
}

/** Places of a batch, and channels. */
function sizesOf({ shape: [batch, height, width, channels] }: tf.Tensor4D): { places: number; channels: number } {
  return { places: batch * height * width, channels };
}

/** conv(x, filter): the unfolded pictures times the filter. */
export function conv(x: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor4D {
  return convolve(x, filter);
}

/** relu(conv(x, filter) + bias) in the same dispatch. */
export function convBiasRelu(x: tf.Tensor4D, filter: tf.Tensor4D, bias: tf.Tensor1D): tf.Tensor4D {
  return convolve(x, filter, bias);
}

function convolve(x: tf.Tensor4D, filter: tf.Tensor4D, bias?: tf.Tensor1D): tf.Tensor4D {
  const { places, channels } = sizesOf(x);
  const outputs = filter.shape[3];
  const { shader } = productShader({
    name: bias ? 'convolution with bias and ReLU' : 'convolution',
    inputs: bias ? ['x', 'weights', 'bias'] : ['x', 'weights'],
    ...{ rows: places, columns: outputs, inner: 9 * channels },
    operands: `${unfoldedOf('x', x.shape)}
fn left(row: i32, k: i32) -> f32 { return unfolded(row, k); }
fn right(k: i32, column: i32) -> f32 { return weights[k * ${outputs} + column]; }`,
    leftAlong: 'inner',
    store: bias ? 'max(0.0, value + bias[column])' : 'value',
  });
  const [batch, height, width] = x.shape;
  return runShader<tf.Tensor4D>(shader, bias ? [x, filter, bias] : [x, filter], [batch, height, width, outputs]);
}

/** d loss / d x: the unfolded dy times the filter turned by 180°, its channels swapped by the way it is read. */
export function convInputGradient(dy: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor4D {
  const { places, channels: outputs } = sizesOf(dy);
  const inputs = filter.shape[2];
  const { shader } = productShader({
    name: 'input gradient of a convolution',
    inputs: ['dy', 'weights'],
    ...{ rows: places, columns: inputs, inner: 9 * outputs },
    operands: `${unfoldedOf('dy', dy.shape)}
fn left(row: i32, k: i32) -> f32 { return unfolded(row, k); }
fn right(k: i32, column: i32) -> f32 {
  return weights[((8 - k / ${outputs}) * ${inputs} + column) * ${outputs} + k % ${outputs}];
}`,
    leftAlong: 'inner',
  });
  const [batch, height, width] = dy.shape;
  return runShader<tf.Tensor4D>(shader, [dy, filter], [batch, height, width, inputs]);
}

/**
 * d loss / d filter: the unfolded pictures, transposed, times dy. Few rows and columns but very many places, which are split
 * over workgroups; their parts are added up in a fixed order, so that the same run gives the same filter.
 */
export function convFilterGradient(x: tf.Tensor4D, dy: tf.Tensor4D): tf.Tensor4D {
  const { places, channels } = sizesOf(x);
  const outputs = dy.shape[3];
  const rows = 9 * channels;
  const { shader, parts } = productShader({
    name: 'filter gradient',
    inputs: ['x', 'dy'],
    ...{ rows, columns: outputs, inner: places },
    operands: `${unfoldedOf('x', x.shape)}
fn left(row: i32, k: i32) -> f32 { return unfolded(k, row); }
fn right(k: i32, column: i32) -> f32 { return dy[k * ${outputs} + column]; }`,
    leftAlong: 'rows',
    mayJoin: true,
  });
  const partial = runShader<tf.Tensor>(shader, [x, dy], [parts, rows * outputs]);
  const gradient = runShader<tf.Tensor4D>(sumOfParts(parts, rows * outputs), [partial], [3, 3, channels, outputs]);
  partial.dispose();
  return gradient;
}

function sumOfParts(parts: number, size: number): ReturnType<typeof perNumber> {
  const sum = `
fn sumAt(i: i32) -> f32 {
  var sum = 0.0;
  for (var part = 0; part < ${parts}; part++) { sum += partial[part * ${size} + i]; }
  return sum;
}`;
  return perNumber('sum of a filter gradient’s parts', ['partial'], size, (i) => `sumAt(${i})`, sum);
}
