// A tensor [rows, channels] is worked on in strips: four channels down all rows of a block, then the channels left over one
// by one. `four` is a constant where these are inlined, so that each strip's loop is compiled for its width.

/** Bytes of a float. */
export const F: usize = 4;

/** Four channels, or one in every lane. */
// @ts-ignore: decorator
@inline
export function load(from: usize, four: bool): v128 {
  return four ? v128.load(from) : v128.load32_splat(from);
}

/** Four channels, or the one of lane 0. */
// @ts-ignore: decorator
@inline
export function store(to: usize, value: v128, four: bool): void {
  if (four) v128.store(to, value);
  else f32.store(to, f32x4.extract_lane(value, 0));
}

/** Adds sums in float32 to sums in float64, which lose nothing over many blocks. */
// @ts-ignore: decorator
@inline
export function fold(sums: usize, value: v128, four: bool): void {
  if (four) {
    v128.store(sums, f64x2.add(v128.load(sums), f64x2.promote_low_f32x4(value)));
    const high = v128.shuffle<i32>(value, value, 2, 3, 2, 3);
    v128.store(sums, f64x2.add(v128.load(sums, 16), f64x2.promote_low_f32x4(high)), 16);
  } else {
    f64.store(sums, f64.load(sums) + <f64>f32x4.extract_lane(value, 0));
  }
}

/** Rows that are worked on together: few enough for the nearest cache, and for a sum in float32. */
// @ts-ignore: decorator
@inline
export function rowsAtOnce(channels: i32): i32 {
  return max(16, min(128, 4096 / channels));
}
