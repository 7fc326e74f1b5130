import { Random } from '../dataset/random.ts';

/** How training pictures are augmented; see recipe.ts. */
export interface Augmentation {
  /** Reflect-padding before the random crop, in pixels; 0 = no crop. */
  pad: number;
  /** Mirror half of the pictures. */
  flip: boolean;
  /** Side of the square that is blanked, in pixels; 0 = none. */
  cutout: number;
  /** What training sees of the (padded) picture, at a random place, as a share of height and of width; absent = 1. */
  crop?: number;
  /** Epochs, from the first, that crop so; those after them see the whole. Absent: all of them. */
  cropEpochs?: number;
}

/** No side is cropped below this: the networks halve a picture three times. */
const SMALLEST_CROP = 8;

/** Height and width of the pictures that training sees in an epoch. @param epoch 0-based */
export function variedSize(
  height: number,
  width: number,
  { crop = 1, cropEpochs = Infinity }: Augmentation,
  epoch: number,
): [number, number] {
  if (epoch >= cropEpochs) return [height, width];
  const cropped = (side: number): number => Math.max(Math.min(side, SMALLEST_CROP), Math.round(crop * side));
  return [cropped(height), cropped(width)];
}

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

/** Mean and standard deviation of red, green and blue over CIFAR-10's training pictures, 0 … 255. */
const MEAN = [125.31, 122.95, 113.87];
const DEVIATION = [62.99, 62.09, 66.7];

/** Normalised value of each byte: red, green, blue, 256 each. The same for training and prediction, and for any data set. */
const NORMALISED = Float32Array.from({ length: 768 }, (_, i) => ((i & 255) - MEAN[i >> 8]) / DEVIATION[i >> 8]);

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
 * @param out places.length × height × width × 3
 */
export function normalise(
  pixels: Uint8Array,
  places: ArrayLike<number>,
  height: number,
  width: number,
  mirrored: boolean,
  out: Float32Array,
): void {
  const still = { right: 0, down: 0, mirrored, cutRow: -1, cutColumn: -1 };
  for (let j = 0; j < places.length; j++) draw(pixels, places[j], [height, width], [height, width], still, 0, out, j);
}

/**
 * Crops, mirrors, blanks and normalises some pictures for training.
 * @param pixels row-major HWC RGB bytes of many pictures @param places which of them, in that order
 * @param firstPosition position of the first in the epoch's order @param out places.length × height × width × 3 of the size that variedSize gives
 */
export function augment(
  pixels: Uint8Array,
  places: ArrayLike<number>,
  height: number,
  width: number,
  augmentation: Augmentation,
  key: { seed: number; epoch: number; firstPosition: number },
  out: Float32Array,
): void {
  const size = variedSize(height, width, augmentation, key.epoch);
  for (let j = 0; j < places.length; j++) {
    const variation = vary(key.seed, key.epoch, key.firstPosition + j, height, width, augmentation);
    draw(pixels, places[j], [height, width], size, variation, augmentation.cutout, out, j);
  }
}

function draw(
  pixels: Uint8Array,
  place: number,
  [height, width]: [number, number],
  [rows, columns]: [number, number],
  { right, down, mirrored, cutRow, cutColumn }: Variation,
  cutout: number,
  out: Float32Array,
  slot: number,
): void {
  const start = place * height * width * 3;
  let to = slot * rows * columns * 3;
  for (let row = 0; row < rows; row++) {
    const line = start + reflect(row + down, height) * width * 3;
    const cutHere = cutRow >= 0 && row >= cutRow && row < cutRow + cutout;
    for (let column = 0; column < columns; column++, to += 3) {
      if (cutHere && column >= cutColumn && column < cutColumn + cutout) {
        // The mean picture: zero once normalised.
        out[to] = out[to + 1] = out[to + 2] = 0;
        continue;
      }
      const from = line + reflect((mirrored ? columns - 1 - column : column) + right, width) * 3;
      out[to] = NORMALISED[pixels[from]];
      out[to + 1] = NORMALISED[256 + pixels[from + 1]];
      out[to + 2] = NORMALISED[512 + pixels[from + 2]];
    }
  }
}
