/** Bytes of a float. */
export const F: usize = 4;

/** Outputs a side of a tile, and inputs that they need: F(4×4, 3×3) of Lavin and Gray 2016, "Fast Algorithms for Convolutional Neural Networks". */
export const OUT: i32 = 4;
export const IN: i32 = 6;
/** Places of a transformed tile, each a matrix multiplication of its own. */
export const PLACES: i32 = 36;

/** Bytes of a tile on its way between the two passes of a transformation, four channels of it. */
export const BETWEEN: usize = 36 * 16;

/** Tiles beside each other that cover `side` outputs. */
// @ts-ignore: decorator
@inline
export function tilesAlong(side: i32): i32 {
  return (side + OUT - 1) / OUT;
}

// @ts-ignore: decorator
@inline
export function roundUp(n: i32, multiple: i32): i32 {
  return ((n + multiple - 1) / multiple) * multiple;
}

/** Copies `side`² pixels of an image from (top, left) on; zeros for what lies outside and for channels up to `padded`. */
export function gather(
  image: usize,
  height: i32,
  width: i32,
  channels: i32,
  top: i32,
  left: i32,
  side: i32,
  patch: usize,
  padded: i32,
): void {
  for (let r = top; r < top + side; r++) {
    for (let q = left; q < left + side; q++) {
      let c = 0;
      if (r >= 0 && r < height && q >= 0 && q < width) {
        const pixel = image + (<usize>r * width + q) * channels * F;
        for (; c + 4 <= channels; c += 4) v128.store(patch + <usize>c * F, v128.load(pixel + <usize>c * F));
        for (; c < channels; c++) store<f32>(patch + <usize>c * F, load<f32>(pixel + <usize>c * F));
      }
      for (; c < padded; c++) store<f32>(patch + <usize>c * F, 0);
      patch += <usize>padded * F;
    }
  }
}

/** Copies the tile at (top, left), as far as it lies inside, into the image. */
export function scatter(
  patch: usize,
  padded: i32,
  image: usize,
  height: i32,
  width: i32,
  channels: i32,
  top: i32,
  left: i32,
): void {
  const rows = min(OUT, height - top);
  const columns = min(OUT, width - left);
  for (let r = 0; r < rows; r++) {
    for (let q = 0; q < columns; q++) {
      const from = patch + <usize>(r * OUT + q) * padded * F;
      const pixel = image + (<usize>(top + r) * width + left + q) * channels * F;
      let c = 0;
      for (; c + 4 <= channels; c += 4) v128.store(pixel + <usize>c * F, v128.load(from + <usize>c * F));
      for (; c < channels; c++) store<f32>(pixel + <usize>c * F, load<f32>(from + <usize>c * F));
    }
  }
}
