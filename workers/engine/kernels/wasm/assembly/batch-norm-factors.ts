import { F } from './strip';

/** ε of batch normalisation; the same stands in kernels.ts. */
const EPSILON: f64 = 1e-5;

/** 1/√(variance + ε). */
// @ts-ignore: decorator
@inline
function inverseDeviation(variance: usize): f64 {
  return 1 / sqrt<f64>(<f64>f32.load(variance) + EPSILON);
}

/** γ/√(variance + ε). */
export function findScale(channels: i32, gamma: usize, variance: usize, scale: usize): void {
  for (let c = 0; c < channels; c++) {
    const o = <usize>c * F;
    f32.store(scale + o, <f32>(<f64>f32.load(gamma + o) * inverseDeviation(variance + o)));
  }
}

/** dγ and dβ of the sums of g and g·(x − mean); and behind the scale a, with which g enters dx, its b and k. */
export function finish(
  rows: i32,
  channels: i32,
  gamma: usize,
  variance: usize,
  dGamma: usize,
  dBeta: usize,
  scratch: usize,
): void {
  const scale = scratch + <usize>channels * 16;
  for (let c = 0; c < channels; c++) {
    const o = <usize>c * F;
    const sum = f64.load(scratch + 2 * o);
    const product = f64.load(scratch + 2 * o + <usize>channels * 8);
    const inverse = inverseDeviation(variance + o);
    f32.store(dBeta + o, <f32>sum);
    f32.store(dGamma + o, <f32>(product * inverse));
    const share = (-<f64>f32.load(gamma + o) * inverse) / <f64>rows;
    f32.store(scale + <usize>channels * F + o, <f32>(share * inverse * inverse * product));
    f32.store(scale + <usize>channels * 2 * F + o, <f32>(share * sum));
  }
}

/** dy where ReLU let through; and where v is no number, so that training sees it. */
// @ts-ignore: decorator
@inline
export function passed(dy: v128, v: v128): v128 {
  return v128.andnot(dy, f32x4.le(v, f32x4.splat(0)));
}
