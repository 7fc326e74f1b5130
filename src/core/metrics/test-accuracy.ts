import type { Table } from '../dataset/table.ts';
import { heldOutSets } from '../dataset/held-out.ts';
import { NO_LABEL } from '../dataset/types.ts';

/** The label that a prediction is held against: the true one where it is known, else the current one. */
export const referenceLabel = (table: Table, index: number): number =>
  table.truth[index] === NO_LABEL ? table.current[index] : table.truth[index];

/**
 * Share of the predicted samples that a run got right, 0 … 1, of the first samples held out of it (see `heldOutSets`) that it has predicted some of.
 * @param predicted classes that the run predicted, one a sample
 * @param learned samples that it learned
 * @returns null where nothing was held out of it, or it has predicted none of that
 */
export function testAccuracy(table: Table, predicted: Uint16Array, learned: ArrayLike<number>): number | null {
  for (const { indices } of heldOutSets(table, learned)) {
    const share = accuracyOn(indices, table, predicted);
    if (share !== null) return share;
  }
  return null;
}

function accuracyOn(indices: Uint32Array, table: Table, predicted: Uint16Array): number | null {
  let known = 0;
  let right = 0;
  for (const i of indices) {
    const reference = referenceLabel(table, i);
    if (predicted[i] === NO_LABEL || reference === NO_LABEL) continue;
    known += 1;
    if (predicted[i] === reference) right += 1;
  }
  return known > 0 ? right / known : null;
}
