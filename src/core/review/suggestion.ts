import type { Table } from '../dataset/table.ts';
import { NO_LABEL } from '../dataset/types.ts';

/** A class that a sample might have instead of its current one. */
export interface Suggestion {
  label: number;
  /** The probability that the network gives it, 0 … 1; NaN where that is not known. */
  probability: number;
  /** True where the network agrees with the current label, and this is only its second choice. */
  networkAgrees: boolean;
}

/**
 * The predicted class, where it is another than the current label: what most reviews look at, found without reading logits.
 * Null where the network agrees (then its second choice has to be read) or has not predicted the sample.
 */
export function suggestPredicted(table: Table, index: number): Suggestion | null {
  const label = table.predicted?.[index] ?? NO_LABEL;
  if (label === NO_LABEL || label === table.current[index]) return null;
  return { label, probability: table.confidence?.[index] ?? NaN, networkAgrees: false };
}

/**
 * The most probable class but the current one.
 * @param logits of all n samples asked about, n×k row-major
 * @param row which of them
 * @returns null where the row is NaN: not predicted
 */
export function suggestFromLogits(
  logits: ArrayLike<number>,
  row: number,
  k: number,
  current: number,
): Suggestion | null {
  let best = -1;
  let top = -Infinity;
  for (let c = 0; c < k; c++) {
    const value = logits[row * k + c];
    if (Number.isNaN(value)) return null;
    top = Math.max(top, value);
    if (c !== current && (best < 0 || value > logits[row * k + best])) best = c;
  }
  if (best < 0) return null;
  let sum = 0;
  for (let c = 0; c < k; c++) sum += Math.exp(logits[row * k + c] - top);
  const highest = logits[row * k + best];
  return { label: best, probability: Math.exp(highest - top) / sum, networkAgrees: highest < top };
}
