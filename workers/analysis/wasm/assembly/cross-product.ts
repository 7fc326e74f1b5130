import { madd } from '../../../shared/assembly/simd';

/** Columns of a panel. */
const PANEL: usize = 8;
const F: usize = 4;

/**
 * Aᵀ·B of two packed matrices: of each, eight columns make a panel in which the rows follow one another, so that a tile of 4×8 sums reads
 * two vectors and four scalars a row and stays in registers.
 * @param a panels of A @param aPanels how many @param b panels of B @param bPanels how many @param depth rows of both
 * @param symmetric where B is A: only the panels up to the diagonal are computed
 * @param out row-major, 8 · aPanels rows of 8 · bPanels floats
 */
export function crossProduct(a: usize, aPanels: i32, b: usize, bPanels: i32, depth: i32, symmetric: bool, out: usize): void {
  const panel = <usize>depth * PANEL * F;
  const stride = <usize>bPanels * PANEL * F;
  for (let p = 0; p < aPanels; p++) {
    const count = symmetric ? p + 1 : bPanels;
    const row = out + <usize>p * PANEL * stride;
    for (let q = 0; q < count; q++) {
      const column = row + <usize>q * PANEL * F;
      tile(a + <usize>p * panel, b + <usize>q * panel, panel, column, stride);
      tile(a + <usize>p * panel + 16, b + <usize>q * panel, panel, column + 4 * stride, stride);
    }
  }
}

function tile(a: usize, b: usize, bytes: usize, out: usize, stride: usize): void {
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  for (const end = b + bytes; b < end; b += PANEL * F) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    s00 = madd(x, b0, s00);
    s01 = madd(x, b1, s01);
    x = v128.load32_splat(a, 4);
    s10 = madd(x, b0, s10);
    s11 = madd(x, b1, s11);
    x = v128.load32_splat(a, 8);
    s20 = madd(x, b0, s20);
    s21 = madd(x, b1, s21);
    x = v128.load32_splat(a, 12);
    s30 = madd(x, b0, s30);
    s31 = madd(x, b1, s31);
    a += PANEL * F;
  }
  v128.store(out, s00);
  v128.store(out, s01, 16);
  v128.store(out + stride, s10);
  v128.store(out + stride, s11, 16);
  v128.store(out + 2 * stride, s20);
  v128.store(out + 2 * stride, s21, 16);
  v128.store(out + 3 * stride, s30);
  v128.store(out + 3 * stride, s31, 16);
}
