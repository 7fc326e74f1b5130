import { madd } from '../../../../shared/assembly/simd';

/** Bytes of a float. */
const F: usize = 4;

/** Rows that a block takes. */
const ROWS: i32 = 6;
/** Rows that meet a panel of the filter while it is in the nearest cache. */
const GROUP: i32 = 48;

/**
 * A 1×1 convolution: Y = X·W + bias, 6 rows and 8 columns at a time, their 48 sums in registers over the whole depth.
 * @param x rows × depth, dense @param filter packed: [columns / 8][depth][8] @param y rows × columns, dense, apart from `residual`
 * @param rows read and written up to the next multiple of 6 @param depth a multiple of 4 @param columns a multiple of 8
 * @param residual rows × columns to add, or 0 @param relu6 whether the result is held within 0 … 6
 */
export function pointwise(
  x: usize,
  filter: usize,
  bias: usize,
  residual: usize,
  y: usize,
  rows: i32,
  depth: i32,
  columns: i32,
  relu6: bool,
): void {
  const lda = <usize>depth * F;
  const ldc = <usize>columns * F;
  const panel = lda * 8;
  for (let group = 0; group < rows; group += GROUP) {
    const end = min(rows, group + GROUP);
    for (let j: usize = 0; j < ldc; j += 32) {
      const b = filter + (j >> 5) * panel;
      for (let i = group; i < end; i += ROWS) {
        const at = <usize>i * ldc + j;
        block(x + <usize>i * lda, lda, b, bias + j, residual == 0 ? 0 : residual + at, y + at, ldc, panel, relu6);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function block(
  a0: usize,
  lda: usize,
  b: usize,
  bias: usize,
  residual: usize,
  c: usize,
  ldc: usize,
  panel: usize,
  relu6: bool,
): void {
  let a1 = a0 + lda;
  let a2 = a1 + lda;
  let a3 = a2 + lda;
  let a4 = a3 + lda;
  let a5 = a4 + lda;
  const bias0 = v128.load(bias);
  const bias1 = v128.load(bias, 16);
  let s00 = bias0;
  let s01 = bias1;
  let s10 = bias0;
  let s11 = bias1;
  let s20 = bias0;
  let s21 = bias1;
  let s30 = bias0;
  let s31 = bias1;
  let s40 = bias0;
  let s41 = bias1;
  let s50 = bias0;
  let s51 = bias1;
  const end = b + panel;
  while (b < end) {
    {
      const b0 = v128.load(b, 0);
      const b1 = v128.load(b, 16);
      const x0 = v128.load32_splat(a0, 0);
      s00 = madd(x0, b0, s00);
      s01 = madd(x0, b1, s01);
      const x1 = v128.load32_splat(a1, 0);
      s10 = madd(x1, b0, s10);
      s11 = madd(x1, b1, s11);
      const x2 = v128.load32_splat(a2, 0);
      s20 = madd(x2, b0, s20);
      s21 = madd(x2, b1, s21);
      const x3 = v128.load32_splat(a3, 0);
      s30 = madd(x3, b0, s30);
      s31 = madd(x3, b1, s31);
      const x4 = v128.load32_splat(a4, 0);
      s40 = madd(x4, b0, s40);
      s41 = madd(x4, b1, s41);
      const x5 = v128.load32_splat(a5, 0);
      s50 = madd(x5, b0, s50);
      s51 = madd(x5, b1, s51);
    }
    {
      const b0 = v128.load(b, 32);
      const b1 = v128.load(b, 48);
      const x0 = v128.load32_splat(a0, 4);
      s00 = madd(x0, b0, s00);
      s01 = madd(x0, b1, s01);
      const x1 = v128.load32_splat(a1, 4);
      s10 = madd(x1, b0, s10);
      s11 = madd(x1, b1, s11);
      const x2 = v128.load32_splat(a2, 4);
      s20 = madd(x2, b0, s20);
      s21 = madd(x2, b1, s21);
      const x3 = v128.load32_splat(a3, 4);
      s30 = madd(x3, b0, s30);
      s31 = madd(x3, b1, s31);
      const x4 = v128.load32_splat(a4, 4);
      s40 = madd(x4, b0, s40);
      s41 = madd(x4, b1, s41);
      const x5 = v128.load32_splat(a5, 4);
      s50 = madd(x5, b0, s50);
      s51 = madd(x5, b1, s51);
    }
    {
      const b0 = v128.load(b, 64);
      const b1 = v128.load(b, 80);
      const x0 = v128.load32_splat(a0, 8);
      s00 = madd(x0, b0, s00);
      s01 = madd(x0, b1, s01);
      const x1 = v128.load32_splat(a1, 8);
      s10 = madd(x1, b0, s10);
      s11 = madd(x1, b1, s11);
      const x2 = v128.load32_splat(a2, 8);
      s20 = madd(x2, b0, s20);
      s21 = madd(x2, b1, s21);
      const x3 = v128.load32_splat(a3, 8);
      s30 = madd(x3, b0, s30);
      s31 = madd(x3, b1, s31);
      const x4 = v128.load32_splat(a4, 8);
      s40 = madd(x4, b0, s40);
      s41 = madd(x4, b1, s41);
      const x5 = v128.load32_splat(a5, 8);
      s50 = madd(x5, b0, s50);
      s51 = madd(x5, b1, s51);
    }
    {
      const b0 = v128.load(b, 96);
      const b1 = v128.load(b, 112);
      const x0 = v128.load32_splat(a0, 12);
      s00 = madd(x0, b0, s00);
      s01 = madd(x0, b1, s01);
      const x1 = v128.load32_splat(a1, 12);
      s10 = madd(x1, b0, s10);
      s11 = madd(x1, b1, s11);
      const x2 = v128.load32_splat(a2, 12);
      s20 = madd(x2, b0, s20);
      s21 = madd(x2, b1, s21);
      const x3 = v128.load32_splat(a3, 12);
      s30 = madd(x3, b0, s30);
      s31 = madd(x3, b1, s31);
      const x4 = v128.load32_splat(a4, 12);
      s40 = madd(x4, b0, s40);
      s41 = madd(x4, b1, s41);
      const x5 = v128.load32_splat(a5, 12);
      s50 = madd(x5, b0, s50);
      s51 = madd(x5, b1, s51);
    }
    a0 += 16;
    a1 += 16;
    a2 += 16;
    a3 += 16;
    a4 += 16;
    a5 += 16;
    b += 128;
  }
  finish(c + 0 * ldc, residual == 0 ? 0 : residual + 0 * ldc, s00, s01, relu6);
  finish(c + 1 * ldc, residual == 0 ? 0 : residual + 1 * ldc, s10, s11, relu6);
  finish(c + 2 * ldc, residual == 0 ? 0 : residual + 2 * ldc, s20, s21, relu6);
  finish(c + 3 * ldc, residual == 0 ? 0 : residual + 3 * ldc, s30, s31, relu6);
  finish(c + 4 * ldc, residual == 0 ? 0 : residual + 4 * ldc, s40, s41, relu6);
  finish(c + 5 * ldc, residual == 0 ? 0 : residual + 5 * ldc, s50, s51, relu6);
}

/** Writes eight sums of a row. */
// @ts-ignore: decorator
@inline
function finish(c: usize, residual: usize, s0: v128, s1: v128, relu6: bool): void {
  if (residual != 0) {
    s0 = f32x4.add(s0, v128.load(residual));
    s1 = f32x4.add(s1, v128.load(residual, 16));
  }
  if (relu6) {
    s0 = clamp6(s0);
    s1 = clamp6(s1);
  }
  v128.store(c, s0);
  v128.store(c, s1, 16);
}

/** ReLU6 of four floats. */
// @ts-ignore: decorator
@inline
export function clamp6(x: v128): v128 {
  return f32x4.pmin(f32x4.pmax(x, f32x4.splat(0)), f32x4.splat(6));
}
