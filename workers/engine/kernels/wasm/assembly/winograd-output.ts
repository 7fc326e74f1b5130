import { madd } from '../../../../shared/assembly/simd';
import { BETWEEN, F, IN, OUT, roundUp, scatter, tilesAlong } from './tiles';

/**
 * Y = Aᵀ·m·A of `count` tiles from tile `first` of a batch on, put into their images.
 * @param m [36 places, `stride` bytes apart][tile][channels, padded to 8] @param bias one a channel (padded to 8), or 0 for none
 * @param rectify whether negative sums become 0 @param y [batch, height, width, channels] @param scratch outputScratch(channels) bytes
 */
export function transformOutput(
  m: usize,
  stride: usize,
  bias: usize,
  rectify: bool,
  y: usize,
  height: i32,
  width: i32,
  channels: i32,
  first: i32,
  count: i32,
  scratch: usize,
): void {
  const padded = roundUp(channels, 8);
  const across = tilesAlong(width);
  const perImage = tilesAlong(height) * across;
  const patch = scratch + BETWEEN;
  for (let t = first; t < first + count; t++) {
    const image = y + <usize>(t / perImage) * height * width * channels * F;
    const place = t % perImage;
    const top = (place / across) * OUT;
    const left = (place % across) * OUT;
    const inside = (channels & 3) == 0 && top + OUT <= height && left + OUT <= width;
    const pixel = <usize>(inside ? channels : padded) * F;
    const line = pixel * <usize>(inside ? width : OUT);
    let corner = inside ? image + <usize>top * line + <usize>left * pixel : patch;
    const end = inside ? channels : padded;
    for (let c = 0; c < end; c += 4) {
      transformTile(m + <usize>c * F, stride, scratch);
      const offset = bias ? v128.load(bias + <usize>c * F) : f32x4.splat(0);
      finishTile(scratch, offset, rectify, corner, line, pixel);
      corner += 16;
    }
    m += <usize>padded * F;
    if (!inside) scatter(patch, padded, image, height, width, channels, top, left);
  }
}

/** Bytes that transformOutput works in. */
export function outputScratch(channels: i32): usize {
  return BETWEEN + <usize>(OUT * OUT * roundUp(channels, 8)) * F;
}

// @ts-ignore: decorator
@inline
function transformTile(m: usize, stride: usize, between: usize): void {
  const two = f32x4.splat(2);
  const four = f32x4.splat(4);
  const eight = f32x4.splat(8);
  const line = <usize>IN * stride;
  for (let to = between; to < between + IN * 16; to += 16) {
    let from = m;
    m += stride;
    const m0 = v128.load(from);
    const m1 = v128.load((from += line));
    const m2 = v128.load((from += line));
    const m3 = v128.load((from += line));
    const m4 = v128.load((from += line));
    const m5 = v128.load((from += line));
    const s = f32x4.add(m1, m2);
    const u = f32x4.add(m3, m4);
    v128.store(to, f32x4.add(f32x4.add(m0, s), u));
    v128.store(to, madd(four, u, s), 192);
    const d = f32x4.sub(m1, m2);
    const e = f32x4.sub(m3, m4);
    v128.store(to, madd(two, e, d), 96);
    v128.store(to, madd(eight, e, f32x4.add(d, m5)), 288);
  }
}

// @ts-ignore: decorator
@inline
function finish(value: v128, offset: v128, rectify: bool): v128 {
  const sum = f32x4.add(value, offset);
  // Of pmax, the second operand only where it is larger: NaN stays.
  return rectify ? f32x4.pmax(sum, f32x4.splat(0)) : sum;
}

// @ts-ignore: decorator
@inline
function finishTile(between: usize, offset: v128, rectify: bool, corner: usize, line: usize, pixel: usize): void {
  const two = f32x4.splat(2);
  const four = f32x4.splat(4);
  const eight = f32x4.splat(8);
  for (let from = between; from < between + OUT * IN * 16; from += IN * 16) {
    let to = corner;
    corner += line;
    const m0 = v128.load(from);
    const m1 = v128.load(from, 16);
    const m2 = v128.load(from, 32);
    const m3 = v128.load(from, 48);
    const m4 = v128.load(from, 64);
    const m5 = v128.load(from, 80);
    const s = f32x4.add(m1, m2);
    const u = f32x4.add(m3, m4);
    const d = f32x4.sub(m1, m2);
    const e = f32x4.sub(m3, m4);
    v128.store(to, finish(f32x4.add(f32x4.add(m0, s), u), offset, rectify));
    v128.store((to += pixel), finish(madd(two, e, d), offset, rectify));
    v128.store((to += pixel), finish(madd(four, u, s), offset, rectify));
    v128.store((to += pixel), finish(madd(eight, e, f32x4.add(d, m5)), offset, rectify));
  }
}
