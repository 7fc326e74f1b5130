import { madd } from '../../../../shared/assembly/simd';
import { F, fold, load, rowsAtOnce } from './strip';

/**
 * Mean and biased variance of each channel. Deviations from the mean of the first rows are summed, not the values, or little
 * of the variance would be left where the mean is much larger than it (Chan, Golub and LeVeque 1983).
 * @param sums 16 bytes a channel
 */
export function moments(x: usize, rows: i32, channels: i32, mean: usize, variance: usize, sums: usize): void {
  const step = rowsAtOnce(channels);
  memory.fill(mean, 0, <usize>channels * F);
  memory.fill(sums, 0, <usize>channels * 16);
  const first = min(step, rows);
  addBlock(x, first, channels, mean, sums);
  for (let c = 0; c < channels; c++) {
    f32.store(mean + <usize>c * F, <f32>(f64.load(sums + <usize>c * 8) / <f64>first));
  }
  memory.fill(sums, 0, <usize>channels * 16);
  for (let row = 0; row < rows; row += step) {
    addBlock(x + <usize>row * channels * F, min(step, rows - row), channels, mean, sums);
  }
  for (let c = 0; c < channels; c++) {
    const o = <usize>c * F;
    const deviation = f64.load(sums + <usize>c * 8) / <f64>rows;
    const square = f64.load(sums + <usize>(channels + c) * 8) / <f64>rows;
    f32.store(variance + o, <f32>max(square - deviation * deviation, 0));
    f32.store(mean + o, <f32>(<f64>f32.load(mean + o) + deviation));
  }
}

function addBlock(x: usize, count: i32, channels: i32, shift: usize, sums: usize): void {
  const squares = sums + <usize>channels * 8;
  const stride = <usize>channels * F;
  let c = 0;
  for (; c + 4 <= channels; c += 4) {
    addStrip(x + <usize>c * F, count, stride, shift + <usize>c * F, sums + <usize>c * 8, squares + <usize>c * 8, true);
  }
  for (; c < channels; c++) {
    addStrip(x + <usize>c * F, count, stride, shift + <usize>c * F, sums + <usize>c * 8, squares + <usize>c * 8, false);
  }
}

/** Sums of deviations and of their squares, four rows at a time since an addition must wait for the one before. */
// @ts-ignore: decorator
@inline
function addStrip(x: usize, count: i32, stride: usize, shift: usize, sums: usize, squares: usize, four: bool): void {
  const k = load(shift, four);
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let a2 = a0;
  let a3 = a0;
  let b0 = a0;
  let b1 = a0;
  let b2 = a0;
  let b3 = a0;
  const end = x + <usize>count * stride;
  const end4 = x + <usize>(count & ~3) * stride;
  while (x < end4) {
    const d0 = f32x4.sub(load(x, four), k);
    const d1 = f32x4.sub(load(x + stride, four), k);
    const d2 = f32x4.sub(load(x + 2 * stride, four), k);
    const d3 = f32x4.sub(load(x + 3 * stride, four), k);
    a0 = f32x4.add(a0, d0);
    a1 = f32x4.add(a1, d1);
    a2 = f32x4.add(a2, d2);
    a3 = f32x4.add(a3, d3);
    b0 = madd(d0, d0, b0);
    b1 = madd(d1, d1, b1);
    b2 = madd(d2, d2, b2);
    b3 = madd(d3, d3, b3);
    x += 4 * stride;
  }
  while (x < end) {
    const d = f32x4.sub(load(x, four), k);
    a0 = f32x4.add(a0, d);
    b0 = madd(d, d, b0);
    x += stride;
  }
  fold(sums, f32x4.add(f32x4.add(a0, a1), f32x4.add(a2, a3)), four);
  fold(squares, f32x4.add(f32x4.add(b0, b1), f32x4.add(b2, b3)), four);
}
