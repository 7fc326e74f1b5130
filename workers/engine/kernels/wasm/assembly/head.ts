import { madd } from '../../../../shared/assembly/simd';
import { F, load, store } from './strip';

/**
 * The network's end up to its logits.
 * @param last samples × places × top @param linear top × classes @param features samples × top, given back: the largest of all
 *   places @param logits samples × classes, given back: features · linear · logitScale
 */
export function headForward(
  last: usize,
  linear: usize,
  samples: i32,
  places: i32,
  top: i32,
  classes: i32,
  logitScale: f32,
  features: usize,
  logits: usize,
): void {
  const stride = <usize>top * F;
  for (let n = 0; n < samples; n++) {
    const x = last + <usize>n * places * stride;
    const y = features + <usize>n * stride;
    let c: usize = 0;
    for (; c + 16 <= stride; c += 16) store(y + c, globalMax(x + c, places, stride, true), true);
    for (; c < stride; c += F) store(y + c, globalMax(x + c, places, stride, false), false);
  }
  multiplySmall(features, stride, F, linear, samples, top, classes, logitScale, logits);
}

// @ts-ignore: decorator
@inline
function globalMax(x: usize, places: i32, stride: usize, four: bool): v128 {
  const end = x + <usize>places * stride;
  let most = load(x, four);
  for (let at = x + stride; at < end; at += stride) most = f32x4.max(most, load(at, four));
  return most;
}

/** out [rows × columns] = a · b · scale, for the small matrices here; a's rows and columns lie `row` and `column` bytes apart. */
function multiplySmall(
  a: usize,
  row: usize,
  column: usize,
  b: usize,
  rows: i32,
  depth: i32,
  columns: i32,
  scale: f32,
  out: usize,
): void {
  const width = <usize>columns * F;
  for (let i = 0; i < rows; i++) {
    let j: usize = 0;
    for (; j + 16 <= width; j += 16) store(out + j, dot(a, column, b + j, width, depth, scale, true), true);
    for (; j < width; j += F) store(out + j, dot(a, column, b + j, width, depth, scale, false), false);
    a += row;
    out += width;
  }
}

// @ts-ignore: decorator
@inline
function dot(a: usize, column: usize, b: usize, width: usize, depth: i32, scale: f32, four: bool): v128 {
  let sum = f32x4.splat(0);
  for (let k = 0; k < depth; k++) {
    sum = madd(v128.load32_splat(a), load(b, four), sum);
    a += column;
    b += width;
  }
  return f32x4.mul(sum, f32x4.splat(scale));
}

/**
 * Its gradients.
 * @param dLogits samples × classes, with respect to features · linear @param dLinear top × classes, given back
 * @param dLast samples × places × top, given back: each feature's gradient in equal shares at all places that are largest
 */
export function headGradient(
  dLogits: usize,
  last: usize,
  features: usize,
  linear: usize,
  samples: i32,
  places: i32,
  top: i32,
  classes: i32,
  dLinear: usize,
  dLast: usize,
): void {
  const stride = <usize>top * F;
  multiplySmall(features, F, stride, dLogits, top, samples, classes, 1, dLinear);
  for (let n = 0; n < samples; n++) {
    for (let c: usize = 0; c < stride; c += F) {
      let slope: f32 = 0;
      const row = linear + c * classes;
      for (let k: usize = 0; k < <usize>classes * F; k += F) slope += f32.load(dLogits + k) * f32.load(row + k);
      share(last + c, dLast + c, f32.load(features + c), slope, places, stride);
    }
    dLogits += <usize>classes * F;
    last += <usize>places * stride;
    dLast += <usize>places * stride;
    features += stride;
  }
}

// @ts-ignore: decorator
@inline
function share(x: usize, dx: usize, most: f32, slope: f32, places: i32, stride: usize): void {
  const end = x + <usize>places * stride;
  let count: f32 = 0;
  for (let at = x; at < end; at += stride) count += f32.load(at) == most ? 1 : 0;
  const part = slope / count;
  for (; x < end; x += stride) {
    f32.store(dx, f32.load(x) == most ? part : 0);
    dx += stride;
  }
}
