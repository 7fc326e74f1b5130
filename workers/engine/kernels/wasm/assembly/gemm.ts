import { madd } from '../../../../shared/assembly/simd';

/** Bytes of a float. */
const F: usize = 4;

/** Rows that multiply takes at a time. */
export const ROWS: i32 = 6;

/**
 * C = A·B, six rows and eight columns at a time: their 48 sums stay in registers over the whole depth.
 * @param a rows × depth, rows `lda` bytes apart @param b packed: [columns / 8][depth][8] @param c rows × columns, rows `ldc` bytes apart
 * @param rows a multiple of ROWS @param columns a multiple of 8
 */
export function multiply(a: usize, lda: usize, b: usize, c: usize, ldc: usize, rows: i32, depth: i32, columns: i32): void {
  const panel = <usize>depth * 8 * F;
  for (let i = 0; i < rows; i += ROWS) {
    const a0 = a + <usize>i * lda;
    const c0 = c + <usize>i * ldc;
    for (let j = 0; j < columns; j += 8) {
      block(a0, lda, b + <usize>(j >> 3) * panel, c0 + <usize>j * F, ldc, depth);
    }
  }
}

// @ts-ignore: decorator
@inline
function block(a0: usize, lda: usize, b: usize, c: usize, ldc: usize, depth: i32): void {
  let a1 = a0 + lda;
  let a2 = a1 + lda;
  let a3 = a2 + lda;
  let a4 = a3 + lda;
  let a5 = a4 + lda;
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  let s40 = s00;
  let s41 = s00;
  let s50 = s00;
  let s51 = s00;
  const end = b + <usize>depth * 8 * F;
  while (b < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const x0 = v128.load32_splat(a0);
    s00 = madd(x0, b0, s00);
    s01 = madd(x0, b1, s01);
    const x1 = v128.load32_splat(a1);
    s10 = madd(x1, b0, s10);
    s11 = madd(x1, b1, s11);
    const x2 = v128.load32_splat(a2);
    s20 = madd(x2, b0, s20);
    s21 = madd(x2, b1, s21);
    const x3 = v128.load32_splat(a3);
    s30 = madd(x3, b0, s30);
    s31 = madd(x3, b1, s31);
    const x4 = v128.load32_splat(a4);
    s40 = madd(x4, b0, s40);
    s41 = madd(x4, b1, s41);
    const x5 = v128.load32_splat(a5);
    s50 = madd(x5, b0, s50);
    s51 = madd(x5, b1, s51);
    a0 += F;
    a1 += F;
    a2 += F;
    a3 += F;
    a4 += F;
    a5 += F;
    b += 8 * F;
  }
  v128.store(c, s00);
  v128.store(c, s01, 16);
  c += ldc;
  v128.store(c, s10);
  v128.store(c, s11, 16);
  c += ldc;
  v128.store(c, s20);
  v128.store(c, s21, 16);
  c += ldc;
  v128.store(c, s30);
  v128.store(c, s31, 16);
  c += ldc;
  v128.store(c, s40);
  v128.store(c, s41, 16);
  c += ldc;
  v128.store(c, s50);
  v128.store(c, s51, 16);
}

/**
 * C += Aᵀ·B, four rows and eight columns of C at a time.
 * @param a depth × rows @param b depth × columns @param c rows × columns; all dense
 * @param rows a multiple of 4 @param columns a multiple of 8
 */
export function multiplyTransposed(a: usize, b: usize, c: usize, rows: i32, columns: i32, depth: i32): void {
  const lda = <usize>rows * F;
  const ldb = <usize>columns * F;
  const end = a + <usize>depth * lda;
  for (let i: usize = 0; i < lda; i += 16) {
    for (let j: usize = 0; j < ldb; j += 32) blockTransposed(a + i, lda, end + i, b + j, ldb, c + (i >> 2) * ldb + j);
  }
}

// @ts-ignore: decorator
@inline
function blockTransposed(a: usize, lda: usize, end: usize, b: usize, ldb: usize, c0: usize): void {
  const c1 = c0 + ldb;
  const c2 = c1 + ldb;
  const c3 = c2 + ldb;
  let s00 = v128.load(c0);
  let s01 = v128.load(c0, 16);
  let s10 = v128.load(c1);
  let s11 = v128.load(c1, 16);
  let s20 = v128.load(c2);
  let s21 = v128.load(c2, 16);
  let s30 = v128.load(c3);
  let s31 = v128.load(c3, 16);
  while (a < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const x0 = v128.load32_splat(a);
    s00 = madd(x0, b0, s00);
    s01 = madd(x0, b1, s01);
    const x1 = v128.load32_splat(a, 4);
    s10 = madd(x1, b0, s10);
    s11 = madd(x1, b1, s11);
    const x2 = v128.load32_splat(a, 8);
    s20 = madd(x2, b0, s20);
    s21 = madd(x2, b1, s21);
    const x3 = v128.load32_splat(a, 12);
    s30 = madd(x3, b0, s30);
    s31 = madd(x3, b1, s31);
    a += lda;
    b += ldb;
  }
  v128.store(c0, s00);
  v128.store(c0, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c3, s30);
  v128.store(c3, s31, 16);
}
