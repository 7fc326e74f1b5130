import { formatCount } from '../../format.ts';

/** Beyond these no browser decodes a picture in the memory that a page has. */
const MAX_SIDE = 32_767;
const MAX_PIXELS = 268_435_456;

/** Why a picture of a size is refused; undefined where it is not. */
export function tooLarge([width, height]: [number, number]): string | undefined {
  if (width <= MAX_SIDE && height <= MAX_SIDE && width * height <= MAX_PIXELS) return undefined;
  return `it has ${formatCount(width)} × ${formatCount(height)} pixels; at most ${formatCount(MAX_SIDE)} a side and ${Math.floor(MAX_PIXELS / 1e6)} megapixels can be read`;
}
