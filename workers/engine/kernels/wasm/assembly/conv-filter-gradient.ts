import { placeStride, tilesAtOnce } from './conv';
import { multiplyTransposed } from './gemm';
import { F, PLACES, roundUp, tilesAlong } from './tiles';
import { filterScratch, transformFilterBack, transformedFilter } from './winograd-filter';
import { inputScratch, transformInput } from './winograd-input';
import { slopeScratch, transformSlope } from './winograd-slope';

/** Bytes that convFilterGradient works in. */
export function convFilterGradientScratch(inputs: i32, outputs: i32): usize {
  const tiles = tilesAtOnce(inputs, outputs);
  return (
    transformedFilter(inputs, outputs) +
    <usize>PLACES * (placeStride(tiles, roundUp(inputs, 4)) + placeStride(tiles, roundUp(outputs, 8))) +
    max(filterScratch(inputs, outputs), max(inputScratch(inputs), slopeScratch(outputs)))
  );
}

/**
 * d loss / d filter of conv: dU = Σ Vᵀ·(A·dy·Aᵀ) over all tiles, then Gᵀ·dU·G.
 * @param x [batch, height, width, inputs] @param dy [batch, height, width, outputs] @param gradient [3, 3, inputs, outputs]
 * @param scratch convFilterGradientScratch(inputs, outputs) bytes, at a multiple of 16
 */
export function convFilterGradient(
  x: usize,
  dy: usize,
  gradient: usize,
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
  const du = scratch;
  const v = du + transformedFilter(inputs, outputs);
  const z = v + <usize>PLACES * stride;
  const rest = z + <usize>PLACES * strideOut;
  memory.fill(du, 0, transformedFilter(inputs, outputs));
  const tiles = batch * tilesAlong(height) * tilesAlong(width);
  for (let first = 0; first < tiles; first += atOnce) {
    const count = min(atOnce, tiles - first);
    transformInput(x, height, width, inputs, first, count, v, stride, rest);
    transformSlope(dy, height, width, outputs, first, count, z, strideOut, rest);
    for (let p: usize = 0; p < <usize>PLACES; p++) {
      const sums = du + p * <usize>(rows * columns) * F;
      multiplyTransposed(v + p * stride, z + p * strideOut, sums, rows, columns, count);
    }
  }
  transformFilterBack(du, inputs, outputs, gradient, rest);
}
