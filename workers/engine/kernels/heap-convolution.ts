import type { tf } from '../tf.ts';
import { filterGradientOf } from './convolution.ts';
import { allocate, view } from './wasm/heap.ts';

/** d loss / d filter, like the composed one, with the two transpositions as loops over the heap. */
export function convFilterGradient(x: tf.Tensor4D, dy: tf.Tensor4D): tf.Tensor4D {
  const channelFirst = batchLast(x);
  const filter = batchThird(dy);
  try {
    return filterGradientOf(channelFirst, filter);
  } finally {
    channelFirst.dispose();
    filter.dispose();
  }
}

/** [N, H, W, C] → [C, H, W, N]. */
function batchLast(x: tf.Tensor4D): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const places = height * width;
  const image = places * channels;
  const out = allocate.d4([channels, height, width, batch]);
  const [source, target] = [x, out].map(view);
  for (let p = 0; p < places; p++) {
    for (let c = 0; c < channels; c++) {
      const to = (c * places + p) * batch;
      let from = p * channels + c;
      for (let n = 0; n < batch; n++, from += image) target[to + n] = source[from];
    }
  }
  return out;
}

/** [N, H, W, C] → [H, W, N, C]. */
function batchThird(x: tf.Tensor4D): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const places = height * width;
  const out = allocate.d4([height, width, batch, channels]);
  const [source, target] = [x, out].map(view);
  let from = 0;
  for (let n = 0; n < batch; n++) {
    for (let p = 0; p < places; p++) {
      const to = (p * batch + n) * channels;
      for (let c = 0; c < channels; c++, from++) target[to + c] = source[from];
    }
  }
  return out;
}
