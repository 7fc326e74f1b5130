import { NO_LABEL } from '../dataset/types.ts';
import { expBelow } from './fast-exp.ts';
import { judge, type GivenLabels } from './noise-mixture.ts';

/** Samples that a confusion must explain before it counts at all, and passes of the EM. */
const LEAST_COUNT = 4;
const PASSES = 40;
const SETTLED = 2e-4;

/**
 * How much likelier a confusion must make the labels, nats. On right labels single pairs of classes (cat and dog) reach 15, for no classifier is
 * equally sure of all classes; confusions injected in 5 % of 10,000 labels have 20 to 200.
 */
const LEAST_GAIN = 16;

/** How true classes turn into given labels by confusions of single classes that the labels prove; all else is left to chance. */
export interface SingleConfusions {
  /** k×k, P(label g | true t), row = given label g. */
  matrix: Float64Array;
  logSharpness: number;
  /** Share of the labels that is drawn at random beside them. */
  drawn: number;
}

/**
 * Which classes are mistaken for which other ones, and how often, where nothing but that explains the labels: an EM as in transition.ts beside labels drawn at
 * random, in which each pair must explain some labels more, and then as many nats.
 * @param start the likeliest P(label g | true t), k×k row-major, row = true class, and the sharpness with it
 */
export function findConfusions(
  rows: GivenLabels,
  k: number,
  start: { matrix: Float64Array; sharpness: number },
): SingleConfusions {
  const found: SingleConfusions = {
    matrix: start.matrix.map((_, at) => start.matrix[(at % k) * k + Math.floor(at / k)]),
    logSharpness: Math.log(start.sharpness),
    drawn: 0.01,
  };
  settle(LEAST_COUNT);
  for (;;) {
    const gains = gainsOf(rows, k, found);
    const weak = gains.map((gain) => gain < LEAST_GAIN / 2);
    if (!weak.includes(true)) {
      const weakest = gains.reduce((least, gain) => Math.min(least, gain), Infinity);
      if (weakest >= LEAST_GAIN) break;
      weak[gains.indexOf(weakest)] = true;
    }
    found.matrix.forEach((share, at) => {
      if (!weak[at]) return;
      found.matrix[at] = 0;
      found.matrix[(at % k) * (k + 1)] += share;
    });
    settle(0);
  }
  // The counts were taken off only to find which ones there are.
  settle(0);
  return found;

  function settle(less: number): void {
    for (let pass = 0; pass < PASSES; pass++) if (improve(rows, k, found, less) < SETTLED) break;
  }
}

/** One pass of the EM. @returns the largest change */
function improve(rows: GivenLabels, k: number, found: SingleConfusions, less: number): number {
  const { below, labels, truth } = rows;
  const { matrix, drawn } = found;
  const sharpness = Math.exp(found.logSharpness);
  const counts = new Float64Array(k * k);
  const through = new Float64Array(k);
  let random = 0;
  for (let i = 0; i < labels.length; i++) {
    const row = labels[i] * k;
    let [sum, kept] = [0, 0];
    for (let t = 0; t < k; t++) {
      const q = truth[i] === NO_LABEL || truth[i] === t ? expBelow(sharpness * below[i * k + t]) : 0;
      sum += q;
      kept += through[t] = q * matrix[row + t];
    }
    const whole = (1 - drawn) * kept + (drawn / k) * sum + Number.MIN_VALUE;
    random += ((drawn / k) * sum) / whole;
    for (let t = 0; t < k; t++) counts[row + t] += ((1 - drawn) * through[t]) / whole;
  }
  const next = new Float64Array(k * k);
  for (let t = 0; t < k; t++) {
    let all = 0;
    for (let g = 0; g < k; g++) all += next[g * k + t] = g === t ? counts[g * k + t] : keep(counts[g * k + t], less);
    for (let g = 0; g < k; g++) next[g * k + t] = all > 0 ? next[g * k + t] / all : Number(g === t);
  }
  const { slopes, curvature } = judge(rows, k, matrix, { ...found, likeness: 0 });
  const move = Math.max(-0.1, Math.min(0.1, slopes[0] / curvature[0]));
  const share = (random + 0.1) / (labels.length + 1);
  const change = next.reduce(
    (most, value, at) => Math.max(most, Math.abs(value - matrix[at])),
    Math.max(Math.abs(move) / 10, Math.abs(share - drawn)),
  );
  found.matrix = next;
  found.logSharpness += move;
  found.drawn = share;
  return change;
}

const keep = (count: number, less: number): number => Math.max(0, count - less);

/** What the log-likelihood would lose without each confusion, k×k; ∞ where there is none. */
function gainsOf({ below, labels, truth }: GivenLabels, k: number, { matrix, logSharpness, drawn }: SingleConfusions) {
  const sharpness = Math.exp(logSharpness);
  const gains = Array.from(matrix, (share, at) => (share > 0 && at % (k + 1) !== 0 ? 0 : Infinity));
  const q = new Float64Array(k);
  for (let i = 0; i < labels.length; i++) {
    const g = labels[i];
    let [sum, kept] = [0, 0];
    for (let t = 0; t < k; t++) {
      q[t] = truth[i] === NO_LABEL || truth[i] === t ? expBelow(sharpness * below[i * k + t]) : 0;
      sum += q[t];
      kept += q[t] * matrix[g * k + t];
    }
    const whole = kept + (drawn / (1 - drawn) / k) * sum + Number.MIN_VALUE;
    for (let other = 0; other < k; other++) {
      if (other === g) continue;
      // Of labels g, what came from another class; of another label, what g became.
      gains[g * k + other] -= Math.log1p(-(q[other] * matrix[g * k + other]) / whole);
      gains[other * k + g] -= Math.log1p((q[g] * matrix[other * k + g]) / whole);
    }
  }
  return gains;
}
