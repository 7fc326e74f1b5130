import { findScale, finish, passed } from './batch-norm-factors';
import { madd } from '../../../../shared/assembly/simd';
import { F, fold, load, rowsAtOnce, store } from './strip';

// What ReLU gave is not kept: it is worked out again from x, by the same operations and so to the bit, which costs less than
// to read it. dx = γ/σ · (g − dβ/n − x̂·dγ/n) = g·a + (x − mean)·b + k, with g = dy where ReLU let through and
// x̂ = (x − mean)/σ.

/**
 * Gradients of batchNormRelu.
 * @param dy rows × channels, as are x and dx @param scratch 32 bytes a channel, at a multiple of 16
 */
export function batchNormReluGradient(
  dy: usize,
  x: usize,
  rows: i32,
  channels: i32,
  gamma: usize,
  beta: usize,
  mean: usize,
  variance: usize,
  dx: usize,
  dGamma: usize,
  dBeta: usize,
  scratch: usize,
): void {
  const scale = scratch + <usize>channels * 16;
  memory.fill(scratch, 0, <usize>channels * 16);
  findScale(channels, gamma, variance, scale);
  const stride = <usize>channels * F;
  const step = rowsAtOnce(channels);
  for (let row = 0; row < rows; row += step) {
    const count = min(step, rows - row);
    const at = <usize>row * stride;
    for (let c = 0; c < channels; c += c + 4 <= channels ? 4 : 1) {
      const o = <usize>c * F;
      const products = scratch + <usize>channels * 8;
      if (c + 4 <= channels) {
        addSlopes(dy + at + o, x + at + o, count, stride, mean + o, scale + o, beta + o, scratch + 2 * o, products + 2 * o, true);
      } else {
        addSlopes(dy + at + o, x + at + o, count, stride, mean + o, scale + o, beta + o, scratch + 2 * o, products + 2 * o, false);
      }
    }
  }
  finish(rows, channels, gamma, variance, dGamma, dBeta, scratch);
  for (let row = 0; row < rows; row += step) {
    const count = min(step, rows - row);
    const at = <usize>row * stride;
    for (let c = 0; c < channels; c += c + 4 <= channels ? 4 : 1) {
      const o = <usize>c * F;
      if (c + 4 <= channels) {
        inputGradient(dy + at + o, x + at + o, dx + at + o, count, stride, channels, mean + o, scale + o, beta + o, true);
      } else {
        inputGradient(dy + at + o, x + at + o, dx + at + o, count, stride, channels, mean + o, scale + o, beta + o, false);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function addSlopes(
  dy: usize,
  x: usize,
  count: i32,
  stride: usize,
  mean: usize,
  scale: usize,
  beta: usize,
  sums: usize,
  products: usize,
  four: bool,
): void {
  const m = load(mean, four);
  const s = load(scale, four);
  const b = load(beta, four);
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  const end = x + <usize>count * stride;
  const end2 = x + <usize>(count & ~1) * stride;
  while (x < end2) {
    const d0 = f32x4.sub(load(x, four), m);
    const d1 = f32x4.sub(load(x + stride, four), m);
    const g0 = passed(load(dy, four), madd(d0, s, b));
    const g1 = passed(load(dy + stride, four), madd(d1, s, b));
    a0 = f32x4.add(a0, g0);
    a1 = f32x4.add(a1, g1);
    b0 = madd(g0, d0, b0);
    b1 = madd(g1, d1, b1);
    x += 2 * stride;
    dy += 2 * stride;
  }
  if (x < end) {
    const d = f32x4.sub(load(x, four), m);
    const g = passed(load(dy, four), madd(d, s, b));
    a0 = f32x4.add(a0, g);
    b0 = madd(g, d, b0);
  }
  fold(sums, f32x4.add(a0, a1), four);
  fold(products, f32x4.add(b0, b1), four);
}

// @ts-ignore: decorator
@inline
function inputGradient(
  dy: usize,
  x: usize,
  dx: usize,
  count: i32,
  stride: usize,
  channels: i32,
  mean: usize,
  scale: usize,
  beta: usize,
  four: bool,
): void {
  const m = load(mean, four);
  const s = load(scale, four);
  const b = load(beta, four);
  const slope = load(scale + <usize>channels * F, four);
  const intercept = load(scale + <usize>channels * 2 * F, four);
  const end = x + <usize>count * stride;
  while (x < end) {
    const d = f32x4.sub(load(x, four), m);
    const g = passed(load(dy, four), madd(d, s, b));
    store(dx, madd(g, s, madd(d, slope, intercept)), four);
    x += stride;
    dy += stride;
    dx += stride;
  }
}
