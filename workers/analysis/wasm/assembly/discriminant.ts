import { madd } from '../../../shared/assembly/simd';
import { doubleAt, floatAt, labelAt, setDouble, setFloat, VECTOR } from './rows';

/** Square roots of so many bytes of floats, in place; 0 of what is negative. */
export function takeRoots(values: usize, bytes: usize): void {
  const zero = f32x4.splat(0);
  for (let at = values; at < values + bytes; at += VECTOR) v128.store(at, f32x4.sqrt(f32x4.max(zero, v128.load(at))));
}

/** Adds n rows of d floats to the doubles of their labels. */
export function addByLabel(values: usize, labels: usize, n: i32, d: i32, sums: usize): void {
  for (let i = 0; i < n; i++) {
    const sum = sums + ((<usize>labelAt(labels, i) * d) << 3);
    for (let j = 0; j < d; j++) setDouble(sum, j, doubleAt(sum, j) + <f64>floatAt(values, j));
    values += <usize>d << 2;
  }
}

/** Takes from n rows of d floats their label's mean, of doubles. */
export function centre(values: usize, labels: usize, n: i32, d: i32, means: usize): void {
  for (let i = 0; i < n; i++) {
    const mean = means + ((<usize>labelAt(labels, i) * d) << 3);
    for (let j = 0; j < d; j++) setFloat(values, j, <f32>(<f64>floatAt(values, j) - doubleAt(mean, j)));
    values += <usize>d << 2;
  }
}

/**
 * Adds to d rows of a stride the inner products of the columns of n rows of d floats, the lower triangle and more. The rows are read
 * to a whole vector beyond the last one's end.
 */
export function addInnerProducts(values: usize, n: i32, d: i32, sums: usize, stride: usize): void {
  for (let i = 0; i < n; i++) {
    let sum = sums;
    for (let a = 0; a < d; a++) {
      const value = v128.load32_splat(values + (<usize>a << 2));
      const end = <usize>(a + 1) << 2;
      for (let b: usize = 0; b < end; b += VECTOR) {
        v128.store(sum + b, madd(value, v128.load(values + b), v128.load(sum + b)));
      }
      sum += stride;
    }
    values += <usize>d << 2;
  }
}

/**
 * Products of n rows of d numbers, n a multiple of 4, with d rows of a stride, each sum starting from the row `offsets`; out n rows
 * of k floats, written to a whole vector beyond the last one's end.
 */
export function project(
  values: usize,
  n: i32,
  d: i32,
  factors: usize,
  offsets: usize,
  stride: usize,
  k: i32,
  out: usize,
): void {
  const row = <usize>d << 2;
  const step = <usize>k << 2;
  for (let i = 0; i < n; i += 4) {
    // The last classes come first, so that what they write beyond a row's end is overwritten.
    for (let j = stride; j > 0; ) {
      j -= VECTOR;
      let a = v128.load(offsets + j);
      let b = a;
      let c = a;
      let e = a;
      let factor = factors + j;
      for (let at = values; at < values + row; at += 4) {
        const f = v128.load(factor);
        a = madd(v128.load32_splat(at), f, a);
        b = madd(v128.load32_splat(at + row), f, b);
        c = madd(v128.load32_splat(at + 2 * row), f, c);
        e = madd(v128.load32_splat(at + 3 * row), f, e);
        factor += stride;
      }
      v128.store(out + j, a);
      v128.store(out + step + j, b);
      v128.store(out + 2 * step + j, c);
      v128.store(out + 3 * step + j, e);
    }
    values += 4 * row;
    out += 4 * step;
  }
}
