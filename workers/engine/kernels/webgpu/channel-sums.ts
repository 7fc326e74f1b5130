import type { tf } from '../../tf.ts';
import { runShader } from './program.ts';

/** A workgroup sums a slab of places for 16 channels, 16 places at a time. */
const SIDE = 16;
/** Workgroups that keep a large GPU busy. */
const ENOUGH_GROUPS = 512;
/** Places that a workgroup sums at least. */
const LEAST_PLACES = 64;

/**
 * Two sums for each channel of a layer, over all its places: by one dispatch over slabs of places and a small one over the slabs,
 * both in a fixed order.
 * @param inputs by their names in the code @param places batch × height × width
 * @param code WGSL: `fn firstOf(at: i32) -> f32` and `fn secondOf(at: i32) -> f32`, what number `at` of the layer adds
 * @returns [2 × channels]: the first sums, then the second ones; the caller disposes of it
 */
export function channelSums(
  name: string,
  inputs: Record<string, tf.Tensor>,
  places: number,
  channels: number,
  code: string,
): tf.Tensor1D {
  const columns = Math.ceil(channels / SIDE);
  const wanted = Math.min(Math.ceil(places / LEAST_PLACES), Math.max(1, Math.floor(ENOUGH_GROUPS / columns)));
  const rounds = Math.ceil(places / wanted / SIDE);
  const slabs = Math.ceil(places / (rounds * SIDE));
  const main = `
  let channel = i32(workgroupId.y) * ${SIDE} + i32(localId.x);
  let first = i32(workgroupId.x) * ${rounds * SIDE} + i32(localId.y);
  var sum = vec2<f32>(0.0);
  for (var round = 0; round < ${rounds}; round++) {
    let place = first + round * ${SIDE};
    if (place < ${places} && channel < ${channels}) {
      let at = place * ${channels} + channel;
      sum += vec2<f32>(firstOf(at), secondOf(at));
    }
  }
  gather(sum);
  if (localId.y == 0u && channel < ${channels}) {
    let at = i32(workgroupId.x) * ${2 * channels} + channel;
    result[at] = held[localIndex].x;
    result[at + ${channels}] = held[localIndex].y;
  }`;
  const size = 2 * channels;
  const partial = runShader<tf.Tensor>(
    {
      name,
      inputs: Object.keys(inputs),
      size: slabs * size,
      threads: [SIDE, SIDE],
      groups: [slabs, columns, 1],
      functions: `${code}\n${GATHER}`,
      main,
    },
    Object.values(inputs),
    [slabs, size],
  );
  const sums = sumOfSlabs(partial, slabs, channels);
  partial.dispose();
  return sums;
}

function sumOfSlabs(partial: tf.Tensor, slabs: number, channels: number): tf.Tensor1D {
  const rounds = Math.ceil(slabs / SIDE);
  const main = `
  let channel = i32(workgroupId.x) * ${SIDE} + i32(localId.x);
  var sum = vec2<f32>(0.0);
  for (var round = 0; round < ${rounds}; round++) {
    let slab = round * ${SIDE} + i32(localId.y);
    if (slab < ${slabs} && channel < ${channels}) {
      let at = slab * ${2 * channels} + channel;
      sum += vec2<f32>(partial[at], partial[at + ${channels}]);
    }
  }
  gather(sum);
  if (localId.y == 0u && channel < ${channels}) {
    result[channel] = held[localIndex].x;
    result[channel + ${channels}] = held[localIndex].y;
  }`;
  return runShader<tf.Tensor1D>(
    {
      ...{ name: 'sums of slabs', inputs: ['partial'], size: 2 * channels, functions: GATHER, main },
      threads: [SIDE, SIDE],
      groups: [Math.ceil(channels / SIDE), 1, 1],
    },
    [partial],
    [2 * channels],
  );
}

/** WGSL: adds up what the 16 rows of threads hold; the first row then has the sums in `held`. */
const GATHER = `
var<workgroup> held : array<vec2<f32>, ${SIDE * SIDE}>;
fn gather(mine: vec2<f32>) {
  held[localIndex] = mine;
  workgroupBarrier();
  for (var rows = ${SIDE / 2}u; rows > 0u; rows /= 2u) {
    if (localId.y < rows) { held[localIndex] += held[localIndex + rows * ${SIDE}u]; }
    workgroupBarrier();
  }
}`;
