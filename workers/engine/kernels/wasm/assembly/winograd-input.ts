import { madd, nmadd } from './simd';
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
  const patch = scratch + BETWEEN;
  for (let t = first; t < first + count; t++) {
    const image = x + <usize>(t / perImage) * height * width * channels * F;
    const place = t % perImage;
    const top = (place / across) * OUT - 1;
    const left = (place % across) * OUT - 1;
    let corner = patch;
    let pixel = <usize>padded * F;
    let line = <usize>IN * pixel;
    if (channels == padded && top >= 0 && left >= 0 && top + IN <= height && left + IN <= width) {
      line = <usize>width * pixel;
      corner = image + <usize>top * line + <usize>left * pixel;
    } else gather(image, height, width, channels, top, left, IN, patch, padded);
    for (let c = 0; c < padded; c += 4) {
      transformTile(corner, line, pixel, v, stride, scratch);
      corner += 16;
      v += 16;
    }
  }
}

/** Bytes that transformInput works in. */
export function inputScratch(channels: i32): usize {
  return BETWEEN + <usize>(IN * IN * roundUp(channels, 4)) * F;
}

// @ts-ignore: decorator
@inline
function transformTile(corner: usize, line: usize, pixel: usize, v: usize, stride: usize, between: usize): void {
  const two = f32x4.splat(2);
  const four = f32x4.splat(4);
  const five = f32x4.splat(5);
  for (let to = between; to < between + IN * 16; to += 16) {
    let from = corner;
    corner += pixel;
    const d0 = v128.load(from);
    const d1 = v128.load((from += line));
    const d2 = v128.load((from += line));
    const d3 = v128.load((from += line));
    const d4 = v128.load((from += line));
    const d5 = v128.load((from += line));
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
