import { NO_LABEL } from '../dataset/types.ts';
import { agrees, type ConfidentLearning } from './confident-learning.ts';
import { normalizedMargin } from './label-quality.ts';
import { nthLowest } from './nth-lowest.ts';
import type { JudgedPredictions } from './predictions.ts';

/** The ways to say which labels are wrong, as cleanlab's `find_label_issues(filter_by)` names them. */
export const ISSUE_FILTERS = [
  'prune_by_noise_rate',
  'prune_by_class',
  'both',
  'confident_learning',
  'predicted_neq_given',
  'low_normalized_margin',
  'low_self_confidence',
] as const;

/** One of them. */
export type IssueFilter = (typeof ISSUE_FILTERS)[number];

/**
 * The samples whose label one filter takes to be wrong:
 * - `prune_by_noise_rate`: for each pair of classes as many as the calibrated joint has there, by the largest margin;
 * - `prune_by_class`: for each class as many as the joint has off its diagonal, by the lowest self-confidence;
 * - `both`: those that both of these name;
 * - `confident_learning`: those counted off the diagonal of the confident joint;
 * - `predicted_neq_given`: those predicted as another class;
 * - `low_normalized_margin`, `low_self_confidence`: the lowest by that score, as many as the estimated number of errors.
 *
 * All but the last two leave out samples whose label is predicted. Of equals the earlier sample is named first. Samples
 * without a judged label are never named. Cost: at most k² selections among a class's samples.
 * Source: Northcutt, Jiang, Chuang: Confident Learning, 2021, section 3.2 (cleanlab's `find_label_issues`).
 * @returns indices into the predictions, ascending
 */
export function findIssues(
  predictions: JudgedPredictions,
  learned: ConfidentLearning,
  filter: IssueFilter,
): Uint32Array {
  const mask = takenBy(filter, predictions, learned);
  const leavesAgreeing = filter !== 'low_normalized_margin' && filter !== 'low_self_confidence';
  const named = new Uint32Array(predictions.n);
  let count = 0;
  for (let i = 0; i < named.length; i++) {
    if (mask[i] === 1 && !(leavesAgreeing && agrees(predictions, i))) named[count++] = i;
  }
  return named.slice(0, count);
}

/** n: 1 where the filter takes the label to be wrong, whether the network predicts it or not. */
function takenBy(filter: IssueFilter, predictions: JudgedPredictions, learned: ConfidentLearning): Uint8Array {
  const { n, own, other, labels } = predictions;
  const mask = new Uint8Array(n);
  switch (filter) {
    case 'confident_learning':
      return learned.confidentIssues;
    case 'low_normalized_margin':
    case 'low_self_confidence': {
      const judged = judgedSamples(labels);
      const scores = new Float64Array(judged.length);
      const byMargin = filter === 'low_normalized_margin';
      for (let at = 0; at < judged.length; at++) {
        const i = judged[at];
        scores[at] = byMargin ? normalizedMargin(own[i], other[i]) : own[i];
      }
      markLowest(judged, scores, learned.issueCount, mask);
      return mask;
    }
    case 'predicted_neq_given':
      for (let i = 0; i < n; i++) mask[i] = Number(labels[i] !== NO_LABEL);
      return mask;
    case 'prune_by_class':
      pruneByClass(predictions, learned, mask);
      return mask;
    case 'prune_by_noise_rate':
      pruneByNoiseRate(predictions, learned, mask);
      return mask;
    case 'both': {
      const byRate = takenBy('prune_by_noise_rate', predictions, learned);
      const byClass = takenBy('prune_by_class', predictions, learned);
      for (let i = 0; i < n; i++) mask[i] = byRate[i] & byClass[i];
      return mask;
    }
  }
}

function judgedSamples(labels: Uint16Array): Uint32Array {
  const judged = new Uint32Array(labels.length);
  let count = 0;
  for (let i = 0; i < labels.length; i++) if (labels[i] !== NO_LABEL) judged[count++] = i;
  return judged.subarray(0, count);
}

/** Marks the `count` samples of the lowest score, of equals the earlier. @param scores as many as samples */
function markLowest(samples: Uint32Array, scores: Float64Array, count: number, mask: Uint8Array): void {
  const wanted = Math.min(count, samples.length);
  if (wanted < 1) return;
  const limit = nthLowest(scores.slice(), wanted - 1);
  let ties = wanted;
  for (let at = 0; at < scores.length; at++) if (scores[at] < limit) ties -= 1;
  for (let at = 0; at < scores.length; at++) {
    if (scores[at] < limit || (scores[at] === limit && ties-- > 0)) mask[samples[at]] = 1;
  }
}

/** Samples of each class; a class of one sample keeps it. */
function samplesByClass({ k, labels }: JudgedPredictions, { labelCounts }: ConfidentLearning): Uint32Array[] {
  const samples = Array.from(labelCounts, (count) => new Uint32Array(count));
  const filled = new Uint32Array(k);
  for (let i = 0; i < labels.length; i++) if (labels[i] !== NO_LABEL) samples[labels[i]][filled[labels[i]]++] = i;
  return samples.map((own) => (own.length > 1 ? own : own.subarray(0, 0)));
}

function pruneByClass(predictions: JudgedPredictions, learned: ConfidentLearning, mask: Uint8Array): void {
  const { k, own } = predictions;
  samplesByClass(predictions, learned).forEach((samples, given) => {
    const scores = new Float64Array(samples.length);
    for (let at = 0; at < samples.length; at++) scores[at] = own[samples[at]];
    markLowest(samples, scores, learned.labelCounts[given] - keptOf(learned.calibrated, k, given), mask);
  });
}

function pruneByNoiseRate(predictions: JudgedPredictions, learned: ConfidentLearning, mask: Uint8Array): void {
  const { k, probabilities } = predictions;
  samplesByClass(predictions, learned).forEach((samples, given) => {
    const margins = new Float64Array(samples.length);
    for (let other = 0; other < k; other++) {
      const count = pairCount(learned.calibrated, k, given, other);
      if (other === given || count === 0) continue;
      for (let at = 0; at < samples.length; at++) {
        const from = samples[at] * k;
        margins[at] = probabilities[from + given] - probabilities[from + other];
      }
      markLowest(samples, margins, count, mask);
    }
  });
}

/** Samples that a class keeps: those on the joint's diagonal, at least one. */
const keptOf = (calibrated: Float64Array, k: number, given: number): number =>
  Math.max(1, calibrated[given * k + given]);

/** Samples to take from a class for another; where the class must keep a sample that the joint does not leave it, the other classes get fewer. */
function pairCount(calibrated: Float64Array, k: number, given: number, other: number): number {
  const lent = keptOf(calibrated, k, given) - calibrated[given * k + given];
  const row = calibrated.subarray(given * k, (given + 1) * k);
  const sharers = Math.max(1, row.reduce((sum, count) => sum + Number(count !== 0), 0) - 1);
  return Math.max(0, Math.trunc(row[other] - lent / sharers));
}
