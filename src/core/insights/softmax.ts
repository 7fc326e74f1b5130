/**
 * Probabilities of one sample, in float64 and safe from overflow.
 * @param logits n×k row-major
 * @param row which sample
 * @param out k probabilities
 */
export function softmaxRow(logits: ArrayLike<number>, row: number, k: number, out: Float64Array): void {
  const start = row * k;
  let top = -Infinity;
  for (let c = 0; c < k; c++) top = Math.max(top, logits[start + c]);
  let sum = 0;
  for (let c = 0; c < k; c++) sum += out[c] = Math.exp(logits[start + c] - top);
  for (let c = 0; c < k; c++) out[c] /= sum;
}

/** Entropy of k probabilities, in nats: 0 … ln k. */
export function entropy(probabilities: ArrayLike<number>): number {
  let sum = 0;
  for (let c = 0; c < probabilities.length; c++) {
    const p = probabilities[c];
    if (p > 0) sum -= p * Math.log(p);
    else if (Number.isNaN(p)) return NaN;
  }
  return sum;
}

/** Number of the largest entry, the first of equals. */
export function argmax(values: ArrayLike<number>, start = 0, k = values.length): number {
  let best = 0;
  for (let c = 1; c < k; c++) if (values[start + c] > values[start + best]) best = c;
  return best;
}
