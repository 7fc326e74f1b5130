import { checkLogits } from './predictions.ts';
import { softmaxRow } from './softmax.ts';

/**
 * Probabilities averaged over several predictions of the same samples: epochs, folds, seeds, mirrored views. A prediction
 * whose row is NaN does not count for that sample, so folds that each left out a part average over those that predicted it.
 * Cost: one softmax a prediction.
 * @param predictions n×k row-major logits each
 * @returns n×k row-major, each row summing to 1; NaN where every prediction's row is
 * @throws RangeError where there is no prediction, or their lengths differ or do not fit k
 */
export function meanProbabilities(predictions: readonly ArrayLike<number>[], k: number): Float64Array {
  if (predictions.length === 0) throw new RangeError('there is no prediction to average');
  const n = Math.floor(predictions[0].length / k);
  predictions.forEach((logits, at) => checkLogits(logits, n, k, ` of prediction ${at + 1}`));
  const mean = new Float64Array(n * k);
  const counts = new Uint32Array(n);
  const row = new Float64Array(k);
  for (const logits of predictions) {
    for (let i = 0; i < n; i++) {
      if (Number.isNaN(softmaxRow(logits, i, k, row))) continue;
      counts[i] += 1;
      for (let c = 0; c < k; c++) mean[i * k + c] += row[c];
    }
  }
  return mean.map((sum, at) => sum / counts[Math.floor(at / k)]);
}

/**
 * Logits whose softmax gives these probabilities: their logarithms, so that averages are stored and scored as any prediction.
 * @returns as many numbers, −745 … 0; NaN stays NaN
 */
export function toLogits(probabilities: ArrayLike<number>): Float32Array {
  return Float32Array.from(probabilities, (p) => Math.log(p > 0 ? p : p === 0 ? Number.MIN_VALUE : NaN));
}
