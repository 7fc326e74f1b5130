import { NO_LABEL } from '../dataset/types.ts';
import { agrees, type ConfidentLearning } from './confident-learning.ts';
import { normalizedMargin } from './label-quality.ts';
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
 * without a judged label are never named. Cost: at most k² sorts of a class's samples.
 * Source: Northcutt, Jiang, Chuang: Confident Learning, 2021, section 3.2 (cleanlab's `find_label_issues`).
 * @returns indices into the predictions, ascending
 */
export function findIssues(
  predictions: JudgedPredictions,
  learned: ConfidentLearning,
  filter: IssueFilter,
): Uint32Array {
  const { n, k, probabilities, labels } = predictions;
  const judged = new Uint32Array(n).map((_, i) => i).filter((i) => labels[i] !== NO_LABEL);
  switch (filter) {
    case 'low_normalized_margin':
      return lowestOf(judged, (i) => normalizedMargin(probabilities, i * k, k, labels[i]), learned.issueCount);
    case 'low_self_confidence':
      return lowestOf(judged, (i) => probabilities[i * k + labels[i]], learned.issueCount);
    case 'confident_learning':
      return judged.filter((i) => learned.confidentIssues[i] === 1);
    case 'predicted_neq_given':
      return judged.filter((i) => !agrees(predictions, i));
    case 'prune_by_class':
    case 'prune_by_noise_rate':
    case 'both': {
      const [byClass, byRate] = [new Uint8Array(n), new Uint8Array(n)];
      if (filter !== 'prune_by_noise_rate') pruneByClass(predictions, learned, judged, byClass);
      if (filter !== 'prune_by_class') pruneByNoiseRate(predictions, learned, judged, byRate);
      const named = (i: number): boolean =>
        filter === 'both' ? byClass[i] + byRate[i] === 2 : byClass[i] + byRate[i] === 1;
      return judged.filter((i) => named(i) && !agrees(predictions, i));
    }
  }
}

/** The `count` samples of the lowest score, in their order. */
function lowestOf(samples: Uint32Array, score: (i: number) => number, count: number): Uint32Array {
  if (count < 1) return samples.subarray(0, 0);
  const scores = new Float64Array(samples.length);
  samples.forEach((i, at) => (scores[at] = score(i)));
  const sorted = scores.slice().sort();
  const limit = sorted[Math.min(count, samples.length) - 1];
  let ties = count - sorted.indexOf(limit);
  return samples.filter((_, at) => scores[at] < limit || (scores[at] === limit && ties-- > 0));
}

/** Samples of a class; a class of one sample keeps it. */
function samplesOf(judged: Uint32Array, labels: Uint16Array, label: number): Uint32Array {
  const samples = judged.filter((i) => labels[i] === label);
  return samples.length > 1 ? samples : samples.subarray(0, 0);
}

function pruneByClass(
  { k, probabilities, labels }: JudgedPredictions,
  { calibrated, labelCounts }: ConfidentLearning,
  judged: Uint32Array,
  mask: Uint8Array,
): void {
  for (let given = 0; given < k; given++) {
    const count = labelCounts[given] - keptOf(calibrated, k, given);
    const samples = samplesOf(judged, labels, given);
    for (const i of lowestOf(samples, (sample) => probabilities[sample * k + given], count)) mask[i] = 1;
  }
}

function pruneByNoiseRate(
  { k, probabilities, labels }: JudgedPredictions,
  { calibrated }: ConfidentLearning,
  judged: Uint32Array,
  mask: Uint8Array,
): void {
  for (let given = 0; given < k; given++) {
    const samples = samplesOf(judged, labels, given);
    for (let other = 0; other < k; other++) {
      const count = pairCount(calibrated, k, given, other);
      if (other === given || count === 0) continue;
      const margin = (i: number): number => probabilities[i * k + given] - probabilities[i * k + other];
      for (const i of lowestOf(samples, margin, count)) mask[i] = 1;
    }
  }
}

/** Samples that a class keeps: those on the joint's diagonal, at least one. */
const keptOf = (calibrated: Float64Array, k: number, given: number): number =>
  Math.max(1, calibrated[given * k + given]);

/** Samples to take from a class for another; where the class must keep one that the joint denies it, the others give way. */
function pairCount(calibrated: Float64Array, k: number, given: number, other: number): number {
  const lent = keptOf(calibrated, k, given) - calibrated[given * k + given];
  const row = calibrated.subarray(given * k, (given + 1) * k);
  const sharers = Math.max(1, row.reduce((sum, count) => sum + Number(count !== 0), 0) - 1);
  return Math.max(0, Math.trunc(row[other] - lent / sharers));
}
