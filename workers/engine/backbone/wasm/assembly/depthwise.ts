import { madd } from '../../../../shared/assembly/simd';
import { clamp6 } from './pointwise';

/** Bytes of a float. */
const F: usize = 4;

/**
 * A depthwise convolution with ReLU6: each output pixel out of the taps that lie inside the picture, 16 channels at a time.
 * @param x batch × height × width × channels @param filter size × size × channels @param channels a multiple of 16
 * @param before rows and columns that are missing above and left of the first output's taps
 * @param y batch × outHeight × outWidth × channels
 */
export function depthwise(
  x: usize,
  filter: usize,
  bias: usize,
  y: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  size: i32,
  stride: i32,
  before: i32,
  outHeight: i32,
  outWidth: i32,
): void {
  const pixel = <usize>channels * F;
  const row = <usize>width * pixel;
  const filterRow = <usize>size * pixel;
  for (let n = 0; n < batch; n++) {
    for (let r = 0; r < outHeight; r++) {
      const top = r * stride - before;
      const fromY = max(0, -top);
      const toY = min(size, height - top);
      for (let q = 0; q < outWidth; q++) {
        const left = q * stride - before;
        const fromX = max(0, -left);
        const toX = min(size, width - left);
        const first = x + <usize>((top + fromY) * width + left + fromX) * pixel;
        const weights = filter + <usize>(fromY * size + fromX) * pixel;
        const across = <usize>(toX - fromX) * pixel;
        if (fromX == 0 && left + stride + size <= width) {
          pair(first, <usize>stride * pixel, row, weights, filterRow, bias, y, pixel, toY - fromY, across);
          y += pixel;
          q++;
        } else {
          output(first, row, weights, filterRow, bias, y, pixel, toY - fromY, across);
        }
        y += pixel;
      }
    }
    x += <usize>height * row;
  }
}

/** One output pixel, from `rows` rows of taps, each `across` bytes long. */
// @ts-ignore: decorator
@inline
function output(
  x: usize,
  row: usize,
  filter: usize,
  filterRow: usize,
  bias: usize,
  y: usize,
  pixel: usize,
  rows: i32,
  across: usize,
): void {
  for (let c: usize = 0; c < pixel; c += 64) {
    let s0 = v128.load(bias + c);
    let s1 = v128.load(bias + c, 16);
    let s2 = v128.load(bias + c, 32);
    let s3 = v128.load(bias + c, 48);
    let a = x + c;
    let w = filter + c;
    for (let i = 0; i < rows; i++) {
      for (let k: usize = 0; k < across; k += pixel) {
        s0 = madd(v128.load(a + k), v128.load(w + k), s0);
        s1 = madd(v128.load(a + k, 16), v128.load(w + k, 16), s1);
        s2 = madd(v128.load(a + k, 32), v128.load(w + k, 32), s2);
        s3 = madd(v128.load(a + k, 48), v128.load(w + k, 48), s3);
      }
      a += row;
      w += filterRow;
    }
    v128.store(y + c, clamp6(s0));
    v128.store(y + c, clamp6(s1), 16);
    v128.store(y + c, clamp6(s2), 32);
    v128.store(y + c, clamp6(s3), 48);
  }
}

/** Two output pixels beside each other, all of whose taps across lie inside: each filter value is read once for both. */
// @ts-ignore: decorator
@inline
function pair(
  x: usize,
  step: usize,
  row: usize,
  filter: usize,
  filterRow: usize,
  bias: usize,
  y: usize,
  pixel: usize,
  rows: i32,
  across: usize,
): void {
  for (let c: usize = 0; c < pixel; c += 64) {
    let s0 = v128.load(bias + c);
    let s1 = v128.load(bias + c, 16);
    let s2 = v128.load(bias + c, 32);
    let s3 = v128.load(bias + c, 48);
    let t0 = s0;
    let t1 = s1;
    let t2 = s2;
    let t3 = s3;
    let a = x + c;
    let b = a + step;
    let w = filter + c;
    for (let i = 0; i < rows; i++) {
      for (let k: usize = 0; k < across; k += pixel) {
        const w0 = v128.load(w + k);
        s0 = madd(v128.load(a + k), w0, s0);
        t0 = madd(v128.load(b + k), w0, t0);
        const w1 = v128.load(w + k, 16);
        s1 = madd(v128.load(a + k, 16), w1, s1);
        t1 = madd(v128.load(b + k, 16), w1, t1);
        const w2 = v128.load(w + k, 32);
        s2 = madd(v128.load(a + k, 32), w2, s2);
        t2 = madd(v128.load(b + k, 32), w2, t2);
        const w3 = v128.load(w + k, 48);
        s3 = madd(v128.load(a + k, 48), w3, s3);
        t3 = madd(v128.load(b + k, 48), w3, t3);
      }
      a += row;
      b += row;
      w += filterRow;
    }
    v128.store(y + c, clamp6(s0));
    v128.store(y + c, clamp6(s1), 16);
    v128.store(y + c, clamp6(s2), 32);
    v128.store(y + c, clamp6(s3), 48);
    const second = y + pixel + c;
    v128.store(second, clamp6(t0));
    v128.store(second, clamp6(t1), 16);
    v128.store(second, clamp6(t2), 32);
    v128.store(second, clamp6(t3), 48);
  }
}
