import { tf } from '../tf.ts';

/** conv(x, filter), by the backend's own convolution. */
export function conv(x: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor4D {
  return tf.conv2d(x, filter, 1, 'same');
}

/**
 * d loss / d x as a convolution of dy: with the filter turned by 180° and its channels swapped. Tfjs's own
 * Conv2DBackpropInput is a scalar loop on WASM.
 */
export function convInputGradient(dy: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor4D {
  return tf.tidy(() => conv(dy, tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2])));
}

/**
 * d loss / d filter as a convolution whose channels are the batch: inputs become [in, H, W, batch], dy the filter
 * [H, W, batch, out], and with a border of one the 3×3 offsets remain. Conv2DBackpropFilter does not exist on WASM.
 */
export function convFilterGradient(x: tf.Tensor4D, dy: tf.Tensor4D): tf.Tensor4D {
  return tf.tidy(() => filterGradientOf(tf.transpose(x, [3, 1, 2, 0]), tf.transpose(dy, [1, 2, 0, 3])));
}

/** Written out, since tfjs takes a border given as one number for that of a square filter. */
const BORDER: [[number, number], [number, number], [number, number], [number, number]] = [
  [0, 0],
  [1, 1],
  [1, 1],
  [0, 0],
];

/** The filter's gradient from transposed operands: x [in, H, W, batch], dy [H, W, batch, out]. */
function filterGradientOf(x: tf.Tensor4D, dy: tf.Tensor4D): tf.Tensor4D {
  return tf.tidy(() => tf.transpose(tf.conv2d(x, dy, 1, BORDER), [1, 2, 0, 3]));
}
