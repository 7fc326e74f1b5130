import { confidentLearning } from '../../src/core/insights/confident-learning.ts';
import { planCut } from '../../src/core/insights/cut.ts';
import { judgePredictions } from '../../src/core/insights/predictions.ts';
import { softmaxRow } from '../../src/core/insights/softmax.ts';
import { discriminantLogits } from '../../src/core/insights/suspicion-discriminant.ts';
import { suspicionOf } from '../../src/core/insights/suspicion.ts';
import { trainingDynamics } from '../../src/core/insights/training-dynamics.ts';
import { estimateTransition } from '../../src/core/insights/transition.ts';
import { rankingQuality } from '../../src/core/metrics/ranking.ts';
import type { Evidence } from './evidence.ts';
import { judgeCut, type JudgedCut } from './quality/rank-run.ts';

type Rows = Float64Array;

/** Ways to rank that lead to suspicion one step at a time, each n numbers that are high where a label is suspect. */
const RANKINGS: Record<string, (evidence: Evidence) => ArrayLike<number>> = {
  'mistakenness (logits) of M': mistakenness,
  'area under the margin': ({ history, given, classCount: k }) =>
    trainingDynamics(history, given, k).areaUnderMargin.map((margin) => -margin),
  'self-confidence of M, mean with the mirror image': (of) => doubt(of, network(of)),
  'self-confidence of L, the last 40 % of epochs as training saw them': (of) => doubt(of, late(of)),
  'self-confidence of (M + L) / 2': (of) => doubt(of, both(of)),
  'self-confidence of the discriminant analysis D': (of) => doubt(of, discriminant(of)),
  'self-confidence of E = .8 (M + L) / 2 + .2 D': (of) => doubt(of, all(of)),
  'posterior from M, T by the confident joint': (of) => {
    const { noise } = confidentLearning(judgePredictions(of.logits, of.given, of.classCount));
    return posterior(of, network(of), transpose(noise, of.classCount));
  },
  'posterior from E, T by EM, sharpness 1.5': (of) =>
    posterior(of, all(of), estimateTransition(all(of), of.given, of.classCount, { sharpness: 1.5 }).matrix),
  'posterior from E, T by EM, sharpness by likelihood': (of) =>
    posterior(of, all(of), estimateTransition(all(of), of.given, of.classCount).matrix),
  'suspicion without features and history': ({ logits, given: labels, classCount }) =>
    suspicionOf({ opinions: [{ logits }], labels, classCount }).values,
  'suspicion without features': ({ logits, given: labels, classCount, history }) =>
    suspicionOf({ opinions: [{ logits, history }], labels, classCount }).values,
  suspicion,
  'suspicion, with the probe': ({ given: labels, classCount, probe, ...opinion }) =>
    suspicionOf({ opinions: probe ? [opinion, probe] : [opinion], labels, classCount }).values,
  'posterior from E with the true T (nobody knows it)': (of) => posterior(of, all(of), trueTransition(of)),
};

/** How well each ranking finds the wrong labels, and how well the cut does. */
export function judge(evidence: Evidence): {
  ap: Record<string, number>;
  auroc: Record<string, number>;
  cut: JudgedCut & { best_f1: number };
} {
  const wrong = Uint8Array.from(evidence.given, (label, i) => Number(label !== evidence.true[i]));
  const quality = Object.entries(RANKINGS).map(
    ([name, rank]) => [name, rankingQuality(ranked(rank(evidence)), wrong)] as const,
  );
  const values = suspicion(evidence);
  const cut = judgeCut(values, wrong);
  return {
    ap: Object.fromEntries(quality.map(([name, { ap }]) => [name, ap])),
    auroc: Object.fromEntries(quality.map(([name, { auroc }]) => [name, auroc])),
    cut: { ...cut, best_f1: bestF1(values, wrong) },
  };
}

/** The F1 of the best depth, which only the truth tells. */
function bestF1(values: Float32Array, wrong: Uint8Array): number {
  const total = wrong.reduce((sum, w) => sum + w, 0);
  let [found, best] = [0, 0];
  planCut(values).order.forEach((i, at) => {
    found += wrong[i];
    best = Math.max(best, (2 * found) / (at + 1 + total));
  });
  return best;
}

/** A sample that a ranking says nothing of is the least suspect. */
const ranked = (values: ArrayLike<number>): Float32Array =>
  Float32Array.from(values, (value) => (Number.isNaN(value) ? -Infinity : value));

function suspicion({ given: labels, classCount, ...opinion }: Evidence): Float32Array {
  return suspicionOf({ opinions: [opinion], labels, classCount }).values;
}

const network = ({ logits }: Evidence): Rows => Float64Array.from(logits);

function late({ history, logits }: Evidence): Rows {
  const epochs = history.slice(Math.floor(0.6 * history.length));
  return Float64Array.from(logits, (logit, at) => {
    const seen = epochs.map((epoch) => epoch[at]).filter(Number.isFinite);
    return seen.length > 0 ? seen.reduce((sum, value) => sum + value, 0) / seen.length : logit;
  });
}

function both(of: Evidence): Rows {
  const second = late(of);
  return network(of).map((value, at) => (value + second[at]) / 2);
}

const discriminant = ({ features, given, classCount: k }: Evidence): Rows =>
  Float64Array.from(discriminantLogits(features, given, k, Uint32Array.from(given.keys())));

function all(of: Evidence): Rows {
  const second = discriminant(of);
  return both(of).map((value, at) => 0.8 * value + 0.2 * second[at]);
}

function probabilities(rows: Rows, k: number): Rows {
  const out = new Float64Array(rows.length);
  for (let i = 0; i < rows.length / k; i++) softmaxRow(rows, i, k, out, i * k);
  return out;
}

/** 1 − p(given). */
function doubt({ given, classCount: k }: Evidence, rows: Rows): Rows {
  const p = probabilities(rows, k);
  return Float64Array.from(given, (label, i) => 1 - p[i * k + label]);
}

function mistakenness({ logits, given, classCount: k }: Evidence): Rows {
  const { entropies, predicted } = judgePredictions(logits, given, k);
  return entropies.map((h, i) => (predicted[i] === given[i] ? -1 : 1) * Math.exp(-h));
}

/** 1 − P(true = given | picture, given) by Bayes' rule. @param matrix P(given | true), row = true class */
function posterior({ given, classCount: k }: Evidence, rows: Rows, matrix: ArrayLike<number>): Rows {
  const p = probabilities(rows, k);
  return Float64Array.from(given, (label, i) => {
    let sum = 0;
    for (let t = 0; t < k; t++) sum += p[i * k + t] * matrix[t * k + label];
    return sum === 0 ? 1 : 1 - (p[i * k + label] * matrix[label * k + label]) / sum;
  });
}

function transpose(matrix: Float64Array, k: number): Float64Array {
  return matrix.map((_, at) => matrix[(at % k) * k + Math.floor(at / k)]);
}

function trueTransition({ given, true: truth, classCount: k }: Evidence): Rows {
  const counts = new Float64Array(k * k);
  given.forEach((label, i) => (counts[truth[i] * k + label] += 1));
  return counts.map((count, at) => {
    const row = counts.subarray(at - (at % k), at - (at % k) + k);
    return count / row.reduce((sum, value) => sum + value, 0);
  });
}
