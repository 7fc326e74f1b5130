import { expBelow } from './fast-exp.ts';
import { drawSamples, hasStandIn, rowsOf, standIn, sumOf, type Opinion } from './opinions.ts';

/** Most steps, the longest of them, and the change below which the weights have settled. */
const MOST_STEPS = 80;
const LONGEST_STEP = 0.15;
const SETTLED = 1e-4;

/** Starting guess of the share of labels that are wrong. */
const USUAL_NOISE = 0.2;

/**
 * Most of the labels that may be wrong, as a share of what is wrong where labels say nothing, (k − 1) / k. Beyond that a label would speak
 * against its class, and opinions would count for being wrong.
 */
const MOST_NOISE = 0.9;

/** Least weight of an opinion: one that is worth nothing says next to nothing, but a sample that no other speaks of is still judged. */
const LEAST_WEIGHT = 1e-6;

/** Prior of a weight, about an equal share of 1 (1 / standard deviation²): matters only where there are few samples. */
const PRECISION = 4;

/**
 * Share of the likeliest weights that is taken: a ranking at the likeliest sharpness counts small differences of a few classes for
 * too much, and one network alone, with weight 1, has about this share of its own.
 */
const SOFTER = 0.75;

/** Numbers that an opinion is weighed by, about: samples times classes, but no fewer samples than that. */
const NUMBERS = 100_000;
const FEWEST_SAMPLES = 1000;

/**
 * How much each of several opinions on the same samples counts: the weights ≥ 0 under which their weighted sum, taken as logits of the
 * true class, makes the labels likeliest (a product of experts; Hinton, 2002), where a label is wrong with one probability, that is
 * estimated together with the weights, and then any other class alike: maximum of Σ ln((1 − ε)·p(label) + ε·(1 − p(label)) / (k − 1)).
 * By Newton's method with the slopes' squares for a curvature; ε by EM. Each is weighed by its stand-in; an opinion that says nothing of
 * the labels gets a weight near 0. Opinions that learned the labels and have nothing to stand in are weighed among themselves, for samples
 * that no other says anything of. Costs opinions × 100,000 exponentials a step, some 15 steps.
 * @param labels n class numbers, or NO_LABEL
 */
export function weighOpinions(opinions: readonly Opinion[], labels: Uint16Array, k: number): OpinionWeights {
  const places = [...opinions.keys()];
  const honest = places.filter((j) => hasStandIn(opinions[j]));
  const others = places.filter((j) => !honest.includes(j));
  const weigh = (some: readonly number[]): Float64Array => weighSome(opinions, some, labels, k);
  if (honest.length === 0) return { weights: weigh(places), instead: new Float64Array(opinions.length) };
  return { weights: weigh(honest), instead: weigh(others) };
}

/** How much each opinion counts, to be multiplied with its logits. */
export interface OpinionWeights {
  /** 0 for one that only knows the labels it learned, where others have more; 1 for a single one that learned the labels: what it says is not compared. */
  weights: Float64Array;
  /** For samples that no opinion with a weight says anything of; 0 for those with one. */
  instead: Float64Array;
}

/** One weight an opinion; 0 for those that are not among `some`. */
function weighSome(
  opinions: readonly Opinion[],
  some: readonly number[],
  labels: Uint16Array,
  k: number,
): Float64Array {
  const weights = new Float64Array(opinions.length);
  if (some.length === 1 && !opinions[some[0]].heldOut) weights[some[0]] = 1;
  else if (some.length > 0) {
    const found = weighRows(
      some.map((j) => standIn(opinions[j])),
      labels,
      k,
    );
    some.forEach((j, at) => (weights[j] = Math.max(LEAST_WEIGHT, SOFTER * found[at])));
  }
  return weights;
}

/** @param all n×k logits each; a row that is not finite does not count */
function weighRows(all: readonly Float32Array[], labels: Uint16Array, k: number): Float64Array {
  const even = new Float64Array(all.length).fill(1 / all.length);
  const most = Math.max(FEWEST_SAMPLES, NUMBERS / k);
  const samples = drawSamples({ logits: sumOf(all, even, k) }, labels, k, most);
  const rows = all.map((logits) => sumOf([rowsOf(logits, samples, k)], [1], k));
  return likeliestWeights(
    rows,
    Uint16Array.from(samples, (i) => labels[i]),
    k,
  );
}

