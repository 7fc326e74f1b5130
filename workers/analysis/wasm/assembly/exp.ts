import { madd, maddDouble } from '../../../shared/assembly/simd';

/** A number of nats in octaves. */
const OCTAVES_A_NAT = 1.44269504088896341;

const LOWEST: f32 = -87;
/** Added to a small float, it leaves its nearest integer in the last bits: 1.5 × 2²³. */
const SHIFTER: f32 = 12582912;
const ONE: i32 = 0x3f800000;
/** ln 2 in two parts: the first has zeros at its end, so that its whole multiples here are exact. */
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.12194440e-4;

const LOWEST_DOUBLE: f64 = -708;
/** 1.5 × 2⁵². */
const SHIFTER_DOUBLE: f64 = 6755399441055744;
const ONE_DOUBLE: i64 = 0x3ff0000000000000;
const LN2_HIGH_DOUBLE: f64 = 0.693147180369123816;
const LN2_LOW_DOUBLE: f64 = 1.90821492927058770002e-10;

/** a · b + c */
// @ts-ignore: decorator
@inline
function next(a: v128, b: v128, c: f64): v128 {
  return maddDouble(a, b, f64x2.splat(c));
}

/**
 * e^x of four floats x ≤ 0, to 2e-7 of its value; 2e-38 below −87, NaN for NaN. By powers of two and, between them, the polynomial of
 * the least relative error (found by Lawson's iteration).
 */
// @ts-ignore: decorator
@inline
export function expBelow(x: v128): v128 {
  const bounded = f32x4.pmax(x, f32x4.splat(LOWEST));
  const shifted = madd(bounded, f32x4.splat(<f32>OCTAVES_A_NAT), f32x4.splat(SHIFTER));
  const octave = f32x4.sub(shifted, f32x4.splat(SHIFTER));
  const rest = madd(octave, f32x4.splat(-LN2_LOW), madd(octave, f32x4.splat(-LN2_HIGH), bounded));
  let series = madd(rest, f32x4.splat(0.008312501489358793), f32x4.splat(0.041890332334954435));
  series = madd(series, rest, f32x4.splat(0.16667115387489291));
  series = madd(series, rest, f32x4.splat(0.4999923030371265));
  series = madd(series, f32x4.mul(rest, rest), f32x4.add(rest, f32x4.splat(1)));
  return f32x4.mul(series, i32x4.add(i32x4.shl(shifted, 23), i32x4.splat(ONE)));
}

/** e^x of two doubles x ≤ 0, to 1e-15 of its value; 0 below −708, NaN for NaN. */
// @ts-ignore: decorator
@inline
export function expBelowDouble(x: v128): v128 {
  const bounded = f64x2.pmax(x, f64x2.splat(LOWEST_DOUBLE));
  const shifted = next(bounded, f64x2.splat(OCTAVES_A_NAT), SHIFTER_DOUBLE);
  const octave = f64x2.sub(shifted, f64x2.splat(SHIFTER_DOUBLE));
  const high = maddDouble(octave, f64x2.splat(-LN2_HIGH_DOUBLE), bounded);
  const rest = maddDouble(octave, f64x2.splat(-LN2_LOW_DOUBLE), high);
  let series = next(rest, f64x2.splat(2.749346665002338e-7), 2.7635022692079148e-6);
  series = next(series, rest, 2.4801877341840747e-5);
  series = next(series, rest, 0.0001984118513784505);
  series = next(series, rest, 0.0013888888579183974);
  series = next(series, rest, 0.008333333370965663);
  series = next(series, rest, 0.04166666666783636);
  series = next(series, rest, 0.16666666666611313);
  series = next(series, rest, 0.49999999999998795);
  series = next(series, rest, 1);
  series = next(series, rest, 1);
  const power = i64x2.add(i64x2.shl(shifted, 52), i64x2.splat(ONE_DOUBLE));
  return v128.andnot(f64x2.mul(series, power), f64x2.lt(x, f64x2.splat(LOWEST_DOUBLE)));
}

const MANTISSA: i64 = 0x000fffffffffffff;
/** What lies below √½ · 2^e belongs to the octave before: the bits of 1 minus those of √½, whose mantissa is thus carried. */
const HALF_ROOT: i64 = 0x3fe6a09e667f3bcd;
const LEAST_DOUBLE: f64 = 1e-300;

/** x · ln x of two doubles, to about 1e-15; 0 below 1e-300, NaN for NaN. By powers of two and the series of ln((1 + s) / (1 − s)). */
// @ts-ignore: decorator
@inline
export function timesLog(x: v128): v128 {
  const moved = i64x2.sub(x, i64x2.splat(HALF_ROOT));
  const octave = i64x2.shr_s(moved, 52);
  const mantissa = i64x2.add(v128.and(moved, i64x2.splat(MANTISSA)), i64x2.splat(HALF_ROOT));
  const s = f64x2.div(f64x2.sub(mantissa, f64x2.splat(1)), f64x2.add(mantissa, f64x2.splat(1)));
  const z = f64x2.mul(s, s);
  let series = next(z, f64x2.splat(2 / 19.0), 2 / 17.0);
  series = next(series, z, 2 / 15.0);
  series = next(series, z, 2 / 13.0);
  series = next(series, z, 2 / 11.0);
  series = next(series, z, 2 / 9.0);
  series = next(series, z, 2 / 7.0);
  series = next(series, z, 2 / 5.0);
  series = next(series, z, 2 / 3.0);
  series = next(series, z, 2);
  // An octave's number is small: its low half, as an integer, is all of it.
  const octaves = f64x2.convert_low_i32x4_s(i32x4.shuffle(octave, octave, 0, 2, 0, 2));
  const log = f64x2.add(f64x2.mul(s, series), f64x2.mul(octaves, f64x2.splat(0.6931471805599453)));
  return v128.andnot(f64x2.mul(x, log), f64x2.lt(x, f64x2.splat(LEAST_DOUBLE)));
}
