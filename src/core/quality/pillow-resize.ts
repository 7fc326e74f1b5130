/** Bits behind the point of a weight, as Pillow has them for 8-bit channels. */
const PRECISION = 22;

/**
 * Resizes a picture as Pillow's `Image.resize` does by default, to the byte: bicubic (a = −0.5), wider where the picture shrinks, along
 * the rows first, then along the columns, each rounded to 8 bits; the other way round where a picture is more than twice as high as it is
 * wide, as Pillow 13 has it.
 * @param pixels height × width × 3 bytes, row-major HWC RGB
 * @returns toHeight × toWidth × 3 bytes
 */
export function resizeAsPillow(
  pixels: Uint8Array,
  width: number,
  height: number,
  toWidth: number,
  toHeight: number,
): Uint8Array {
  if (height > 2 * width && toHeight < height) {
    return resizeRows(resizeColumns(pixels, width, height, toHeight), width, toHeight, toWidth);
  }
  return resizeColumns(resizeRows(pixels, width, height, toWidth), toWidth, height, toHeight);
}

function resizeRows(pixels: Uint8Array, width: number, height: number, to: number): Uint8Array {
  if (to === width) return pixels;
  const out = new Uint8Array(to * height * 3);
  const { starts, counts, weights, most } = weightsOf(width, to);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < to; x++) {
      const place = (y * to + x) * 3;
      const from = (y * width + starts[x]) * 3;
      addUp(out, place, pixels, from, 3, weights, x * most, counts[x]);
    }
  }
  return out;
}

function resizeColumns(pixels: Uint8Array, width: number, height: number, to: number): Uint8Array {
  if (to === height) return pixels;
  const out = new Uint8Array(width * to * 3);
  const { starts, counts, weights, most } = weightsOf(height, to);
  for (let y = 0; y < to; y++) {
    for (let x = 0; x < width; x++) {
      const place = (y * width + x) * 3;
      const from = (starts[y] * width + x) * 3;
      addUp(out, place, pixels, from, width * 3, weights, y * most, counts[y]);
    }
  }
  return out;
}

/** Writes one pixel: a weighted sum of `count` pixels that lie `step` bytes apart. */
function addUp(
  out: Uint8Array,
  place: number,
  pixels: Uint8Array,
  from: number,
  step: number,
  weights: Int32Array,
  first: number,
  count: number,
): void {
  let red = 1 << (PRECISION - 1);
  let green = red;
  let blue = red;
  for (let j = 0, at = from; j < count; j++, at += step) {
    const weight = weights[first + j];
    red += pixels[at] * weight;
    green += pixels[at + 1] * weight;
    blue += pixels[at + 2] * weight;
  }
  out[place] = toByte(red >> PRECISION);
  out[place + 1] = toByte(green >> PRECISION);
  out[place + 2] = toByte(blue >> PRECISION);
}

const toByte = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value);

/** Which pixels of a line make each pixel of its resized one. */
export interface ResizeWeights<Values> {
  /** The first pixel, and how many. */
  starts: Int32Array;
  counts: Int32Array;
  /** `most` for each resized pixel, of which its count is used. */
  weights: Values;
  most: number;
}

/** Pillow's weights, whole numbers. */
function weightsOf(from: number, to: number): ResizeWeights<Int32Array> {
  const exact = bicubicWeights(from, to);
  const weights = Int32Array.from(exact.weights, (share) => {
    const weight = share * (1 << PRECISION);
    return Math.trunc(weight + (weight < 0 ? -0.5 : 0.5));
  });
  return { ...exact, weights };
}

/** Weights of bicubic interpolation (a = −0.5), wider where a line of `from` pixels shrinks to `to`; those of a pixel add up to 1. */
export function bicubicWeights(from: number, to: number): ResizeWeights<Float64Array> {
  const scale = from / to;
  const wide = Math.max(1, scale);
  const support = 2 * wide;
  const most = Math.ceil(support) * 2 + 1;
  const starts = new Int32Array(to);
  const counts = new Int32Array(to);
  const weights = new Float64Array(to * most);
  for (let place = 0; place < to; place++) {
    const centre = (place + 0.5) * scale;
    const start = Math.max(0, Math.trunc(centre - support + 0.5));
    const count = Math.min(from, Math.trunc(centre + support + 0.5)) - start;
    const own = weights.subarray(place * most, place * most + count);
    let sum = 0;
    for (let j = 0; j < count; j++) {
      own[j] = bicubic((j + start - centre + 0.5) / wide);
      sum += own[j];
    }
    for (let j = 0; j < count; j++) own[j] /= sum;
    starts[place] = start;
    counts[place] = count;
  }
  return { starts, counts, weights, most };
}

function bicubic(at: number): number {
  const x = Math.abs(at);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
}
