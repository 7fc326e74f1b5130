import { findScale } from './batch-norm-factors';
import { moments } from './moments';
import { madd } from '../../../../shared/assembly/simd';
import { F, load, rowsAtOnce, store } from './strip';

/**
 * y = relu(γ·(x − mean)/√(variance + ε) + β) + skip.
 * @param x rows × channels @param skip as many, or 0 for none @param mean given back @param variance given back, biased
 * @param scratch 20 bytes a channel, at a multiple of 16
 */
export function batchNormRelu(
  x: usize,
  rows: i32,
  channels: i32,
  gamma: usize,
  beta: usize,
  skip: usize,
  y: usize,
  mean: usize,
  variance: usize,
  scratch: usize,
): void {
  moments(x, rows, channels, mean, variance, scratch);
  const scale = scratch + <usize>channels * 16;
  findScale(channels, gamma, variance, scale);
  const stride = <usize>channels * F;
  const step = rowsAtOnce(channels);
  for (let row = 0; row < rows; row += step) {
    const count = min(step, rows - row);
    const at = <usize>row * stride;
    let c = 0;
    for (; c + 4 <= channels; c += 4) {
      const o = <usize>c * F;
      if (skip) rectify(x + at + o, skip + at + o, y + at + o, count, stride, mean + o, scale + o, beta + o, true, true);
      else rectify(x + at + o, 0, y + at + o, count, stride, mean + o, scale + o, beta + o, false, true);
    }
    for (; c < channels; c++) {
      const o = <usize>c * F;
      if (skip) rectify(x + at + o, skip + at + o, y + at + o, count, stride, mean + o, scale + o, beta + o, true, false);
      else rectify(x + at + o, 0, y + at + o, count, stride, mean + o, scale + o, beta + o, false, false);
    }
  }
}

// @ts-ignore: decorator
@inline
function rectify(
  x: usize,
  skip: usize,
  y: usize,
  count: i32,
  stride: usize,
  mean: usize,
  scale: usize,
  beta: usize,
  skips: bool,
  four: bool,
): void {
  const m = load(mean, four);
  const s = load(scale, four);
  const b = load(beta, four);
  const end = x + <usize>count * stride;
  while (x < end) {
    // pmax keeps a NaN of its first operand: training must see it.
    let v = f32x4.pmax(madd(f32x4.sub(load(x, four), m), s, b), f32x4.splat(0));
    if (skips) v = f32x4.add(v, load(skip, four));
    store(y, v, four);
    x += stride;
    y += stride;
    skip += stride;
  }
}
