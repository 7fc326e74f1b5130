import { NO_LABEL } from '../dataset/types.ts';
import type { JudgedPredictions } from './predictions.ts';
import { pairwiseSum, roundPreservingSum } from './round.ts';

/** How often each label seems to be given to each true class. */
export interface ConfidentJoint {
  /** k×k row-major, row = label given, column = confident class; diagonal at least 1. */
  counts: Float64Array;
  /** n: 1 where the sample is counted off the diagonal. */
  offDiagonal: Uint8Array;
}

/** A probability this little below its threshold still reaches it: both come out of sums in floating point. */
const TOLERANCE = 1e-6;

/**
 * Counts samples by given label and confident class: the only class whose probability reaches its threshold, or, where several do, the most
 * probable of all classes (the first of equals), even where that one misses its own. Samples that reach none, and those without a judged
 * label, are not counted.
 * Cost: one pass over n·k. Source: Northcutt, Jiang, Chuang: Confident Learning, 2021, section 3.1 (cleanlab's
 * `compute_confident_joint(calibrate=False)`).
 * @param thresholds k, of `classThresholds`
 */
export function confidentJoint(predictions: JudgedPredictions, thresholds: Float64Array): ConfidentJoint {
  const { n, k, probabilities, labels, predicted } = predictions;
  const counts = new Float64Array(k * k);
  const offDiagonal = new Uint8Array(n);
  const reach = thresholds.map((threshold) => threshold - TOLERANCE);
  for (let i = 0; i < n; i++) {
    const label = labels[i];
    if (label === NO_LABEL) continue;
    let reached = 0;
    let first = 0;
    const row = i * k;
    for (let c = k - 1; c >= 0; c--) {
      if (probabilities[row + c] < reach[c]) continue;
      reached += 1;
      first = c;
    }
    if (reached === 0) continue;
    const confident = reached > 1 ? predicted[i] : first;
    counts[label * k + confident] += 1;
    if (confident !== label) offDiagonal[i] = 1;
  }
  for (let c = 0; c < k; c++) counts[c * k + c] = Math.max(1, counts[c * k + c]);
  return { counts, offDiagonal };
}

/** Samples a class by judged label: k counts. */
export function countLabels({ k, labels }: Pick<JudgedPredictions, 'k' | 'labels'>): Float64Array {
  const counts = new Float64Array(k);
  for (const label of labels) if (label !== NO_LABEL) counts[label] += 1;
  return counts;
}

/**
 * Scales each row of the confident joint to the number of samples of its label, and rounds to whole samples that keep the
 * row's total. Cost: k². Source: the same paper, equation 3 (cleanlab's `calibrate_confident_joint`).
 * @param counts k×k row-major, of {@link confidentJoint}
 * @param labelCounts k, of {@link countLabels}
 * @returns k×k row-major; a class without samples has a row of 0
 */
export function calibrateJoint(counts: Float64Array, labelCounts: Float64Array): Float64Array {
  const k = labelCounts.length;
  const scaled = counts.map((count, at) => {
    const given = Math.floor(at / k);
    const row = counts.subarray(given * k, (given + 1) * k);
    return (count / row.reduce((sum, c) => sum + c, 0)) * labelCounts[given];
  });
  // The total is the number of samples but for the last bits. cleanlab divides by it, summed column by column, and
  // ties in rounding hang on those bits.
  const total = pairwiseSum(scaled.map((_, at) => scaled[(at % k) * k + Math.floor(at / k)]));
  const samples = labelCounts.reduce((sum, count) => sum + count, 0);
  const calibrated = scaled.map((count) => (total === 0 ? 0 : (count / total) * samples));
  for (let given = 0; given < k; given++) roundPreservingSum(calibrated.subarray(given * k, (given + 1) * k));
  return calibrated;
}

/**
 * The joint distribution of given label and true class: the calibrated joint as shares of 1.
 * @returns k×k row-major; all 0 where there is no sample
 */
export function jointDistribution(calibrated: Float64Array): Float64Array {
  const total = calibrated.reduce((sum, count) => sum + count, 0);
  return calibrated.map((count) => (total === 0 ? 0 : count / total));
}
