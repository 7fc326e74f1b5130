/** Sides that originals are decoded at, pixels: few, so that a zoom does not decode anew with every step. */
const SIDES = [64, 96, 128, 192, 256, 384, 512];

/** A picture may be drawn so much larger than it is without looking so. */
const UNSEEN = 1.1;

/** Pictures of shards are shrunk to no less. */
const SMALLEST = 32;

/** The side to decode an original at that is drawn at `side` device pixels. */
export function sideFor(side: number): number {
  return SIDES.find((one) => one * UNSEEN >= side) ?? SIDES.at(-1)!;
}

/** How many pixels of a shard's picture become one, along each side, where it is drawn at `side` device pixels: 1, 2, 4 … */
export function shrinkFor({ width, height }: { width: number; height: number }, side: number): number {
  let shrink = 1;
  const least = Math.max(side, SMALLEST);
  while (width / (2 * shrink) >= least && width % (2 * shrink) === 0 && height % (2 * shrink) === 0) shrink *= 2;
  return shrink;
}
