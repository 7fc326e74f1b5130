import { resizeAsPillow } from './pillow-resize.ts';

/** Longest side at which blur is looked for: larger pictures are made this large. */
const LONGEST = 64;

/** Up to here the spread of the greys counts for nothing. */
const LEAST_SPREAD = 0.18;

/**
 * CleanVision's score of blur: how much the edges of a picture of at most 64 pixels vary, 0 (blurred) … 1; a picture of few different
 * greys, such as a drawing, counts as sharp.
 * @param pixels height × width × 3 bytes, row-major HWC RGB
 */
export function blurScore(pixels: Uint8Array, width: number, height: number): number {
  const ratio = Math.max(width, height) / LONGEST;
  const [w, h] = ratio > 1 ? [shrunk(width, ratio), shrunk(height, ratio)] : [width, height];
  const grey = greyOf(ratio > 1 ? resizeAsPillow(pixels, width, height, w, h) : pixels, w * h);
  const edges = 1 - Math.exp(-0.01 * Math.sqrt(edgeVariance(grey, w, h)));
  const spread = 1 - Math.exp(-0.01 * histogramSpread(grey));
  return Math.min(1, edges + (spread <= LEAST_SPREAD ? 0 : spread));
}

const shrunk = (side: number, ratio: number): number => Math.max(1, Math.floor(side / ratio));

/** Luma of BT.601 as Pillow rounds it. */
function greyOf(pixels: Uint8Array, count: number): Uint8Array {
  const grey = new Uint8Array(count);
  for (let i = 0, at = 0; i < count; i++, at += 3) {
    grey[i] = (pixels[at] * 19595 + pixels[at + 1] * 38470 + pixels[at + 2] * 7471 + 0x8000) >> 16;
  }
  return grey;
}

/** Variance of Pillow's FIND_EDGES: eight times a pixel less its neighbours, cut off at 0 and 255; the border stays as it is. */
function edgeVariance(grey: Uint8Array, width: number, height: number): number {
  let [sum, squares] = [0, 0];
  for (let y = 0; y < height; y++) {
    const border = y === 0 || y === height - 1;
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      let value = grey[at];
      if (!border && x > 0 && x < width - 1) {
        const above = grey[at - width - 1] + grey[at - width] + grey[at - width + 1];
        const below = grey[at + width - 1] + grey[at + width] + grey[at + width + 1];
        value = Math.min(255, Math.max(0, 8 * value - above - below - grey[at - 1] - grey[at + 1]));
      }
      sum += value;
      squares += value * value;
    }
  }
  const count = width * height;
  return Math.max(0, (squares - (sum * sum) / count) / count);
}

/** Standard deviation of the numbers of pixels with each of the 256 greys. */
function histogramSpread(grey: Uint8Array): number {
  const counts = new Float64Array(256);
  for (const value of grey) counts[value] += 1;
  const mean = grey.length / 256;
  return Math.sqrt(counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / 256);
}
