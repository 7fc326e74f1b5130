import { madd } from '../../../../shared/assembly/simd';

/** Bytes of a float. */
const F: usize = 4;
/** Bytes of a pixel: red, green and blue. */
const RGB: usize = 3 * F;

/** Four floats out of four bytes. */
// @ts-ignore: decorator
@inline
function floats(bytes: usize): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(bytes))));
}

/**
 * Resizes a picture to a square and normalises it: (value − 127) / 128, the values held within 0 … 255. One column and one row beyond the
 * square are 0, as the first convolution reads them.
 * @param pixels height × width × 3 bytes @param y (side + 1)² × 3 floats and four bytes
 * @param rows which rows make each of `side`: first row and number of rows, two integers each; then `mostRows` weights each
 * @param columns the same of columns
 * @param scratch (width × 3 + 4) floats
 */
export function takePicture(
  pixels: usize,
  width: i32,
  side: i32,
  rows: usize,
  mostRows: i32,
  columns: usize,
  mostColumns: i32,
  scratch: usize,
  y: usize,
): void {
  const across = <usize>width * 3;
  const rowWeights = rows + <usize>side * 8;
  const columnWeights = columns + <usize>side * 8;
  for (let r = 0; r < side; r++) {
    const first = load<i32>(rows + <usize>r * 8);
    const count = load<i32>(rows + <usize>r * 8, 4);
    mixRows(pixels + <usize>first * across, across, count, rowWeights + <usize>(r * mostRows) * F, scratch);
    for (let q = 0; q < side; q++) {
      let from = scratch + <usize>load<i32>(columns + <usize>q * 8) * RGB;
      let weight = columnWeights + <usize>(q * mostColumns) * F;
      const end = weight + <usize>load<i32>(columns + <usize>q * 8, 4) * F;
      let sum = f32x4.splat(0);
      for (; weight < end; weight += F, from += RGB) sum = madd(v128.load(from), v128.load32_splat(weight), sum);
      sum = f32x4.pmin(f32x4.pmax(sum, f32x4.splat(0)), f32x4.splat(255));
      v128.store(y, f32x4.mul(f32x4.sub(sum, f32x4.splat(127)), f32x4.splat(1.0 / 128)));
      y += RGB;
    }
    memory.fill(y, 0, RGB);
    y += RGB;
  }
  memory.fill(y, 0, <usize>(side + 1) * RGB);
}

/** A weighted sum of rows of bytes; up to three floats beyond its end are written too. */
// @ts-ignore: decorator
@inline
function mixRows(pixels: usize, across: usize, count: i32, weights: usize, y: usize): void {
  for (let c: usize = 0; c < across; c += 4) {
    let sum = f32x4.splat(0);
    let from = pixels + c;
    for (let k = 0; k < count; k++, from += across) {
      sum = madd(floats(from), v128.load32_splat(weights + <usize>k * F), sum);
    }
    v128.store(y + c * F, sum);
  }
}

/**
 * Lays the inputs of a 3×3 convolution with stride 2 side by side, so that it is a 1×1 one: 27 numbers a place, and a 0.
 * @param x (side + 1)² × 3 @param from first output row @param to the row behind the last
 * @param y (to − from) × side / 2 × 28 floats
 */
export function layPatches(x: usize, side: i32, from: i32, to: i32, y: usize): void {
  const row = <usize>(side + 1) * RGB;
  for (let r = from; r < to; r++) {
    let a = x + <usize>r * 2 * row;
    const end = a + <usize>side * RGB;
    for (; a < end; a += 2 * RGB) {
      for (let k: usize = 0; k < 3; k++) {
        const b = a + k * row;
        v128.store(y + k * 36, v128.load(b));
        v128.store(y + k * 36, v128.load(b, 16), 16);
        f32.store(y + k * 36, f32.load(b, 32), 32);
      }
      f32.store(y, 0, 108);
      y += 112;
    }
  }
}
