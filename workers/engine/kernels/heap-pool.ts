import { tf } from '../tf.ts';
import { allocate, view } from './heap.ts';

/** Largest of each 2×2 block, by tfjs. */
export function maxPool(x: tf.Tensor4D): tf.Tensor4D {
  return tf.maxPool(x, 2, 2, 'valid');
}

/** Hands each block's gradient to its first largest element, in one pass over the heap. */
export function maxPoolGradient(dy: tf.Tensor4D, x: tf.Tensor4D, y: tf.Tensor4D): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const [, rows, columns] = y.shape;
  const dx = allocate<tf.Tensor4D>(x.shape);
  const [slopes, inputs, largest, out] = [dy, x, y, dx].map(view);
  out.fill(0);
  const line = width * channels;
  let at = 0;
  for (let n = 0; n < batch; n++) {
    for (let r = 0; r < rows; r++) {
      let corner = (n * height + 2 * r) * line;
      for (let q = 0; q < columns; q++, corner += 2 * channels) {
        for (let c = corner; c < corner + channels; c++, at++) {
          const top = largest[at];
          if (inputs[c] === top) out[c] = slopes[at];
          else if (inputs[c + channels] === top) out[c + channels] = slopes[at];
          else if (inputs[c + line] === top) out[c + line] = slopes[at];
          else out[c + line + channels] = slopes[at];
        }
      }
    }
  }
  return dx;
}
