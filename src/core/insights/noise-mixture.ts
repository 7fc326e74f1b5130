import { NO_LABEL } from '../dataset/types.ts';
import { expBelow } from './fast-exp.ts';
import type { ShiftedRows } from './score-kernels.ts';

/** Prior of the logarithm of the sharpness: mean and 1 / standard deviation². Matters only where there are few samples. */
const USUAL_SHARPNESS = 0.1;
const SHARPNESS_PRECISION = 1 / 0.3 ** 2;

const MOST_STEPS = 25;
const LONGEST_STEP = 0.2;
const SETTLED = 1e-3;

/** Most of the labels that may be drawn at random. */
const MOST_DRAWN = 0.9;

/**
 * How labels come about: of a sample whose true class has the probabilities q = softmax(sharpness · logits), a share `drawn` of the
 * labels is drawn from softmax(likeness · sharpness · logits), whatever the true class; the others are the true class, or what
 * `matrix` makes of it.
 */
export interface NoiseMixture {
  /** How much wrong labels are like what the picture shows, 0 … 1: 0 any class alike, 1 as probable as the true one. */
  likeness: number;
  drawn: number;
  /** Logarithm of the factor on the logits. */
  logSharpness: number;
}

/** A mixture, and how well it explains the labels. */
export interface MixtureFit extends NoiseMixture {
  /** Log-likelihood of the labels, with the prior of the sharpness. */
  likelihood: number;
  /** Standard deviation of `drawn`, or where that is 0 how far the likelihood falls by about one nat. */
  spread: number;
  /** What the logarithm of the sharpness changes by with `drawn`. */
  slope: number;
}

/**
 * The likeliest mixture of a likeness: Newton's method on the share drawn and the sharpness together, with the slopes' products for a
 * curvature.
 * @param matrix k×k, P(label g | true t) of what is not drawn, row = given label g
 */
export function fitMixture(
  rows: GivenLabels,
  k: number,
  matrix: Float64Array,
  likeness: number,
  start: Omit<NoiseMixture, 'likeness'>,
): MixtureFit {
  const at: NoiseMixture = { ...start, likeness };
  let found = judge(rows, k, matrix, at);
  for (let step = 0; step < MOST_STEPS; step++) {
    const { slopes, curvature } = found;
    const [s, e] = slopes;
    const [ss, se, ee] = curvature;
    const held = at.drawn <= 0 && e * ss - s * se <= 0;
    const determinant = ss * ee - se * se;
    const moveDrawn = held ? 0 : (e * ss - s * se) / determinant;
    const move = held ? s / ss : (s * ee - e * se) / determinant;
    // A share may halve or double, and a small one grow.
    const drawn = Math.min(
      MOST_DRAWN,
      Math.max(at.drawn / 2 > 1e-5 ? at.drawn / 2 : 0, Math.min(2 * at.drawn + 0.01, at.drawn + moveDrawn)),
    );
    const moved = Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, move));
    const change = Math.abs(moved) + 5 * Math.abs(drawn - at.drawn);
    at.logSharpness += moved;
    at.drawn = drawn;
    found = judge(rows, k, matrix, at);
    if (change < SETTLED) break;
  }
  const [ss, se, ee] = found.curvature;
  const curve = Math.max(1e-9, ee - (se * se) / ss);
  const fall = at.drawn > 0 ? 0 : Math.max(0, -found.slopes[1]) / 2;
  return {
    ...at,
    likelihood: found.likelihood,
    spread: 1 / (fall + Math.sqrt(fall * fall + curve)),
    slope: -se / ss,
  };
}

/** The probability of each label that it is not the true class, by a mixture at the sharpness that makes the labels likeliest. */
export function wrongBy(rows: GivenLabels, k: number, matrix: Float64Array, mixture: NoiseMixture): Float64Array {
  const at = { ...mixture };
  for (let step = 0; step < MOST_STEPS; step++) {
    const { slopes, curvature } = judge(rows, k, matrix, at);
    const move = Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, slopes[0] / curvature[0]));
    at.logSharpness += move;
    if (Math.abs(move) < SETTLED) break;
  }
  const wrong = new Float64Array(rows.labels.length);
  judge(rows, k, matrix, at, wrong);
  return wrong;
}

/** Labels to explain. */
export interface GivenLabels extends ShiftedRows {
  /** True class of each, where somebody found out; NO_LABEL where not. */
  truth: Uint16Array;
}

/** The log-likelihood, its slopes along the logarithm of the sharpness and the share drawn, and the sums of their products. */
interface Judged {
  likelihood: number;
  slopes: [number, number];
  /** Both along the sharpness, one along each, both along the share. */
  curvature: [number, number, number];
}

/**
 * Explains labels by a mixture.
 * @param wrong where given, gets for each label the probability that it is not the true class; 0 where that is known, so that it is put right
 */
export function judge(
  { below, labels, truth }: GivenLabels,
  k: number,
  matrix: Float64Array,
  { likeness, drawn, logSharpness }: NoiseMixture,
  wrong?: Float64Array,
): Judged {
  const sharpness = Math.exp(logSharpness);
  const off = logSharpness - USUAL_SHARPNESS;
  let likelihood = (-SHARPNESS_PRECISION / 2) * off * off;
  const slopes: Judged['slopes'] = [-SHARPNESS_PRECISION * off, 0];
  const curvature: Judged['curvature'] = [SHARPNESS_PRECISION, 0, 0];
  for (let i = 0; i < labels.length; i++) {
    const from = i * k;
    const g = labels[i];
    const known = truth[i];
    let [sum, mean, open, openMean, kept, keptMean, own] = [0, 0, 0, 0, 0, 0, 0];
    let [otherSum, otherMean, otherOwn] = [k, 0, 1];
    if (likeness > 0) otherSum = 0;
    for (let t = 0; t < k; t++) {
      const z = sharpness * below[from + t];
      const q = expBelow(z);
      sum += q;
      mean += q * z;
      if (known === NO_LABEL || known === t) {
        const through = q * matrix[g * k + t];
        open += q;
        openMean += q * z;
        kept += through;
        keptMean += through * z;
      }
      if (t === g) own = q;
      if (likeness === 0) continue;
      const s = expBelow(likeness * z);
      otherSum += s;
      otherMean += s * likeness * z;
      if (t === g) otherOwn = s;
    }
    const a = kept / sum;
    const b = otherOwn / otherSum;
    const possible = open / sum;
    const whole = (1 - drawn) * a + drawn * b * possible + Number.MIN_VALUE;
    const byOther = likeness > 0 ? possible * (likeness * sharpness * below[from + g] - otherMean / otherSum) : 0;
    const byPossible = (openMean - open * (mean / sum)) / sum;
    const bySharpness = ((1 - drawn) * (keptMean - (kept * mean) / sum)) / sum + drawn * b * (byOther + byPossible);
    const s = bySharpness / whole;
    const e = (b * possible - a) / whole;
    likelihood += Math.log(whole);
    slopes[0] += s;
    slopes[1] += e;
    curvature[0] += s * s;
    curvature[1] += s * e;
    curvature[2] += e * e;
    if (!wrong) continue;
    wrong[i] = known === NO_LABEL ? 1 - ((own / sum) * ((1 - drawn) * matrix[g * (k + 1)] + drawn * b)) / whole : 0;
  }
  return { likelihood, slopes, curvature };
}
