import { NO_LABEL } from '../dataset/types.ts';
import { expBelow } from './fast-exp.ts';
import { logitMargin } from './label-quality.ts';
import { checkLabels, checkLogits } from './predictions.ts';

/** How the network came to terms with each label while it learned; n values each, NaN where no epoch saw the sample. */
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
): TrainingDynamics {
  checkLabels(labels, k);
  history.forEach((logits, epoch) => checkLogits(logits, labels.length, k, ` of epoch ${epoch + 1}`));
  const n = labels.length;
  const [margins, means, squares, wrongs, forgotten] = Array.from({ length: 5 }, () => new Float64Array(n));
  const seen = new Uint16Array(n);
  // 1 where the last epoch that saw the sample predicted its label.
  const knows = new Uint8Array(n);
  for (const logits of history) {
    for (let i = 0; i < n; i++) {
      const label = labels[i];
      if (label === NO_LABEL) continue;
      let top = -Infinity;
      let predicted = label;
      for (let c = 0; c < k; c++) {
        const z = logits[i * k + c];
        if (z > top) {
          top = z;
          predicted = c;
        }
      }
      let sum = 0;
      for (let c = 0; c < k; c++) sum += expBelow(logits[i * k + c] - top);
      if (Number.isNaN(sum)) continue;
      const given = logits[i * k + label];
      const probability = expBelow(given - top) / sum;
      const right = Number(predicted === label);
      seen[i] += 1;
      margins[i] += right ? logitMargin(logits, i * k, k, label) : given - top;
      // Welford's update: sums of squares would lose the spread of probabilities near 1.
      const step = probability - means[i];
      means[i] += step / seen[i];
      squares[i] += step * (probability - means[i]);
      wrongs[i] += 1 - right;
      forgotten[i] += knows[i] & (1 - right);
      knows[i] = right;
    }
  }
  const whereSeen = (value: (i: number) => number): Float64Array =>
    new Float64Array(n).map((_, i) => (seen[i] === 0 ? NaN : value(i)));
  return {
    areaUnderMargin: whereSeen((i) => margins[i] / seen[i]),
    confidence: whereSeen((i) => means[i]),
    variability: whereSeen((i) => Math.sqrt(squares[i] / seen[i])),
    timesWrong: whereSeen((i) => wrongs[i]),
    forgettingEvents: whereSeen((i) => (wrongs[i] === seen[i] ? seen[i] : forgotten[i])),
    seen,
  };
}
