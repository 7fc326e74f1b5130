import { NO_LABEL } from '../dataset/types.ts';
import type { JudgedPredictions } from './predictions.ts';

/** Threshold of a class that no sample is labelled with: no probability reaches it. */
const UNREACHABLE = 2;

/** Keeps a threshold above the tolerance with which probabilities are compared to it. */
const LOWEST = 2e-6;

/**
 * A class's threshold t: the mean probability of class c over the samples labelled c, which is how sure the network usually
 * is of that class. A class without samples gets 2. Samples without a judged label are left out.
 * Cost: one pass over n labels. Source: Northcutt, Jiang, Chuang: Confident Learning, 2021, equation 2 (cleanlab's
 * `get_confident_thresholds`).
 * @returns k thresholds, 2e-6 … 1, or 2
 */
export function classThresholds({ n, k, probabilities, labels }: JudgedPredictions): Float64Array {
  const sums = new Float64Array(k);
  const counts = new Uint32Array(k);
  for (let i = 0; i < n; i++) {
    const label = labels[i];
    if (label === NO_LABEL) continue;
    sums[label] += probabilities[i * k + label];
    counts[label] += 1;
  }
  return sums.map((sum, c) => (counts[c] === 0 ? UNREACHABLE : Math.max(LOWEST, sum / counts[c])));
}

/**
 * Probabilities with each class's usual sureness taken out: (p − t + max t) / Σ (p − t + max t). A label of a class that the
 * network is seldom sure of is then doubted no more than others.
 * Cost: one pass over n·k. Source: cleanlab's `get_label_quality_scores(adjust_pred_probs=True)`.
 * @param thresholds k thresholds of {@link classThresholds}
 * @returns n×k row-major, each row ≥ 0 and summing to 1; NaN where the row is
 */
export function adjustProbabilities(
  { n, k, probabilities }: JudgedPredictions,
  thresholds: Float64Array,
): Float64Array {
  const highest = thresholds.reduce((most, t) => Math.max(most, t), 0);
  const adjusted = new Float64Array(n * k);
  for (let start = 0; start < n * k; start += k) {
    let sum = 0;
    for (let c = 0; c < k; c++) sum += adjusted[start + c] = probabilities[start + c] - thresholds[c] + highest;
    for (let c = 0; c < k; c++) adjusted[start + c] /= sum;
  }
  return adjusted;
}
