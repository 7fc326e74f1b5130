import { madd } from './simd';
import { F, fold, load, rowsAtOnce, store } from './strip';

/** ε of batch normalisation; the same stands in kernels.ts. */
const EPSILON: f64 = 1e-5;

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

/**
 * The same with a 2×2 max-pool in place of `skip`.
 * @param x batch × height × width × channels @param y batch × ⌊height/2⌋ × ⌊width/2⌋ × channels
 */
export function batchNormReluPool(
  x: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  gamma: usize,
  beta: usize,
  y: usize,
  mean: usize,
  variance: usize,
  scratch: usize,
): void {
  moments(x, batch * height * width, channels, mean, variance, scratch);
  const scale = scratch + <usize>channels * 16;
  findScale(channels, gamma, variance, scale);
  const stride = <usize>channels * F;
  const line = <usize>width * stride;
  const pooledLine = <usize>(width >> 1) * stride;
  for (let n = 0; n < batch; n++) {
    for (let r = 0; r < height >> 1; r++) {
      const from = x + (<usize>n * height + 2 * r) * line;
      let c = 0;
      for (; c + 4 <= channels; c += 4) {
        const o = <usize>c * F;
        rectifyPool(from + o, line, y + o, y + o + pooledLine, stride, mean + o, scale + o, beta + o, true);
      }
      for (; c < channels; c++) {
        const o = <usize>c * F;
        rectifyPool(from + o, line, y + o, y + o + pooledLine, stride, mean + o, scale + o, beta + o, false);
      }
      y += pooledLine;
    }
  }
}

// @ts-ignore: decorator
@inline
function rectifyPool(
  x: usize,
  line: usize,
  y: usize,
  end: usize,
  stride: usize,
  mean: usize,
  scale: usize,
  beta: usize,
  four: bool,
): void {
  const m = load(mean, four);
  const s = load(scale, four);
  const b = load(beta, four);
  while (y < end) {
    const below = x + line;
    const v0 = madd(f32x4.sub(load(x, four), m), s, b);
    const v1 = madd(f32x4.sub(load(x + stride, four), m), s, b);
    const v2 = madd(f32x4.sub(load(below, four), m), s, b);
    const v3 = madd(f32x4.sub(load(below + stride, four), m), s, b);
    // A NaN has spread to the whole channel by its mean, so that no operand's place can hide it.
    store(y, f32x4.pmax(f32x4.pmax(f32x4.pmax(v0, v1), f32x4.pmax(v2, v3)), f32x4.splat(0)), four);
    x += 2 * stride;
    y += stride;
  }
}

/** 1/√(variance + ε). */
// @ts-ignore: decorator
@inline
export function inverseDeviation(variance: usize): f64 {
  return 1 / sqrt<f64>(<f64>f32.load(variance) + EPSILON);
}

/** γ/√(variance + ε). */
export function findScale(channels: i32, gamma: usize, variance: usize, scale: usize): void {
  for (let c = 0; c < channels; c++) {
    const o = <usize>c * F;
    f32.store(scale + o, <f32>(<f64>f32.load(gamma + o) * inverseDeviation(variance + o)));
  }
}

/**
 * Mean and biased variance of each channel. Deviations from the mean of the first rows are summed, not the values, or little
 * of the variance would be left where the mean is much larger than it (Chan, Golub and LeVeque 1983).
 * @param sums 16 bytes a channel
 */
function moments(x: usize, rows: i32, channels: i32, mean: usize, variance: usize, sums: usize): void {
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
