import type { CountDoubt } from './count-doubt.ts';
import { quantileOf } from './normal-mixture.ts';
import { sigmoid } from './suspicion-calibration.ts';

/** Log odds are taken together in bins, and cut where a suspicion of 32 bits ends. */
const SUREST = 16;
const BINS = 200;

/** 95 % of a normal distribution lies below so many deviations. */
const NINE_OF_TEN = 1.645;

/** Curves that are weighed against each other: every shift with every slope. */
const SHIFTS = Array.from({ length: 25 }, (_, j) => (j - 12) / 4);
const SLOPES = [0.5, 0.7, 1, 1.4, 2];
/** Standard deviation of the slope's logarithm. */
const SLOPE_SPREAD = 0.25;

/** Share of the curves that the count has no say in, for it may be wrong in ways that it cannot know: any shift up to so many nats, a small one likelier. */
const ANYWHERE = 0.03;
const FARTHEST = 12;
const SPACING = 0.5;
/** Nats by which such a shift becomes e times less likely. */
const REACH = 1;

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

/**
 * Bayes' rule over curves: how probable each is by the doubt about the count, and by the decisions, each of which a curve gives a probability. A run of labels that were right although they were suspect
 * makes all others less so. Costs two passes over the suspicions decided, and some ten thousand exponentials.
 * @param right suspicions of labels found right @param wrong of those found wrong; NaN in neither
 */
export function learnFrom(doubt: CountDoubt, right: ArrayLike<number>, wrong: ArrayLike<number>): Belief {
  const curves = [...curvesAbout(doubt), ...CURVES_ANYWHERE];
  const [rightBins, wrongBins] = [binsOf(right), binsOf(wrong)];
  const likelihoods = curves.map(({ slope, shift }) => {
    let sum = 0;
    const add = ({ counts, odds }: Bins, sign: number): void => {
      for (let j = 0; j < BINS; j++) {
        if (counts[j] > 0) sum += counts[j] * Math.log(ODD / 2 + (1 - ODD) * sigmoid(sign * at(odds[j], slope, shift)));
      }
    };
    add(rightBins, -1);
    add(wrongBins, 1);
    return sum;
  });
  const best = Math.max(...likelihoods);
  const now = curves.map(({ before }, j) => before * Math.exp(likelihoods[j] - best));
  const all = now.reduce((sum, weight) => sum + weight, 0);
  return curves.map((curve, j) => ({ ...curve, now: now[j] / all }));
}

/** A curve before any decision. */
type Prior = Omit<Curve, 'now'>;

/** Curves by the doubt about the count. */
function curvesAbout(doubt: CountDoubt): Prior[] {
  const [down, up] = [-doubt.low, doubt.high].map((reach) => Math.max(0.05, reach / NINE_OF_TEN));
  const curves = SLOPES.flatMap((slope) =>
    SHIFTS.map((step): Prior => {
      const before = Math.exp(-(step ** 2) / 2 - (Math.log(slope) / SLOPE_SPREAD) ** 2 / 2);
      return { slope, shift: step * (step < 0 ? down : up), before };
    }),
  );
  return addingUpTo(1 - ANYWHERE, curves);
}

const CURVES_ANYWHERE = addingUpTo(
  ANYWHERE,
  Array.from({ length: (2 * FARTHEST) / SPACING + 1 }, (_, j): Prior => {
    const shift = j * SPACING - FARTHEST;
    return { slope: 1, shift, before: Math.exp(-Math.abs(shift) / REACH) };
  }),
);

function addingUpTo(sum: number, curves: readonly Prior[]): Prior[] {
  const all = curves.reduce((total, { before }) => total + before, 0);
  return curves.map((curve) => ({ ...curve, before: (curve.before * sum) / all }));
}

/**
 * How many of some labels that nobody has decided about are wrong: nine of ten times between `low` and `high`.
 * @param open their suspicions, as they were before any decision; NaN does not count
 */
export function rangeAmong(belief: Belief, open: ArrayLike<number>): { low: number; high: number } {
  const { counts, odds } = binsOf(open);
  const filled = [...counts.keys()].filter((j) => counts[j] > 0);
  const parts = belief.map(({ now, slope, shift }) => {
    let [mean, variance] = [0, 0];
    for (const j of filled) {
      const p = sigmoid(at(odds[j], slope, shift));
      mean += counts[j] * p;
      variance += counts[j] * p * (1 - p);
    }
    return { weight: now, mean, deviation: Math.sqrt(variance + (MODEL_ERROR * mean) ** 2) };
  });
  return { low: quantileOf(parts, 0.05), high: quantileOf(parts, 0.95) };
}

/** Log odds by a curve. */
const at = (odds: number, slope: number, shift: number): number => (odds > 0 ? slope * odds : odds) + shift;

/**
 * What suspicions have become: each as probable as the curves together make it, the more so the less these are what they were before.
 * @param values probabilities; NaN stays NaN
 * @returns as many, in the same order of size, and the very same as long as nothing was decided
 */
export function believed(belief: Belief, values: Float32Array): Float32Array {
  const alike = belief.reduce((sum, { before, now }) => sum + Math.min(before, now), 0);
  if (alike > 1 - 1e-9) return values;
  const steps = Float64Array.from({ length: BINS + 1 }, (_, j) => {
    const odds = (j / BINS) * 2 * SUREST - SUREST;
    const by = (weight: 'before' | 'now'): number => {
      const p = belief.reduce((sum, curve) => sum + curve[weight] * sigmoid(at(odds, curve.slope, curve.shift)), 0);
      return Math.log(p / (1 - p));
    };
    return by('now') + alike * (odds - by('before'));
  });
  return values.map((p) => {
    const place = ((oddsOf(p) + SUREST) / (2 * SUREST)) * BINS;
    const step = Math.min(BINS - 1, Math.floor(place));
    return sigmoid(steps[step] + (place - step) * (steps[step + 1] - steps[step]));
  });
}

const oddsOf = (p: number): number => Math.max(-SUREST, Math.min(SUREST, Math.log(p / (1 - p))));

/** Suspicions by their log odds. */
interface Bins {
  counts: Float64Array;
  /** Mean log odds. */
  odds: Float64Array;
}

function binsOf(suspicions: ArrayLike<number>): Bins {
  const counts = new Float64Array(BINS);
  const odds = new Float64Array(BINS);
  for (let i = 0; i < suspicions.length; i++) {
    const p = suspicions[i];
    if (Number.isNaN(p)) continue;
    const x = oddsOf(p);
    const bin = Math.min(BINS - 1, Math.floor(((x + SUREST) / (2 * SUREST)) * BINS));
    counts[bin] += 1;
    odds[bin] += x;
  }
  for (let j = 0; j < BINS; j++) if (counts[j] > 0) odds[j] /= counts[j];
  return { counts, odds };
}
