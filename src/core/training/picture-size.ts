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
 * Pixels along each side of the squares that the network takes as one place: 1 below 64×64, 2 from there, 4 from 128×128, and so on.
 * With it pictures of every size in between are as large to all layers but the first. See docs/decisions/0011-a-stem-of-squares.md.
 */
export function stemStride(height: number, width: number): number {
  return 2 ** Math.max(0, Math.floor(Math.log2(Math.min(height, width) / BASE_SIDE)));
}

/** Channels of what the network takes of pictures of a size: red, green and blue of each pixel of a place. */
export function inputChannels(height: number, width: number): number {
  return 3 * stemStride(height, width) ** 2;
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
  const stride = stemStride(height, width);
  const share = epoch < cropEpochs ? crop : 1;
  const cropped = (side: number): number => {
    const wanted = Math.max(Math.min(side, SMALLEST_SIDE * stride), Math.round(share * side));
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
