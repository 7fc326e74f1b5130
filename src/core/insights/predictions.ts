import { NO_LABEL } from '../dataset/types.ts';
import { plainKernels } from './plain-kernels.ts';
import type { ScoreKernels, SoftmaxRows } from './score-kernels.ts';

/**
 * The predictions of n samples and the label judged of each, from which scores and confident learning are computed. NaN rows have
 * the prediction NO_LABEL.
 */
export interface JudgedPredictions extends SoftmaxRows {
  /** Number of samples. */
  n: number;
  /** Number of classes. */
  k: number;
  /** n labels; NO_LABEL where there is nothing to judge: no label is given, or the row is NaN. */
  labels: Uint16Array;
}

/**
 * Softmax of every sample and the figures of its label that all scores share.
 * Cost: n·k exponentials.
 * @param logits n×k row-major
 * @param labels n class numbers or NO_LABEL
 * @throws RangeError where the lengths do not fit, or a label is not a class
 */
export function judgePredictions(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  k: number,
  kernels: ScoreKernels = plainKernels,
): JudgedPredictions {
  checkLabels(labels, k);
  checkLogits(logits, labels.length, k);
  const n = labels.length;
  const judged = new Uint16Array(labels);
  const rows = kernels.softmaxRows(logits, judged, k);
  for (let i = 0; i < n; i++) {
    if (!Number.isNaN(rows.entropies[i])) continue;
    rows.probabilities.fill(NaN, i * k, (i + 1) * k);
    rows.predicted[i] = judged[i] = NO_LABEL;
  }
  return { ...rows, n, k, labels: judged };
}

/** @throws RangeError where there is no class, or a label is neither a class nor NO_LABEL */
export function checkLabels(labels: ArrayLike<number>, k: number): void {
  if (!Number.isInteger(k) || k < 1) throw new RangeError(`${k} classes: there must be at least one`);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    if (!(label >= 0 && label < k && Number.isInteger(label)) && label !== NO_LABEL) {
      throw new RangeError(`label ${label} of sample ${i} is not one of ${k} classes`);
    }
  }
}

/** @throws RangeError where the logits are not n×k */
export function checkLogits(logits: ArrayLike<number>, n: number, k: number, of = ''): void {
  if (logits.length !== n * k) {
    throw new RangeError(`${logits.length} logits${of} do not fit ${n} samples of ${k} classes`);
  }
}
