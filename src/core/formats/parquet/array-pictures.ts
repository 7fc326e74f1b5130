import type { PagedValues } from './column-pages.ts';

/** A picture as numbers in lists of lists, row-major: height, width, and channels where there are any. */
interface ArrayPicture {
  row: number;
  values: unknown[];
  dims: number[];
}

/** Numbers of one picture: 64 million are 4,600 × 4,600 in colour. */
const LIMIT = 2 ** 26;

/**
 * Puts lists of lists together again, one a row, from values and their repetition levels; a row may go on in the next page.
 * @param depth of the lists
 */
export async function* listRows(pages: AsyncIterable<PagedValues>, depth: number): AsyncGenerator<ArrayPicture> {
  let open: ArrayPicture | null = null;
  // How many lists have begun at each depth.
  let counts = new Array<number>(depth).fill(0);
  for await (const { row, values, repetitions } of pages) {
    let next = row;
    for (let i = 0; i < values.length; i++) {
      const level = repetitions![i];
      if (level === 0) {
        if (open) yield { ...open, dims: dimsOf(counts) };
        open = { row: next++, values: [], dims: [] };
        counts = new Array<number>(depth).fill(0);
      }
      for (let k = Math.max(level, 1); k <= depth; k++) counts[k - 1]++;
      if (open && open.values.length < LIMIT) open.values.push(values[i]);
    }
  }
  if (open) yield { ...open, dims: dimsOf(counts) };
}

const dimsOf = (counts: number[]): number[] => counts.map((count, k) => (k === 0 ? count : count / counts[k - 1]));

/** Width, height and channels of such a picture, and whether the channels come first; null where it is none. */
export function shapeOf({ dims, values }: Pick<ArrayPicture, 'dims' | 'values'>): {
  width: number;
  height: number;
  channels: number;
  planar: boolean;
} | null {
  const [a, b, c = 1] = dims;
  if (dims.some((size) => !Number.isInteger(size)) || a * b * c !== values.length) return null;
  if (values.some((value) => value === null)) return null;
  if (c === 1 || c === 3 || c === 4) return { height: a, width: b, channels: c, planar: false };
  return a === 1 || a === 3 || a === 4 ? { height: b, width: c, channels: a, planar: true } : null;
}

/**
 * The picture as RGB, row-major; a fourth channel is left out.
 * @param scale what its numbers are multiplied with: 255 where they go up to 1
 * @returns null where it is no picture
 */
export function pixelsOf(
  picture: ArrayPicture,
  scale: number,
): { pixels: Uint8Array; width: number; height: number } | null {
  const shape = shapeOf(picture);
  if (!shape) return null;
  const { width, height, channels, planar } = shape;
  const area = width * height;
  const pixels = new Uint8ClampedArray(area * 3);
  for (let at = 0; at < area; at++) {
    for (let channel = 0; channel < 3; channel++) {
      const from = Math.min(channel, channels - 1);
      pixels[at * 3 + channel] = Number(picture.values[planar ? from * area + at : at * channels + from]) * scale;
    }
  }
  return { pixels: new Uint8Array(pixels.buffer), width, height };
}
