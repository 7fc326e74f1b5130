import { ROWS, multiply } from './gemm';
import { F, PLACES, roundUp, tilesAlong } from './tiles';
import { filterScratch, transformFilter, transformedFilter } from './winograd-filter';
import { inputScratch, transformInput } from './winograd-input';
import { outputScratch, transformOutput } from './winograd-output';

/** Bytes that the transformed inputs and outputs of a block of tiles may take: they should stay in the second-level cache. */
const BLOCK_BYTES: i32 = 512 * 1024;

/** Tiles that are transformed, multiplied and transformed back together: a multiple of ROWS. */
export function tilesAtOnce(inputs: i32, outputs: i32): i32 {
  const bytes = PLACES * 4 * (roundUp(inputs, 4) + roundUp(outputs, 8));
  return min(10, max(1, BLOCK_BYTES / bytes / ROWS)) * ROWS;
}

/** Bytes from one place of a block to the next: an odd number of cache lines, or all 36 would share one set of the cache. */
export function placeStride(tiles: i32, channels: i32): usize {
  return ((<usize>(tiles * channels) * F + 63) & ~63) | 64;
}

/** Bytes that conv works in. */
export function convScratch(inputs: i32, outputs: i32): usize {
  const tiles = tilesAtOnce(inputs, outputs);
  return (
    transformedFilter(inputs, outputs) +
    <usize>PLACES * (placeStride(tiles, roundUp(inputs, 4)) + placeStride(tiles, roundUp(outputs, 8))) +
    <usize>roundUp(outputs, 8) * F +
    max(filterScratch(inputs, outputs), max(inputScratch(inputs), outputScratch(outputs)))
  );
}

/**
 * y = conv(x, filter), 3×3, stride 1, zero-padded to the same size, by Winograd's F(4×4, 3×3).
 * @param x [batch, height, width, inputs] @param filter [3, 3, inputs, outputs], or `turned`: see transformFilter
 * @param bias [outputs], or 0 for none @param rectify whether y is relu(conv + bias) @param y [batch, height, width, outputs]
 * @param scratch convScratch(inputs, outputs) bytes, at a multiple of 16
 */
export function conv(
  x: usize,
  filter: usize,
  turned: bool,
  bias: usize,
  rectify: bool,
  y: usize,
  batch: i32,
  height: i32,
  width: i32,
  inputs: i32,
  outputs: i32,
  scratch: usize,
): void {
  const rows = roundUp(inputs, 4);
  const columns = roundUp(outputs, 8);
  const atOnce = tilesAtOnce(inputs, outputs);
  const stride = placeStride(atOnce, rows);
  const strideOut = placeStride(atOnce, columns);
  const u = scratch;
  const v = u + transformedFilter(inputs, outputs);
  const m = v + <usize>PLACES * stride;
  const offsets = m + <usize>PLACES * strideOut;
  const rest = offsets + <usize>columns * F;
  transformFilter(filter, inputs, outputs, turned, u, rest);
  if (bias) {
    for (let j = 0; j < columns; j++) {
      store<f32>(offsets + <usize>j * F, j < outputs ? load<f32>(bias + <usize>j * F) : 0);
    }
    bias = offsets;
  }
  const tiles = batch * tilesAlong(height) * tilesAlong(width);
  for (let first = 0; first < tiles; first += atOnce) {
    const count = min(atOnce, tiles - first);
    transformInput(x, height, width, inputs, first, count, v, stride, rest);
    for (let p: usize = 0; p < <usize>PLACES; p++) {
      const filterAt = u + p * <usize>(rows * columns) * F;
      multiply(v + p * stride, <usize>rows * F, filterAt, m + p * strideOut, <usize>columns * F, roundUp(count, ROWS), rows, columns);
    }
    transformOutput(m, strideOut, bias, rectify, y, height, width, outputs, first, count, rest);
  }
}
