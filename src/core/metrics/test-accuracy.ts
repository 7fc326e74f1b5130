import type { Table } from '../dataset/table.ts';
import { NO_LABEL } from '../dataset/types.ts';

/** The label that a prediction is held against: the true one where it is known, else the current one. */
export const referenceLabel = (table: Table, index: number): number =>
  table.truth[index] === NO_LABEL ? table.current[index] : table.truth[index];

/**
 * Share of the test split's predicted samples that a run got right, 0 … 1.
 * @param predicted classes that the run predicted, one a sample
 * @returns null where there is no test split, or none of it is predicted
 */
export function testAccuracy(table: Table, predicted: Uint16Array): number | null {
  const split = table.splits.find(({ name }) => name === 'test');
  if (!split) return null;
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
