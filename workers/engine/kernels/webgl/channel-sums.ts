import type { tf } from '../../tf.ts';
import { draw } from './program.ts';

/** Places that a fragment adds up, about: a GPU has enough fragments then, and the slabs are few enough to be added up. */
const PLACES = 256;

/**
 * Two sums for each channel of a layer, over all its places: over slabs of places, then over the slabs, in a fixed order.
 * @param inputs by their names in the code @param places batch × height × width
 * @param functions GLSL: `float firstOf(int at)` and `float secondOf(int at)`, what number `at` of the layer adds
 * @returns [2 × channels]: the first sums, then the second ones; the caller disposes of it
 */
export function channelSums(
  inputs: Record<string, tf.Tensor>,
  places: number,
  channels: number,
  functions: string,
): tf.Tensor1D {
  const slabs = Math.ceil(places / PLACES);
  const each = Math.ceil(places / slabs);
  const size = 2 * channels;
  const slabSum = `${functions}
float slabSum(int i) {
  int channel = i % ${channels};
  bool second = i % ${size} >= ${channels};
  int first = i / ${size} * ${each};
  float sum = 0.0;
  for (int k = 0; k < ${each}; k++) {
    int place = first + k;
    if (place >= ${places}) break;
    int at = place * ${channels} + channel;
    sum += second ? secondOf(at) : firstOf(at);
  }
  return sum;
}`;
  const partial = draw<tf.Tensor>(inputs, [slabs, size], 'slabSum(i)', slabSum);
  const wholeSum = `
float wholeSum(int i) {
  float sum = 0.0;
  for (int slab = 0; slab < ${slabs}; slab++) sum += getPartial(slab * ${size} + i);
  return sum;
}`;
  const sums = draw<tf.Tensor1D>({ partial }, [size], 'wholeSum(i)', wholeSum);
  partial.dispose();
  return sums;
}
