import { standingLabels } from '../dataset/classes.ts';
import type { Table } from '../dataset/table.ts';
import type { Edit } from './edit.ts';

/**
 * Samples whose label is another now than it was at a time, by what edits did since; what was taken back, or merged into the class that it
 * was changed to, does not count.
 * @param edits a data set's, oldest first @param at milliseconds since the epoch
 */
export function labelsChangedSince(
  edits: readonly Edit[],
  at: number,
  { current, retired }: Pick<Table, 'current' | 'retired'>,
): Set<number> {
  const then = new Map<number, number>();
  for (const edit of edits) {
    if (edit.at <= at) continue;
    for (const { column, indices, before } of edit.patches) {
      if (column === 'current') indices.forEach((i, j) => then.has(i) || then.set(i, before[j]));
    }
  }
  const samples = [...then.keys()];
  const labels = standingLabels(Uint16Array.from(then.values()), retired);
  return new Set(samples.filter((i, j) => labels[j] !== current[i]));
}
