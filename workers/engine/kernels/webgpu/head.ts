import { tf } from '../../tf.ts';
import type { Head } from '../kernels.ts';
import { perNumber, runShader, THREADS } from './program.ts';

/** The network's end in six small dispatches; none is large enough to be tiled. */
export function head(
  last: tf.Tensor4D,
  linear: tf.Tensor2D,
  wanted: tf.Tensor2D,
  logitScale: number,
  smoothing: number,
): Head {
  return tf.tidy(() => {
    const [batch, height, width, top] = last.shape;
    const classes = linear.shape[1];
    const places = height * width;
    const features = runShader<tf.Tensor2D>(
      perNumber('global max', ['last'], batch * 2 * top, (i) => `featureAt(${i})`, featureOf(places, top)),
      [last],
      [batch, 2 * top],
    );
    const logits = runShader<tf.Tensor2D>(
      perNumber(
        'logits',
        ['features', 'linear'],
        batch * classes,
        (i) => `logitAt(${i})`,
        logitOf(top, classes, logitScale),
      ),
      [features, linear],
      [batch, classes],
    );
    const figures = runShader<tf.Tensor1D>(
      {
        ...{
          name: 'loss and accuracy',
          inputs: ['logits', 'wanted'],
          size: 2,
          functions: `${softmaxOf(classes)}${HELD}`,
          main: figuresOf(batch, classes),
        },
        ...{ threads: [THREADS, 1], groups: [1, 1, 1] },
      },
      [logits, wanted],
      [2],
    );
    const slope = `${softmaxOf(classes)}
fn slopeAt(i: i32) -> f32 {
  let row = i / ${classes} * ${classes};
  let smoothed = wanted[i] * ${number(1 - smoothing)} + ${number(smoothing / classes)};
  return (exp(logits[i] - logSumOf(row)) - smoothed) * ${number(logitScale / batch)};
}`;
    const dLogits = runShader<tf.Tensor2D>(
      perNumber('gradient of the logits', ['logits', 'wanted'], batch * classes, (i) => `slopeAt(${i})`, slope),
      [logits, wanted],
      [batch, classes],
    );
    const dLinear = runShader<tf.Tensor2D>(
      perNumber(
        'gradient of the linear layer',
        ['features', 'dLogits'],
        top * classes,
        (i) => `sumAt(${i})`,
        `
fn sumAt(i: i32) -> f32 {
  var sum = 0.0;
  for (var n = 0; n < ${batch}; n++) {
    sum += features[n * ${2 * top} + i / ${classes}] * dLogits[n * ${classes} + i % ${classes}];
  }
  return sum;
}`,
      ),
      [features, dLogits],
      [top, classes],
    );
    const dLast = runShader<tf.Tensor4D>(
      perNumber(
        'gradient of global max',
        ['last', 'features', 'linear', 'dLogits'],
        last.size,
        (i) => `shareAt(${i})`,
        `
fn shareAt(i: i32) -> f32 {
  let channel = i % ${top};
  let n = i / ${top * places};
  if (last[i] < features[n * ${2 * top} + channel]) { return 0.0; }
  var sum = 0.0;
  for (var k = 0; k < ${classes}; k++) { sum += dLogits[n * ${classes} + k] * linear[channel * ${classes} + k]; }
  return sum / features[n * ${2 * top} + ${top} + channel];
}`,
      ),
      [last, features, linear, dLogits],
      last.shape,
    );
    return { logits, figures, dLast, dLinear };
  });
}

/** A number as WGSL has it. */
const number = (value: number): string => `f32(${value})`;

/** WGSL: for each sample the largest of each channel, then how many places have it. */
const featureOf = (places: number, top: number): string => `
fn featureAt(i: i32) -> f32 {
  let n = i / ${2 * top};
  let first = n * ${places * top} + i % ${top};
  var largest = last[first];
  var count = 1.0;
  for (var place = 1; place < ${places}; place++) {
    let value = last[first + place * ${top}];
    if (value > largest) {
      largest = value;
      count = 1.0;
    } else if (value == largest) {
      count += 1.0;
    }
  }
  return select(largest, count, i % ${2 * top} >= ${top});
}`;

const logitOf = (top: number, classes: number, logitScale: number): string => `
fn logitAt(i: i32) -> f32 {
  var sum = 0.0;
  for (var t = 0; t < ${top}; t++) {
    sum += features[i / ${classes} * ${2 * top} + t] * linear[t * ${classes} + i % ${classes}];
  }
  return sum * ${number(logitScale)};
}`;

/** WGSL: the largest logit of a row, and the logarithm of the sum of all their exponentials. */
const softmaxOf = (classes: number): string => `
fn largestOf(row: i32) -> f32 {
  var largest = logits[row];
  for (var k = 1; k < ${classes}; k++) { largest = max(largest, logits[row + k]); }
  return largest;
}
fn logSumOf(row: i32) -> f32 {
  let largest = largestOf(row);
  var sum = 0.0;
  for (var k = 0; k < ${classes}; k++) { sum += exp(logits[row + k] - largest); }
  return largest + log(sum);
}`;

/** One workgroup: each thread adds up its samples, the first one then all threads, in their order. */
const figuresOf = (batch: number, classes: number): string => `
  var sum = vec2<f32>(0.0);
  for (var n = i32(localIndex); n < ${batch}; n += ${THREADS}) {
    let row = n * ${classes};
    var given = 0.0;
    for (var k = 0; k < ${classes}; k++) { given += logits[row + k] * wanted[row + k]; }
    sum += vec2<f32>(logSumOf(row) - given, select(0.0, 1.0, given >= largestOf(row)));
  }
  held[localIndex] = sum;
  workgroupBarrier();
  if (localIndex == 0u) {
    var total = vec2<f32>(0.0);
    for (var k = 0; k < ${Math.min(batch, THREADS)}; k++) { total += held[k]; }
    result[0] = total.x / ${batch}.0;
    result[1] = total.y / ${batch}.0;
  }`;

const HELD = `
var<workgroup> held : array<vec2<f32>, ${THREADS}>;`;
