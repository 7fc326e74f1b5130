import { findScale, finish, passed } from './batch-norm-factors';
import { madd } from '../../../../shared/assembly/simd';
import { F, fold, load, store } from './strip';

/**
 * Gradients of batchNormReluPool, see batch-norm-gradient.ts; a pool's gradient goes to the first largest of each block.
 * @param dy batch × ⌊height/2⌋ × ⌊width/2⌋ × channels @param x batch × height × width × channels, as is dx
 */
export function batchNormReluPoolGradient(
  dy: usize,
  x: usize,
  batch: i32,
  height: i32,
  width: i32,
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
  const products = scratch + <usize>channels * 8;
  memory.fill(scratch, 0, <usize>channels * 16);
  findScale(channels, gamma, variance, scale);
  const stride = <usize>channels * F;
  const line = <usize>width * stride;
  const pooledLine = <usize>(width >> 1) * stride;
  let from = dy;
  for (let n = 0; n < batch; n++) {
    for (let r = 0; r < height >> 1; r++) {
      const at = x + (<usize>n * height + 2 * r) * line;
      for (let c = 0; c < channels; c += c + 4 <= channels ? 4 : 1) {
        const o = <usize>c * F;
        const end = from + o + pooledLine;
        if (c + 4 <= channels) {
          addPooledSlopes(from + o, at + o, line, end, stride, mean + o, scale + o, beta + o, scratch + 2 * o, products + 2 * o, true);
        } else {
          addPooledSlopes(from + o, at + o, line, end, stride, mean + o, scale + o, beta + o, scratch + 2 * o, products + 2 * o, false);
        }
      }
      from += pooledLine;
    }
  }
  finish(batch * height * width, channels, gamma, variance, dGamma, dBeta, scratch);
  from = dy;
  for (let n = 0; n < batch; n++) {
    for (let r = 0; r < height; r += 2) {
      const offset = (<usize>n * height + r) * line;
      const whole = r + 1 < height;
      for (let c = 0; c < channels; c += c + 4 <= channels ? 4 : 1) {
        const o = <usize>c * F;
        const end = whole ? from + o + pooledLine : from + o;
        const last = x + offset + o + line;
        if (c + 4 <= channels) {
          pooledInputGradient(from + o, x + offset + o, dx + offset + o, line, end, last, stride, channels, mean + o, scale + o, beta + o, whole, true);
        } else {
          pooledInputGradient(from + o, x + offset + o, dx + offset + o, line, end, last, stride, channels, mean + o, scale + o, beta + o, whole, false);
        }
      }
      if (whole) from += pooledLine;
    }
  }
}

// @ts-ignore: decorator
@inline
function addPooledSlopes(
  dy: usize,
  x: usize,
  line: usize,
  end: usize,
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
  let b0 = a0;
  while (dy < end) {
    const below = x + line;
    const d0 = f32x4.sub(load(x, four), m);
    const d1 = f32x4.sub(load(x + stride, four), m);
    const d2 = f32x4.sub(load(below, four), m);
    const d3 = f32x4.sub(load(below + stride, four), m);
    const v0 = madd(d0, s, b);
    const v1 = madd(d1, s, b);
    const v2 = madd(d2, s, b);
    const v3 = madd(d3, s, b);
    const top = f32x4.pmax(f32x4.pmax(v0, v1), f32x4.pmax(v2, v3));
    const lower = v128.bitselect(d2, d3, f32x4.eq(v2, top));
    const d = v128.bitselect(d0, v128.bitselect(d1, lower, f32x4.eq(v1, top)), f32x4.eq(v0, top));
    const g = passed(load(dy, four), top);
    a0 = f32x4.add(a0, g);
    b0 = madd(g, d, b0);
    x += 2 * stride;
    dy += stride;
  }
  fold(sums, a0, four);
  fold(products, b0, four);
}

/** Two lines of dx; or one that no block covers, as where a last column is not covered: there only the statistics' share remains. */
// @ts-ignore: decorator
@inline
function pooledInputGradient(
  dy: usize,
  x: usize,
  dx: usize,
  line: usize,
  end: usize,
  last: usize,
  stride: usize,
  channels: i32,
  mean: usize,
  scale: usize,
  beta: usize,
  whole: bool,
  four: bool,
): void {
  const m = load(mean, four);
  const s = load(scale, four);
  const b = load(beta, four);
  const slope = load(scale + <usize>channels * F, four);
  const intercept = load(scale + <usize>channels * 2 * F, four);
  while (dy < end) {
    const below = x + line;
    const d0 = f32x4.sub(load(x, four), m);
    const d1 = f32x4.sub(load(x + stride, four), m);
    const d2 = f32x4.sub(load(below, four), m);
    const d3 = f32x4.sub(load(below + stride, four), m);
    const v0 = madd(d0, s, b);
    const v1 = madd(d1, s, b);
    const v2 = madd(d2, s, b);
    const v3 = madd(d3, s, b);
    const top = f32x4.pmax(f32x4.pmax(v0, v1), f32x4.pmax(v2, v3));
    let g = passed(load(dy, four), top);
    const e0 = f32x4.eq(v0, top);
    const e1 = f32x4.eq(v1, top);
    const e2 = f32x4.eq(v2, top);
    store(dx, madd(v128.and(g, e0), s, madd(d0, slope, intercept)), four);
    g = v128.andnot(g, e0);
    store(dx + stride, madd(v128.and(g, e1), s, madd(d1, slope, intercept)), four);
    g = v128.andnot(g, e1);
    store(dx + line, madd(v128.and(g, e2), s, madd(d2, slope, intercept)), four);
    g = v128.andnot(g, e2);
    store(dx + line + stride, madd(g, s, madd(d3, slope, intercept)), four);
    x += 2 * stride;
    dx += 2 * stride;
    dy += stride;
  }
  while (x < last) {
    store(dx, madd(f32x4.sub(load(x, four), m), slope, intercept), four);
    if (whole) store(dx + line, madd(f32x4.sub(load(x + line, four), m), slope, intercept), four);
    x += stride;
    dx += stride;
  }
}
