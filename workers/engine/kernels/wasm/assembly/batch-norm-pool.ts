import { findScale } from './batch-norm-factors';
import { moments } from './moments';
import { madd } from '../../../../shared/assembly/simd';
import { F, load, store } from './strip';

/**
 * relu(γ·(x − mean)/√(variance + ε) + β), then the largest of each 2×2 block; see batchNormRelu.
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
