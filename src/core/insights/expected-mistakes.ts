import { countMistakes, type MistakeCount } from './mistake-count.ts';
import { wrongBy } from './noise-mixture.ts';
import { hasStandIn, rowsOf, standIn, sumOf, type Opinion } from './opinions.ts';
import type { ScoreKernels } from './score-kernels.ts';
import { shiftTo, sigmoid } from './suspicion-calibration.ts';
import { estimateTransition, judgedRows, type Transition } from './transition.ts';

/** Keeps odds finite. */
const TINY = 1e-9;

/** How far a count by the transition may be off, as factors: on right labels it counts four times the mistakes that there may be. */
const ROUGHLY = { low: 1 / 4, high: 1.5 };

/** The same where the noise has structure, which the transition is made for. */
const STRUCTURED = { low: 1 / 1.35, high: 1.35 };

/** How many of the samples fitted are wrong, and which. */
export interface ExpectedMistakes extends Pick<MistakeCount, 'expected' | 'low' | 'high'> {
  /** A probability a sample; they add up to `expected`. */
  wrong: Float64Array;
  /** Whether there are that many at least: what a network would get wrong too cannot be counted. */
  atLeast: boolean;
}

/** What is known of the samples that the noise is estimated from. */
export interface FittedEvidence {
  opinions: readonly Opinion[];
  weights: Float64Array;
  /** Places of the samples. */
  fitted: Uint32Array;
  /** Logits of what the pictures show, one row a sample; all finite. */
  rows: Float32Array;
  labels: Uint16Array;
  transition: Transition;
  /** Probabilities that the labels are wrong by the transition. */
  byTransition: Float64Array;
}

/**
 * Counts mistakes by logits that had not learned the labels: of the opinions that have such held out, else what stands in for them. How
 * many there are comes from those, which ones they are from all that is known. A network's stand-ins have seen the labels in earlier epochs
 * and by then take confusions of single classes for right, so as far as the noise has structure the transition counts; and so it does
 * where nothing stands in.
 */
export function expectMistakes(of: FittedEvidence, k: number, kernels: ScoreKernels): ExpectedMistakes {
  const { opinions, weights, fitted, rows, labels, transition, byTransition } = of;
  const places = [...opinions.keys()].filter((j) => weights[j] > 0);
  const heldOut = places.filter((j) => opinions[j].heldOut);
  const counting = heldOut.length > 0 ? heldOut : places.filter((j) => hasStandIn(opinions[j]));
  if (counting.length === 0) return { ...roughly(byTransition, ROUGHLY), atLeast: false };
  const honest = sumOf(
    counting.map((j) => rowsOf(standIn(opinions[j]), fitted, k)),
    counting.map((j) => weights[j]),
    k,
  );
  const judged = judgedRows(honest, labels, k);
  if (judged.labels.length === 0 || k < 2) return { ...roughly(byTransition, ROUGHLY), atLeast: false };
  const start = estimateTransition(honest, labels, k, { kernels });
  const count = countMistakes(judged, k, start);
  const { mixture, matrix, likeDoubt } = count;
  const all = labels.length / judged.labels.length;
  const own = wrongBy(judgedRows(rows, labels, k), k, matrix, mixture);
  const expected = all * count.expected;
  const found = { wrong: broughtTo(own, expected), expected, low: all * count.low, high: all * count.high };
  if (heldOut.length > 0) return { ...found, atLeast: likeDoubt };
  const { structure } = transition;
  return { ...blend(found, roughly(byTransition, STRUCTURED), structure), atLeast: likeDoubt && structure < 0.5 };
}

/** A count by probabilities that nothing else speaks for. */
function roughly(wrong: Float64Array, off: typeof ROUGHLY): Omit<ExpectedMistakes, 'atLeast'> {
  const expected = wrong.reduce((sum, p) => sum + p, 0);
  return { wrong, expected, low: expected * off.low, high: expected * off.high };
}

/** @param share of the second */
function blend(
  one: Omit<ExpectedMistakes, 'atLeast'>,
  other: Omit<ExpectedMistakes, 'atLeast'>,
  share: number,
): Omit<ExpectedMistakes, 'atLeast'> {
  const mix = (a: number, b: number): number => (1 - share) * a + share * b;
  return {
    wrong: one.wrong.map((p, i) => mix(p, other.wrong[i])),
    expected: mix(one.expected, other.expected),
    low: mix(one.low, other.low),
    high: mix(one.high, other.high),
  };
}

/** Probabilities whose odds are all multiplied by the same, so that they add up to a sum. */
function broughtTo(probabilities: Float64Array, sum: number): Float64Array {
  const odds = probabilities.map((p) => Math.log((p + TINY) / (1 - p + TINY)));
  const shift = shiftTo(odds, sum);
  return odds.map((x) => sigmoid(x + shift));
}
