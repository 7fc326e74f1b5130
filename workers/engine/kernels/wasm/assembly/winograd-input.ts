import { madd, nmadd } from '../../../../shared/assembly/simd';
import { BETWEEN, F, IN, OUT, gather, roundUp, tilesAlong } from './tiles';

/**
 * V = Bᵀ·d·B of `count` tiles from tile `first` of a batch on.
 * @param x [batch, height, width, channels] @param v [36 places, `stride` bytes apart][tile][channels, padded to 4]
 * @param scratch inputScratch(channels) bytes
 */
export function transformInput(
  x: usize,
  height: i32,
  width: i32,
  channels: i32,
  first: i32,
  count: i32,
  v: usize,
  stride: usize,
  scratch: usize,
): void {
  const padded = roundUp(channels, 4);
  const across = tilesAlong(width);
  const perImage = tilesAlong(height) * across;
  const pixel = <usize>padded * F;
  const line = <usize>width * pixel;
  const patch = scratch + BETWEEN;
  // Rows outside the image are read here; where channels must be padded, the whole tile is.
  if (channels == padded) memory.fill(patch, 0, <usize>IN * pixel);
  for (let t = first; t < first + count; t++) {
    const image = x + <usize>(t / perImage) * height * width * channels * F;
    const place = t % perImage;
    const top = (place / across) * OUT - 1;
    const left = (place % across) * OUT - 1;
    let corner = patch;
    let step = <usize>IN * pixel;
    let rows = IN;
    let above = 0;
    let before = 0;
    let columns = IN;
    if (channels == padded) {
      corner = image + <usize>top * line + <usize>left * pixel;
      step = line;
      above = max(0, -top);
      rows = min(IN, height - top);
      before = max(0, -left);
      columns = min(IN, width - left);
    } else gather(image, height, width, channels, top, left, IN, patch, padded);
    let r0 = above > 0 ? patch : corner;
    let r1 = rows > 1 ? corner + step : patch;
    let r2 = rows > 2 ? corner + 2 * step : patch;
    let r3 = rows > 3 ? corner + 3 * step : patch;
    let r4 = rows > 4 ? corner + 4 * step : patch;
    let r5 = rows > 5 ? corner + 5 * step : patch;
    for (let c = 0; c < padded; c += 4) {
      transformColumns(r0, r1, r2, r3, r4, r5, pixel, before, columns, scratch);
      transformRows(scratch, v, stride);
      r0 += 16;
      r1 += 16;
      r2 += 16;
      r3 += 16;
      r4 += 16;
      r5 += 16;
      v += 16;
    }
  }
}

/** Bytes that transformInput works in. */
export function inputScratch(channels: i32): usize {
  return BETWEEN + <usize>(IN * IN * roundUp(channels, 4)) * F;
}

/** Bᵀ·d: the columns [before, columns) of a tile whose rows start at r0 … r5; those outside the image are zero. */
// @ts-ignore: decorator
@inline
function transformColumns(
  r0: usize,
  r1: usize,
  r2: usize,
  r3: usize,
  r4: usize,
  r5: usize,
  pixel: usize,
  before: i32,
  columns: i32,
  between: usize,
): void {
  const two = f32x4.splat(2);
  const four = f32x4.splat(4);
  const five = f32x4.splat(5);
  for (let q = 0; q < before; q++) clearColumn(between + (<usize>q << 4));
  for (let q = columns; q < IN; q++) clearColumn(between + (<usize>q << 4));
  let at = <usize>before * pixel;
  const end = between + (<usize>columns << 4);
  for (let to = between + (<usize>before << 4); to < end; to += 16) {
    const d0 = v128.load(r0 + at);
    const d1 = v128.load(r1 + at);
    const d2 = v128.load(r2 + at);
    const d3 = v128.load(r3 + at);
    const d4 = v128.load(r4 + at);
    const d5 = v128.load(r5 + at);
    at += pixel;
    v128.store(to, madd(four, d0, nmadd(five, d2, d4)));
    const a = nmadd(four, d2, d4);
    const b = nmadd(four, d1, d3);
    v128.store(to, f32x4.add(a, b), 96);
    v128.store(to, f32x4.sub(a, b), 192);
    const c = f32x4.sub(d4, d2);
    const e = f32x4.sub(d3, d1);
    v128.store(to, madd(two, e, c), 288);
    v128.store(to, nmadd(two, e, c), 384);
    v128.store(to, madd(four, d1, nmadd(five, d3, d5)), 480);
  }
}

// @ts-ignore: decorator
@inline
function clearColumn(to: usize): void {
  const zero = f32x4.splat(0);
  v128.store(to, zero);
  v128.store(to, zero, 96);
  v128.store(to, zero, 192);
  v128.store(to, zero, 288);
  v128.store(to, zero, 384);
  v128.store(to, zero, 480);
}

/** (Bᵀ·d)·B */
// @ts-ignore: decorator
@inline
function transformRows(between: usize, v: usize, stride: usize): void {
  const two = f32x4.splat(2);
  const four = f32x4.splat(4);
  const five = f32x4.splat(5);
  for (let from = between; from < between + BETWEEN; from += IN * 16) {
    const d0 = v128.load(from);
    const d1 = v128.load(from, 16);
    const d2 = v128.load(from, 32);
    const d3 = v128.load(from, 48);
    const d4 = v128.load(from, 64);
    const d5 = v128.load(from, 80);
    v128.store(v, madd(four, d0, nmadd(five, d2, d4)));
    const a = nmadd(four, d2, d4);
    const b = nmadd(four, d1, d3);
    v128.store((v += stride), f32x4.add(a, b));
    v128.store((v += stride), f32x4.sub(a, b));
    const c = f32x4.sub(d4, d2);
    const e = f32x4.sub(d3, d1);
    v128.store((v += stride), madd(two, e, c));
    v128.store((v += stride), nmadd(two, e, c));
    v128.store((v += stride), madd(four, d1, nmadd(five, d3, d5)));
    v += stride;
  }
}
