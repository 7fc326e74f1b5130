import { nthLowest } from '../insights/nth-lowest.ts';

/** In place of a size that is not known, of a picture that was measured otherwise. */
export const UNKNOWN_SIZE = 0;

/** How many quartile ranges beyond the quartiles a size becomes odd. */
const REACH = 3;

/**
 * CleanVision's score of odd sizes: how far a picture's size lies from the middle of what is usual among all, 1 (in the middle) … 0;
 * below 0.5 it lies beyond three quartile ranges. Where half of all pictures have one size, every other size is odd: such a score is half
 * of CleanVision's, whose threshold is 1 there.
 * @param sizes square root of width times height, one a sample; NaN where a picture was not read, UNKNOWN_SIZE where its size is not known
 */
export function oddSizeScores(sizes: Float32Array): Float32Array {
  const known = Float64Array.from(sizes.filter((size) => size > 0));
  const scores = new Float32Array(sizes.length).fill(NaN);
  if (known.length === 0) return scores;
  const [first, third] = [quartile(known, 0.25), quartile(known, 0.75)];
  const range = third - first;
  const [least, most] = [first - REACH * range, third + REACH * range];
  const middle = (least + most) / 2;
  for (let i = 0; i < sizes.length; i++) {
    if (!(sizes[i] > 0)) continue;
    const distance = Math.abs(sizes[i] - middle);
    scores[i] = range > 0 ? 1 - Math.min(1, distance / (most - least)) : sameOrOdd(distance / middle);
  }
  return scores;
}

/** A score where all usual pictures have one size; NaN stays NaN. */
function sameOrOdd(distance: number): number {
  return distance > 0 ? 0.5 - 0.5 * Math.min(1, distance) : 1 + distance;
}

/** Between two values linearly, as numpy has it. */
function quartile(values: Float64Array, share: number): number {
  const place = share * (values.length - 1);
  const below = Math.floor(place);
  const low = nthLowest(values, below);
  if (below === place) return low;
  return low + (nthLowest(values, below + 1) - low) * (place - below);
}
