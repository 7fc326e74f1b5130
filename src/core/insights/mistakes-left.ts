import type { CountDoubt } from './count-doubt.ts';
import { quantileOf } from './normal-mixture.ts';
import { sigmoid } from './suspicion-calibration.ts';

/** Log odds are taken together in bins, and cut where a suspicion of 32 bits ends. */
const SUREST = 16;
const BINS = 320;

/** 95 % of a normal distribution lies below so many deviations. */
const NINE_OF_TEN = 1.645;

/** Curves that are weighed against each other: every shift with every slope. */
const SHIFTS = Array.from({ length: 49 }, (_, j) => (j - 24) / 8);
const SLOPES = [0.5, 0.63, 0.79, 1, 1.26, 1.58, 2];
/** Standard deviation of the slope's logarithm. */
const SLOPE_SPREAD = 0.25;

/** Decisions that are not what the curve could tell: people err, and some labels are wrong in ways of their own. */
const ODD = 0.04;

/** Relative standard deviation of any number, for what no curve gets right. */
const MODEL_ERROR = 0.06;

/** A curve of log odds: all are shifted, and those above 0 multiplied by the slope first. How probable it is before and after the decisions. */
interface Curve {
  slope: number;
  shift: number;
  before: number;
  now: number;
}

/** What suspicions are worth, after what a person has decided. */
export type Belief = readonly Curve[];

/** How many of some labels are wrong. */
export interface Expectation {
  expected: number;
  /** Nine of ten times there are between `low` and `high`. */
  low: number;
  high: number;
}

/**
 * Bayes' rule over curves: how probable each is by the doubt about the count, and by the decisions, each of which a curve gives a probability. A run of labels that were right although they were suspect
 * makes all others less so. Costs two passes over the suspicions decided, and some ten thousand exponentials.
 * @param right suspicions of labels found right @param wrong of those found wrong; NaN in neither
 */
export function learnFrom(doubt: CountDoubt, right: ArrayLike<number>, wrong: ArrayLike<number>): Belief {
  const curves: Curve[] = [];
  const [down, up] = [-doubt.low, doubt.high].map((reach) => Math.max(0.05, reach / NINE_OF_TEN));
  for (const slope of SLOPES) {
    for (const step of SHIFTS) {
      const shift = step * (step < 0 ? down : up);
      const before = Math.exp(-(step ** 2) / 2 - (Math.log(slope) / SLOPE_SPREAD) ** 2 / 2);
      curves.push({ slope, shift, before, now: 0 });
    }
  }
  const [rightBins, wrongBins] = [binsOf(right), binsOf(wrong)];
  const likelihoods = curves.map(({ slope, shift }) => {
    let sum = 0;
    const add = ({ counts, odds }: Bins, sign: number): void => {
      for (let j = 0; j < BINS; j++) {
        if (counts[j] > 0)
          sum += counts[j] * Math.log(ODD / 2 + (1 - ODD) * sigmoid(sign * at(odds[j], slope, shift)));
      }
    };
    add(rightBins, -1);
    add(wrongBins, 1);
    return sum;
  });
  const best = Math.max(...likelihoods);
  let [before, now] = [0, 0];
  curves.forEach((curve, j) => {
    curve.now = curve.before * Math.exp(likelihoods[j] - best);
    before += curve.before;
    now += curve.now;
  });
  return curves.map((curve) => ({ ...curve, before: curve.before / before, now: curve.now / now }));
}

/**
 * How many of some labels that nobody has decided about are wrong. Without decisions it expects the sum of their suspicions.
 * @param open their suspicions; NaN does not count
 */
export function expectAmong(belief: Belief, open: ArrayLike<number>): Expectation {
  const { counts, odds, sum } = binsOf(open);
  let [before, now, alike] = [0, 0, 0];
  const parts = belief.map((curve) => {
    let [mean, variance] = [0, 0];
    for (let j = 0; j < BINS; j++) {
      if (counts[j] === 0) continue;
      const p = sigmoid(at(odds[j], curve.slope, curve.shift));
      mean += counts[j] * p;
      variance += counts[j] * p * (1 - p);
    }
    before += curve.before * mean;
    now += curve.now * mean;
    alike += Math.min(curve.before, curve.now);
    return { weight: curve.now, mean, deviation: Math.sqrt(variance + (MODEL_ERROR * mean) ** 2) };
  });
  return {
    // As many as the suspicions add up to, as long as nothing is known of them.
    expected: before > 0 ? now * (sum / before) ** alike : 0,
    low: quantileOf(parts, 0.05),
    high: quantileOf(parts, 0.95),
  };
}

/** Log odds by a curve. */
const at = (odds: number, slope: number, shift: number): number => (odds > 0 ? slope * odds : odds) + shift;

/** Suspicions by their log odds. */
interface Bins {
  counts: Float64Array;
  /** Mean log odds. */
  odds: Float64Array;
  /** Of the suspicions. */
  sum: number;
}

function binsOf(suspicions: ArrayLike<number>): Bins {
  const counts = new Float64Array(BINS);
  const odds = new Float64Array(BINS);
  let sum = 0;
  for (let i = 0; i < suspicions.length; i++) {
    const p = suspicions[i];
    if (Number.isNaN(p)) continue;
    sum += p;
    const x = Math.max(-SUREST, Math.min(SUREST, Math.log(p / (1 - p))));
    const bin = Math.min(BINS - 1, Math.floor(((x + SUREST) / (2 * SUREST)) * BINS));
    counts[bin] += 1;
    odds[bin] += x;
  }
  for (let j = 0; j < BINS; j++) if (counts[j] > 0) odds[j] /= counts[j];
  return { counts, odds, sum };
}
