import { checkLabels, checkLogits } from './predictions.ts';
import { plainKernels } from './plain-kernels.ts';
import type { ScoreKernels } from './score-kernels.ts';

/** Samples followed at a time: what is summed of them stays within the cache. */
const BLOCK = 1000;

/** How the network predicted each label while it learned; n values each, NaN where no epoch saw the sample. */
export interface TrainingDynamics {
  /** Area under the margin: the mean over epochs of the label's logit minus the highest other; −∞ … ∞. */
  areaUnderMargin: Float64Array;
  /** Mean over epochs of the label's probability, 0 … 1: the data map's confidence. */
  confidence: Float64Array;
  /** Standard deviation of it over epochs (of all of them, not of a sample of them), 0 … ½: the data map's variability. */
  variability: Float64Array;
  /** Epochs that predicted another class, 0 … epochs; epochs seen minus these are the data map's correctness. */
  timesWrong: Float64Array;
  /**
   * Times that a sample predicted as its label was next predicted as another class, 0 … epochs / 2; one that was never
   * predicted as its label counts as forgotten in every epoch seen.
   */
  forgettingEvents: Float64Array;
  /** Epochs that saw the sample. */
  seen: Uint16Array;
}

/**
 * Follows every sample's label through the epochs. An epoch whose row is NaN does not count for that sample: neither in the
 * means nor as forgetting. Cost: one pass over epochs · n · k.
 * Sources: Pleiss et al.: Identifying mislabeled data using the area under the margin ranking, 2020; Swayamdipta et al.:
 * Dataset cartography, 2020; Toneva et al.: An empirical study of example forgetting, 2019.
 * @param history n×k row-major logits an epoch, the first epoch first
 * @param labels n class numbers; NO_LABEL gives NaN
 * @throws RangeError where the lengths do not fit, or a label is not a class
 */
export function trainingDynamics(
  history: readonly ArrayLike<number>[],
  labels: ArrayLike<number>,
  k: number,
  kernels: ScoreKernels = plainKernels,
): TrainingDynamics {
  checkLabels(labels, k);
  history.forEach((logits, epoch) => checkLogits(logits, labels.length, k, ` of epoch ${epoch + 1}`));
  const n = labels.length;
  const [areaUnderMargin, confidence, variability, timesWrong, forgettingEvents] = Array.from({ length: 5 }, () =>
    new Float64Array(n).fill(NaN),
  );
  const seen = new Uint16Array(n);
  for (let from = 0; from < n; from += BLOCK) {
    const count = Math.min(BLOCK, n - from);
    const sums = kernels.followLabels(history, labels, k, from, from + count);
    for (let at = 0; at < count; at++) {
      const epochs = sums.seen[at];
      if (epochs === 0) continue;
      const i = from + at;
      const [sum, wrong] = [sums.sum[at], sums.wrong[at]];
      seen[i] = epochs;
      areaUnderMargin[i] = k === 1 ? NaN : sums.margin[at] / epochs;
      confidence[i] = sums.first[at] + sum / epochs;
      variability[i] = Math.sqrt(Math.max(0, sums.squares[at] - (sum * sum) / epochs) / epochs);
      timesWrong[i] = wrong;
      forgettingEvents[i] = wrong === epochs ? epochs : sums.forgotten[at];
    }
  }
  return { areaUnderMargin, confidence, variability, timesWrong, forgettingEvents, seen };
}
