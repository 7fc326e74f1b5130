import { madd, nmadd } from '../../../../shared/assembly/simd';
import { BETWEEN, F, IN, roundUp } from './tiles';

/** Bytes that the filter's transformations work in. */
export function filterScratch(inputs: i32, outputs: i32): usize {
  return BETWEEN + <usize>(9 * roundUp(inputs, 4) * roundUp(outputs, 8)) * F;
}

/** Bytes of a transformed filter or its gradient. */
export function transformedFilter(inputs: i32, outputs: i32): usize {
  return <usize>(36 * roundUp(inputs, 4) * roundUp(outputs, 8)) * F;
}

/**
 * U = G·g·Gᵀ, packed for multiply: [36][outputs / 8][inputs, padded to 4][8].
 * @param filter [3, 3, inputs, outputs]; with `turned` [3, 3, outputs, inputs], used turned by 180° with its channels swapped
 * @param scratch filterScratch(inputs, outputs) bytes
 */
export function transformFilter(
  filter: usize,
  inputs: i32,
  outputs: i32,
  turned: bool,
  u: usize,
  scratch: usize,
): void {
  const rows = roundUp(inputs, 4);
  const columns = roundUp(outputs, 8);
  const whole = scratch + BETWEEN;
  pad(filter, inputs, outputs, turned, whole);
  const stride = <usize>(rows * columns) * F;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j += 4) {
      const to = u + <usize>(((j >> 3) * rows + i) * 8 + (j & 4)) * F;
      transformTile(whole + <usize>(i * columns + j) * F, stride, to, scratch);
    }
  }
}

/**
 * dg = Gᵀ·dU·G, the way back.
 * @param du [36][inputs, padded to 4][outputs, padded to 8] @param gradient [3, 3, inputs, outputs]
 * @param scratch filterScratch(inputs, outputs) bytes
 */
export function transformFilterBack(du: usize, inputs: i32, outputs: i32, gradient: usize, scratch: usize): void {
  const rows = roundUp(inputs, 4);
  const columns = roundUp(outputs, 8);
  const stride = <usize>(rows * columns) * F;
  const whole = scratch + BETWEEN;
  for (let at: usize = 0; at < stride; at += 16) transformTileBack(du + at, stride, whole + at, scratch);
  for (let k = 0; k < 9; k++) {
    for (let i = 0; i < inputs; i++) {
      const from = whole + <usize>((k * rows + i) * columns) * F;
      for (let j = 0; j < outputs; j++) {
        store<f32>(gradient, load<f32>(from + <usize>j * F));
        gradient += F;
      }
    }
  }
}

/** The filter as [9][inputs, padded to 4][outputs, padded to 8], zeros in what was added. */
function pad(filter: usize, inputs: i32, outputs: i32, turned: bool, to: usize): void {
  const rows = roundUp(inputs, 4);
  const columns = roundUp(outputs, 8);
  for (let k = 0; k < 9; k++) {
    const from = filter + <usize>((turned ? 8 - k : k) * inputs * outputs) * F;
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const at = turned ? j * inputs + i : i * outputs + j;
        store<f32>(to, i < inputs && j < outputs ? load<f32>(from + <usize>at * F) : 0);
        to += F;
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function transformTile(g: usize, stride: usize, u: usize, between: usize): void {
  const quarter = f32x4.splat(0.25);
  const sixth = f32x4.splat(<f32>(1.0 / 6.0));
  const twelfth = f32x4.splat(<f32>(1.0 / 12.0));
  for (let to = between; to < between + 48; to += 16) {
    const g0 = v128.load(g);
    const g1 = v128.load(g + 3 * stride);
    const g2 = v128.load(g + 6 * stride);
    g += stride;
    v128.store(to, f32x4.mul(g0, quarter));
    const outer = f32x4.mul(f32x4.add(g0, g2), sixth);
    v128.store(to, f32x4.neg(madd(g1, sixth, outer)), 96);
    v128.store(to, f32x4.sub(f32x4.mul(g1, sixth), outer), 192);
    const mixed = madd(g2, sixth, f32x4.mul(f32x4.mul(g0, quarter), sixth));
    v128.store(to, madd(g1, twelfth, mixed), 288);
    v128.store(to, nmadd(g1, twelfth, mixed), 384);
    v128.store(to, g2, 480);
  }
  for (let from = between; from < between + BETWEEN; from += IN * 16) {
    const g0 = v128.load(from);
    const g1 = v128.load(from, 16);
    const g2 = v128.load(from, 32);
    v128.store(u, f32x4.mul(g0, quarter));
    const outer = f32x4.mul(f32x4.add(g0, g2), sixth);
    v128.store((u += stride), f32x4.neg(madd(g1, sixth, outer)));
    v128.store((u += stride), f32x4.sub(f32x4.mul(g1, sixth), outer));
    const mixed = madd(g2, sixth, f32x4.mul(f32x4.mul(g0, quarter), sixth));
    v128.store((u += stride), madd(g1, twelfth, mixed));
    v128.store((u += stride), nmadd(g1, twelfth, mixed));
    v128.store((u += stride), g2);
    u += stride;
  }
}

// @ts-ignore: decorator
@inline
function transformTileBack(u: usize, stride: usize, g: usize, between: usize): void {
  const quarter = f32x4.splat(0.25);
  const sixth = f32x4.splat(<f32>(1.0 / 6.0));
  const half = f32x4.splat(0.5);
  const line = <usize>IN * stride;
  for (let to = between; to < between + IN * 16; to += 16) {
    let from = u;
    u += stride;
    const u0 = v128.load(from);
    const u1 = v128.load((from += line));
    const u2 = v128.load((from += line));
    const u3 = v128.load((from += line));
    const u4 = v128.load((from += line));
    const u5 = v128.load((from += line));
    const s = f32x4.mul(f32x4.add(u1, u2), sixth);
    const e = f32x4.mul(f32x4.add(u3, u4), sixth);
    v128.store(to, f32x4.sub(f32x4.mul(quarter, f32x4.add(u0, e)), s));
    v128.store(to, f32x4.mul(sixth, madd(half, f32x4.sub(u3, u4), f32x4.sub(u2, u1))), 96);
    v128.store(to, f32x4.add(f32x4.sub(e, s), u5), 192);
  }
  for (let from = between; from < between + 3 * IN * 16; from += IN * 16) {
    const u0 = v128.load(from);
    const u1 = v128.load(from, 16);
    const u2 = v128.load(from, 32);
    const u3 = v128.load(from, 48);
    const u4 = v128.load(from, 64);
    const u5 = v128.load(from, 80);
    const s = f32x4.mul(f32x4.add(u1, u2), sixth);
    const e = f32x4.mul(f32x4.add(u3, u4), sixth);
    v128.store(g, f32x4.sub(f32x4.mul(quarter, f32x4.add(u0, e)), s));
    v128.store((g += stride), f32x4.mul(sixth, madd(half, f32x4.sub(u3, u4), f32x4.sub(u2, u1))));
    v128.store((g += stride), f32x4.add(f32x4.sub(e, s), u5));
    g += stride;
  }
}
