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
export function classThresholds({ n, k, own, labels }: JudgedPredictions): Float64Array {
  const sums = new Float64Array(k);
  const counts = new Uint32Array(k);
  for (let i = 0; i < n; i++) {
    const label = labels[i];
    if (label === NO_LABEL) continue;
    sums[label] += own[i];
    counts[label] += 1;
  }
  return sums.map((sum, c) => (counts[c] === 0 ? UNREACHABLE : Math.max(LOWEST, sum / counts[c])));
}
