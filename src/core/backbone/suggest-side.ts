import type { BackboneSide } from './backbone.ts';

/** Sides that are suggested, largest first. At 64 pixels the last block sees four places only, and finds clearly less. */
const SIDES = [224, 160, 128, 96] as const satisfies BackboneSide[];

/** What a person waits for without being asked. */
const MINUTE_MS = 60_000;

/** Enlarging a picture further than this adds work and hardly any detail. */
const MOST_ENLARGED = 3;

/** The side at which most mistakes were found on all 50,000 pictures of CIFAR-10, beside a network trained there (docs/quality.md). */
export const THOROUGH_SIDE = 128 satisfies BackboneSide;

/** A side for a data set, and how long its features will take. */
export interface SideSuggestion {
  side: BackboneSide;
  /** Milliseconds. */
  estimatedMs: number;
}

/**
 * The largest side at which the features of a data set take a minute at most, and 96 where none does; small pictures are enlarged three
 * times at most, and those of 32 pixels or fewer to 96.
 * @param sampleCount pictures @param sourceSide shorter side of the pictures as they came, pixels
 * @param perSecond pictures a second that this machine was measured to take at 96 pixels, on all its workers together
 */
export function suggestSide(sampleCount: number, sourceSide: number, perSecond: number): SideSuggestion {
  const useful = Math.max(96, MOST_ENLARGED * sourceSide);
  const at96 = { side: 96, estimatedMs: (sampleCount / perSecond) * 1000 } as const;
  const suggestions = SIDES.filter((side) => side <= useful).map((side) => atSide(at96, side));
  return suggestions.find(({ estimatedMs }) => estimatedMs <= MINUTE_MS) ?? suggestions.at(-1)!;
}

/** The same pictures at another side: the work goes by their area. */
export function atSide({ side: before, estimatedMs }: SideSuggestion, side: BackboneSide): SideSuggestion {
  return { side, estimatedMs: estimatedMs * (side / before) ** 2 };
}

/** What the recipe `thorough` has the backbone see: the side suggested, but no smaller one than `THOROUGH_SIDE`. */
export function thoroughSide(suggested: SideSuggestion): SideSuggestion {
  return suggested.side < THOROUGH_SIDE ? atSide(suggested, THOROUGH_SIDE) : suggested;
}
