import type { Table } from '../dataset/table.ts';
import { heldOutSplits } from '../dataset/splits.ts';
import { NO_LABEL, type Split } from '../dataset/types.ts';

/** The label that a prediction is held against: the true one where it is known, else the current one. */
export const referenceLabel = (table: Table, index: number): number =>
  table.truth[index] === NO_LABEL ? table.current[index] : table.truth[index];

/**
 * Share of the predicted samples that a run got right, 0 … 1, of the first split that it did not learn from and has predicted some of.
 * @param predicted classes that the run predicted, one a sample
 * @param learned samples that it learned
 * @returns null where it learned from every split, or has predicted nothing else
 */
export function testAccuracy(table: Table, predicted: Uint16Array, learned: ArrayLike<number>): number | null {
  for (const split of heldOutSplits(table.splits, learned)) {
    const share = accuracyOn(split, table, predicted);
    if (share !== null) return share;
  }
  return null;
}

function accuracyOn(split: Split, table: Table, predicted: Uint16Array): number | null {
  let known = 0;
  let right = 0;
  for (let i = split.start; i < split.start + split.count; i++) {
    const reference = referenceLabel(table, i);
    if (predicted[i] === NO_LABEL || reference === NO_LABEL) continue;
    known += 1;
    if (predicted[i] === reference) right += 1;
  }
  return known > 0 ? right / known : null;
}