/** @param opinions n×k logits each, row-major; a row that starts with NaN does not count @param labels n class numbers */
function likeliestWeights(opinions: readonly Float32Array[], labels: Uint16Array, k: number): Float64Array {
  const m = opinions.length;
  let weights = new Float64Array(m).fill(1 / m);
  if (k < 2 || labels.length === 0) return weights;
  let noise = USUAL_NOISE;
  for (let step = 0; step < MOST_STEPS; step++) {
    const { slopes, curvature, wrong, judged } = slopesAt(opinions, labels, k, weights, noise);
    const free = [...slopes.keys()].filter((j) => {
      slopes[j] -= PRECISION * (weights[j] - 1 / m);
      curvature[j * (m + 1)] += PRECISION;
      return weights[j] > 0 || slopes[j] > 0;
    });
    const moves = solve(
      free.map((a) => free.map((b) => curvature[a * m + b])),
      free.map((a) => slopes[a]),
    );
    const length = Math.max(LONGEST_STEP, ...moves.map(Math.abs));
    const next = weights.slice();
    free.forEach((j, at) => (next[j] = Math.max(0, weights[j] + (moves[at] * LONGEST_STEP) / length)));
    const nextNoise = judged > 0 ? Math.min(wrong / judged, (MOST_NOISE * (k - 1)) / k) : noise;
    const change = next.reduce((most, w, j) => Math.max(most, Math.abs(w - weights[j])), Math.abs(nextNoise - noise));
    weights = next;
    noise = nextNoise;
    if (change < SETTLED) break;
  }
  return weights;
}

/** The log-likelihood's slopes along the weights, the sum of their products over the samples (m×m), and the mistakes expected. */
function slopesAt(
  opinions: readonly Float32Array[],
  labels: Uint16Array,
  k: number,
  weights: Float64Array,
  noise: number,
): { slopes: Float64Array; curvature: Float64Array; wrong: number; judged: number } {
  const m = opinions.length;
  const slopes = new Float64Array(m);
  const curvature = new Float64Array(m * m);
  const own = new Float64Array(m);
  const row = new Float64Array(k);
  const stray = noise / (k - 1);
  let [wrong, judged] = [0, 0];
  for (let i = 0; i < labels.length; i++) {
    const from = i * k;
    row.fill(0);
    for (let j = 0; j < m; j++) {
      if (Number.isNaN(opinions[j][from])) continue;
      for (let t = 0; t < k; t++) row[t] += weights[j] * opinions[j][from + t];
    }
    let top = row[0];
    for (let t = 1; t < k; t++) if (row[t] > top) top = row[t];
    let sum = 0;
    for (let t = 0; t < k; t++) sum += row[t] = expBelow(row[t] - top);
    const p = row[labels[i]] / sum;
    const likelihood = (1 - noise) * p + stray * (1 - p);
    judged += 1;
    wrong += (stray * (1 - p)) / likelihood;
    const share = ((1 - noise - stray) * p) / likelihood;
    for (let j = 0; j < m; j++) {
      own[j] = 0;
      if (Number.isNaN(opinions[j][from])) continue;
      let mean = 0;
      for (let t = 0; t < k; t++) mean += row[t] * opinions[j][from + t];
      own[j] = share * (opinions[j][from + labels[i]] - mean / sum);
    }
    for (let a = 0; a < m; a++) {
      slopes[a] += own[a];
      for (let b = 0; b < m; b++) curvature[a * m + b] += own[a] * own[b];
    }
  }
  return { slopes, curvature, wrong, judged };
}

/** x with matrix · x = y, by elimination; the matrix is symmetric and positive definite. Overwrites both. */
function solve(matrix: number[][], y: number[]): number[] {
  const n = y.length;
  for (let a = 0; a < n; a++) {
    for (let b = a + 1; b < n; b++) {
      const factor = matrix[b][a] / matrix[a][a];
      for (let c = a; c < n; c++) matrix[b][c] -= factor * matrix[a][c];
      y[b] -= factor * y[a];
    }
  }
  for (let a = n - 1; a >= 0; a--) {
    for (let c = a + 1; c < n; c++) y[a] -= matrix[a][c] * y[c];
    y[a] /= matrix[a][a];
  }
  return y;
}
