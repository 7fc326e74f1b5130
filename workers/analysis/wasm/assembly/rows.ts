/*
 * The loops of src/core/insights/score-kernels.ts, several numbers at a time, in a memory of its own. Addresses and strides are in
 * bytes; a stride is that of a row padded to whole vectors. Labels have two bytes; one that is no class counts as none.
 */

export const VECTOR: usize = 16;

// @ts-ignore: decorator
@inline
export function floatAt(values: usize, i: i32): f32 {
  return load<f32>(values + (<usize>i << 2));
}

// @ts-ignore: decorator
@inline
export function doubleAt(values: usize, i: i32): f64 {
  return load<f64>(values + (<usize>i << 3));
}

// @ts-ignore: decorator
@inline
export function setFloat(values: usize, i: i32, value: f32): void {
  store<f32>(values + (<usize>i << 2), value);
}

// @ts-ignore: decorator
@inline
export function setDouble(values: usize, i: i32, value: f64): void {
  store<f64>(values + (<usize>i << 3), value);
}

// @ts-ignore: decorator
@inline
export function labelAt(labels: usize, i: i32): i32 {
  return <i32>load<u16>(labels + (<usize>i << 1));
}

/** Logits of four classes, or what stands for none beyond the row's end. */
// @ts-ignore: decorator
@inline
export function within(logits: v128, none: v128, classes: v128, k: i32): v128 {
  return v128.bitselect(logits, none, i32x4.lt_s(classes, i32x4.splat(k)));
}

/** The largest of k logits but NaN, read to a whole vector beyond the row's end. */
// @ts-ignore: decorator
@inline
export function topOf(row: usize, k: i32): f32 {
  const whole = k & ~3;
  let best = f32x4.splat(-Infinity);
  for (let c = 0; c < whole; c += 4) best = f32x4.pmax(best, v128.load(row + (<usize>c << 2)));
  if (whole < k) {
    const classes = i32x4.add(i32x4(0, 1, 2, 3), i32x4.splat(whole));
    best = f32x4.pmax(best, within(v128.load(row + (<usize>whole << 2)), f32x4.splat(-Infinity), classes, k));
  }
  const halves = f32x4.pmax(best, i32x4.shuffle(best, best, 2, 3, 0, 1));
  return f32x4.extract_lane(f32x4.pmax(halves, i32x4.shuffle(halves, halves, 1, 0, 3, 2)), 0);
}

// @ts-ignore: decorator
@inline
export function sumOf(x: v128): f32 {
  const halves = f32x4.add(x, i32x4.shuffle(x, x, 2, 3, 0, 1));
  return f32x4.extract_lane(halves, 0) + f32x4.extract_lane(halves, 1);
}

// @ts-ignore: decorator
@inline
export function sumOfDoubles(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}
