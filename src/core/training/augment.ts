import { Random } from '../dataset/random.ts';
import type { Normalisation } from '../dataset/types.ts';
import { stemOf, variedSize } from './picture-size.ts';
import type { Augmentation } from './recipe.ts';

/** What one picture goes through. */
interface Variation {
  /** Where the crop begins, −pad … what the picture has more than it, plus pad. */
  right: number;
  down: number;
  mirrored: boolean;
  /** Top left corner of the square cut out, −1 = none. */
  cutRow: number;
  cutColumn: number;
}

/** Normalised value of each byte of red, then of green, then of blue: 3 × 256. */
export type ByteValues = Float32Array;

/** What bytes become in training and prediction by a mean and deviation of each colour. */
export function byteValues({ mean, deviation }: Normalisation): ByteValues {
  return Float32Array.from({ length: 768 }, (_, i) => ((i & 255) - mean[i >> 8]) / deviation[i >> 8]);
}

/**
 * Draws what happens to one picture. It depends on run, epoch and the picture's position in the epoch's order alone, so it
 * is the same whichever worker draws it.
 */
function vary(
  seed: number,
  epoch: number,
  position: number,
  height: number,
  width: number,
  augmentation: Augmentation,
): Variation {
  const mixed = Math.imul(seed ^ Math.imul(epoch + 1, 0x9e3779b1), 0x85ebca77) ^ Math.imul(position + 1, 0xc2b2ae3d);
  const random = new Random(mixed);
  const { pad, flip, cutout } = augmentation;
  const [rows, columns] = variedSize(height, width, augmentation, epoch);
  const size = Math.min(rows, columns);
  const place = (spare: number): number => (pad + spare === 0 ? 0 : random.int(2 * pad + spare + 1) - pad);
  return {
    right: place(width - columns),
    down: place(height - rows),
    mirrored: flip && random.float() < 0.5,
    cutRow: cutout === 0 ? -1 : random.int(Math.max(1, size - cutout + 1)),
    cutColumn: cutout === 0 ? -1 : random.int(Math.max(1, size - cutout + 1)),
  };
}

/** Reflects a coordinate into 0 … size − 1, the edge itself not doubled. */
function reflect(at: number, size: number): number {
  if (size === 1) return 0;
  let inside = at;
  while (inside < 0 || inside >= size) inside = inside < 0 ? -inside : 2 * (size - 1) - inside;
  return inside;
}

/**
 * Normalises some pictures as they are, or mirrored.
 * @param pixels row-major HWC RGB bytes of many pictures @param places which of them, in that order
 * @param out places.length × what the network takes of a picture of this size: see draw
 */
export function normalise(
  pixels: Uint8Array,
  places: ArrayLike<number>,
  height: number,
  width: number,
  values: ByteValues,
  mirrored: boolean,
  out: Float32Array,
): void {
  const still = { right: 0, down: 0, mirrored, cutRow: -1, cutColumn: -1 };
  const size = variedSize(height, width, { pad: 0, flip: false, cutout: 0 }, 0);
  for (let j = 0; j < places.length; j++) draw(pixels, places[j], [height, width], size, values, still, 0, out, j);
}

/**
 * Crops, mirrors, blanks and normalises some pictures for training.
 * @param pixels row-major HWC RGB bytes of many pictures @param places which of them, in that order
 * @param augmentation in pixels of these pictures @param key `firstPosition`: position of the first in the epoch's order
 * @param out places.length × what the network takes of a picture of the size that variedSize gives: see draw
 */
export function augment(
  pixels: Uint8Array,
  places: ArrayLike<number>,
  height: number,
  width: number,
  values: ByteValues,
  augmentation: Augmentation,
  key: { seed: number; epoch: number; firstPosition: number },
  out: Float32Array,
): void {
  const size = variedSize(height, width, augmentation, key.epoch);
  for (let j = 0; j < places.length; j++) {
    const variation = vary(key.seed, key.epoch, key.firstPosition + j, height, width, augmentation);
    draw(pixels, places[j], [height, width], size, values, variation, augmentation.cutout, out, j);
  }
}

/**
 * Draws one picture as the network takes it: rows × columns of places, and of each the red, green and blue of its pixels, row by row.
 * A place is one pixel of small pictures, a square of them in larger ones (see Stem).
 */
function draw(
  pixels: Uint8Array,
  place: number,
  [height, width]: [number, number],
  [rows, columns]: [number, number],
  values: ByteValues,
  { right, down, mirrored, cutRow, cutColumn }: Variation,
  cutout: number,
  out: Float32Array,
  slot: number,
): void {
  const start = place * height * width * 3;
  const { stride } = stemOf(height, width);
  // From the last pixel of a place's row to the same row of the next place.
  const skip = 3 * stride * (stride - 1);
  for (let row = 0; row < rows; row++) {
    const inPlace = row % stride;
    let to = (slot * rows + row - inPlace) * columns * 3 + 3 * stride * inPlace;
    const line = start + reflect(row + down, height) * width * 3;
    const cutHere = cutRow >= 0 && row >= cutRow && row < cutRow + cutout;
    for (let column = 0, inRow = 0; column < columns; column++, to += 3) {
      if (cutHere && column >= cutColumn && column < cutColumn + cutout) {
        // The mean picture: zero once normalised.
        out[to] = out[to + 1] = out[to + 2] = 0;
      } else {
        const from = line + reflect((mirrored ? columns - 1 - column : column) + right, width) * 3;
        out[to] = values[pixels[from]];
        out[to + 1] = values[256 + pixels[from + 1]];
        out[to + 2] = values[512 + pixels[from + 2]];
      }
      if (++inRow === stride) {
        inRow = 0;
        to += skip;
      }
    }
  }
}
