import type { tf } from '../../tf.ts';
import * as stock from '../convolution.ts';
import { draw, unpacked } from './program.ts';

/** Fragments that keep a large GPU busy. */
const ENOUGH_FRAGMENTS = 2 ** 18;
/** Places that a fragment adds up at least. */
const LEAST_PLACES = 64;

/** conv(x, filter) by tfjs, which unfolds the pictures and multiplies matrices. */
export function conv(x: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor4D {
  return plain(stock.conv(x, filter));
}

/** d loss / d x as a convolution of dy. */
export function convInputGradient(dy: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor4D {
  return plain(stock.convInputGradient(dy, filter));
}

/** Unpacks once what is read often. */
function plain(x: tf.Tensor4D): tf.Tensor4D {
  const result = unpacked(x);
  if (result !== x) x.dispose();
  return result;
}

/**
 * d loss / d filter. A fragment a weight would leave most of a GPU idle over very many places: they are split into parts, each
 * weight has a fragment a part, and the parts are added up in their order.
 */
export function convFilterGradient(x: tf.Tensor4D, dy: tf.Tensor4D): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const outputs = dy.shape[3];
  const places = batch * height * width;
  const weights = 9 * channels * outputs;
  const wanted = Math.min(Math.ceil(places / LEAST_PLACES), Math.ceil(ENOUGH_FRAGMENTS / weights));
  const each = Math.ceil(places / wanted);
  const parts = Math.ceil(places / each);
  const partSum = `
float partSum(int i) {
  int weight = i % ${weights};
  int channel = weight / ${outputs} % ${channels};
  int tap = weight / ${channels * outputs};
  int down = tap / 3 - 1;
  int right = tap % 3 - 1;
  int first = i / ${weights} * ${each};
  float sum = 0.0;
  for (int k = 0; k < ${each}; k++) {
    int place = first + k;
    if (place >= ${places}) break;
    int row = place / ${width} % ${height} + down;
    int column = place % ${width} + right;
    if (row < 0 || row >= ${height} || column < 0 || column >= ${width}) continue;
    sum += getX((place + down * ${width} + right) * ${channels} + channel) * getDy(place * ${outputs} + weight % ${outputs});
  }
  return sum;
}`;
  const partial = draw<tf.Tensor>({ x, dy }, [parts, weights], 'partSum(i)', partSum);
  const wholeSum = `
float wholeSum(int i) {
  float sum = 0.0;
  for (int part = 0; part < ${parts}; part++) sum += getPartial(part * ${weights} + i);
  return sum;
}`;
  const gradient = draw<tf.Tensor4D>({ partial }, [3, 3, channels, outputs], 'wholeSum(i)', wholeSum);
  partial.dispose();
  return gradient;
}
