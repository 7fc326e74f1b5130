import { madd, nmadd } from '../../../../shared/assembly/simd';
import { BETWEEN, F, IN, OUT, gather, roundUp, tilesAlong } from './tiles';

/**
 * Z = A·dy·Aᵀ of `count` tiles from tile `first` of a batch on: the transposed output transformation.
 * @param dy [batch, height, width, channels] @param z [36 places, `stride` bytes apart][tile][channels, padded to 8]
 * @param scratch slopeScratch(channels) bytes
 */
export function transformSlope(
  dy: usize,
  height: i32,
  width: i32,
  channels: i32,
  first: i32,
  count: i32,
  z: usize,
  stride: usize,
  scratch: usize,
): void {
  const padded = roundUp(channels, 8);
  const across = tilesAlong(width);
  const perImage = tilesAlong(height) * across;
  const patch = scratch + BETWEEN;
  for (let t = first; t < first + count; t++) {
    const image = dy + <usize>(t / perImage) * height * width * channels * F;
    const place = t % perImage;
    const top = (place / across) * OUT;
    const left = (place % across) * OUT;
    let corner = patch;
    let pixel = <usize>padded * F;
    let line = <usize>OUT * pixel;
    if (channels == padded && top + OUT <= height && left + OUT <= width) {
      line = <usize>width * pixel;
      corner = image + <usize>top * line + <usize>left * pixel;
    } else gather(image, height, width, channels, top, left, OUT, patch, padded);
    for (let c = 0; c < padded; c += 4) {
      transformTile(corner, line, pixel, z, stride, scratch);
      corner += 16;
      z += 16;
    }
  }
}

/** Bytes that transformSlope works in. */
export function slopeScratch(channels: i32): usize {
  return BETWEEN + <usize>(OUT * OUT * roundUp(channels, 8)) * F;
}

// @ts-ignore: decorator
@inline
function transformTile(corner: usize, line: usize, pixel: usize, z: usize, stride: usize, between: usize): void {
  const two = f32x4.splat(2);
  const four = f32x4.splat(4);
  for (let to = between; to < between + OUT * 16; to += 16) {
    let from = corner;
    corner += pixel;
    const y0 = v128.load(from);
    const y1 = v128.load((from += line));
    const y2 = v128.load((from += line));
    const y3 = v128.load((from += line));
    v128.store(to, y0);
    const even = f32x4.add(y0, y2);
    const odd = f32x4.add(y1, y3);
    v128.store(to, f32x4.add(even, odd), 96);
    v128.store(to, f32x4.sub(even, odd), 192);
    const evens = madd(four, y2, y0);
    const odds = madd(four, y3, y1);
    v128.store(to, madd(two, odds, evens), 288);
    v128.store(to, nmadd(two, odds, evens), 384);
    v128.store(to, y3, 480);
  }
  for (let from = between; from < between + BETWEEN; from += IN * 16) {
    const y0 = v128.load(from);
    const y1 = v128.load(from, 16);
    const y2 = v128.load(from, 32);
    const y3 = v128.load(from, 48);
    v128.store(z, y0);
    const even = f32x4.add(y0, y2);
    const odd = f32x4.add(y1, y3);
    v128.store((z += stride), f32x4.add(even, odd));
    v128.store((z += stride), f32x4.sub(even, odd));
    const evens = madd(four, y2, y0);
    const odds = madd(four, y3, y1);
    v128.store((z += stride), madd(two, odds, evens));
    v128.store((z += stride), nmadd(two, odds, evens));
    v128.store((z += stride), y3);
    z += stride;
  }
}
