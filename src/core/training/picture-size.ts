import type { Augmentation } from './recipe.ts';

/** Height and width of pictures, in pixels. */
export interface PictureSize {
  height: number;
  width: number;
}

/** Side of the pictures that networks and recipes were made for, in pixels. */
const BASE_SIDE = 32;

/** Least side that a network can halve three times, in places. */
const SMALLEST_SIDE = 8;

/**
 * How a network begins on pictures of a size, so that its later layers find those of 32×32 and of each doubling equally large: see
 * docs/decisions/0011-larger-pictures.md.
 */
export interface Stem {
  /** Pixels along each side of the squares that it takes as one place: 1 below 128×128, 2 from there, 4 from 256×256, and so on. */
  stride: number;
  /** Channels of a place: red, green and blue of each of its pixels. */
  channels: number;
  /** Whether the first convolution is pooled: from 64×64. */
  pooled: boolean;
}

/** The stem for pictures of a size. */
export function stemOf(height: number, width: number): Stem {
  const doublings = Math.max(0, Math.floor(Math.log2(Math.min(height, width) / BASE_SIDE)));
  const stride = 2 ** Math.max(0, doublings - 1);
  return { stride, channels: 3 * stride ** 2, pooled: doublings > 0 };
}

/**
 * Height and width of the part of the pictures that training sees in an epoch: whole places.
 * @param epoch 0-based
 */
export function variedSize(
  height: number,
  width: number,
  { crop = 1, cropEpochs = Infinity }: Augmentation,
  epoch: number,
): [number, number] {
  const { stride, pooled } = stemOf(height, width);
  const smallest = SMALLEST_SIDE * stride * (pooled ? 2 : 1);
  const share = epoch < cropEpochs ? crop : 1;
  const cropped = (side: number): number => {
    const wanted = Math.max(Math.min(side, smallest), Math.round(share * side));
    return wanted - (wanted % stride);
  };
  return [cropped(height), cropped(width)];
}

/** A recipe's augmentation, whose pixels are those of a picture of 32×32, for pictures of another size. */
export function scaleAugmentation(augmentation: Augmentation, height: number, width: number): Augmentation {
  const scale = Math.min(height, width) / BASE_SIDE;
  const { pad, cutout } = augmentation;
  return { ...augmentation, pad: Math.round(scale * pad), cutout: Math.round(scale * cutout) };
}
