import type { Table } from '../dataset/table.ts';
import { NO_LABEL } from '../dataset/types.ts';

/** A class that a sample might have, and what the network gives for it. */
export interface Guess {
  label: number;
  /** The probability that the network gives it, 0 … 1; NaN where that is not known. */
  probability: number;
}

/** A class that a sample might have instead of its current one. */
export interface Suggestion extends Guess {
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
 * The most probable classes but the current one, the likeliest first.
 * @param logits of all n samples asked about, n×k row-major
 * @param row which of them
 * @param most how many, at most
 * @returns null where the row is NaN: not predicted
 */
export function guessesFromLogits(
  logits: ArrayLike<number>,
  row: number,
  k: number,
  current: number,
  most: number,
): Guess[] | null {
  const at = (c: number): number => logits[row * k + c];
  const others: number[] = [];
  let top = -Infinity;
  for (let c = 0; c < k; c++) {
    if (Number.isNaN(at(c))) return null;
    top = Math.max(top, at(c));
    if (c !== current) others.push(c);
  }
  let sum = 0;
  for (let c = 0; c < k; c++) sum += Math.exp(at(c) - top);
  return others
    .sort((a, b) => at(b) - at(a))
    .slice(0, most)
    .map((label) => ({ label, probability: Math.exp(at(label) - top) / sum }));
}
