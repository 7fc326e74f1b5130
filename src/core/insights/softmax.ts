import { expBelow } from './fast-exp.ts';

/**
 * Probabilities of one sample, in float64 and safe from overflow.
 * @param logits n×k row-major
 * @param row which sample
 * @param out receives k probabilities; NaN where a logit is NaN or +∞
 * @param at where in `out` they start
 * @returns the entropy of the probabilities in nats, 0 … ln k
 */
export function softmaxRow(logits: ArrayLike<number>, row: number, k: number, out: Float64Array, at = 0): number {
  const start = row * k;
  let top = logits[start];
  for (let c = 1; c < k; c++) if (!(logits[start + c] <= top)) top = logits[start + c];
  let sum = 0;
  let weighted = 0;
  for (let c = 0; c < k; c++) {
    const shifted = logits[start + c] - top;
    const e = expBelow(shifted);
    sum += out[at + c] = e;
    // −∞ · 0 is no number, and what has no probability adds nothing.
    if (e !== 0) weighted += e * shifted;
  }
  for (let c = 0; c < k; c++) out[at + c] /= sum;
  const entropy = Math.log(sum) - weighted / sum;
  return entropy < 0 ? 0 : entropy;
}

/** Entropy of k probabilities from `start` on, in nats: 0 … ln k. */
export function entropy(probabilities: ArrayLike<number>, start = 0, k = probabilities.length): number {
  let sum = 0;
  for (let c = start; c < start + k; c++) {
    const p = probabilities[c];
    if (p > 0) sum -= p * Math.log(p);
    else if (Number.isNaN(p)) return NaN;
  }
  return sum;
}

/** Number of the largest of k entries from `start` on, the first of equals. */
export function argmax(values: ArrayLike<number>, start = 0, k = values.length): number {
  let best = 0;
  for (let c = 1; c < k; c++) if (values[start + c] > values[start + best]) best = c;
  return best;
}
