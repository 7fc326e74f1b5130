import { standingLabels } from '../core/dataset/classes.ts';
import type { Table } from '../core/dataset/table.ts';
import { UserError } from '../core/errors.ts';
import { compareRuns, type RunComparison } from '../core/metrics/compare-runs.ts';
import { referenceLabel } from '../core/metrics/test-accuracy.ts';
import { readPredicted } from '../store/columns.ts';
import { readScore } from '../store/scores.ts';

/**
 * Compares two runs over some samples.
 * @throws UserError where one of them has predicted nothing
 */
export async function compare(
  datasetId: number,
  table: Table,
  [before, after]: readonly [{ id: number; name: string }, { id: number; name: string }],
  indices: Uint32Array,
): Promise<RunComparison> {
  const predicted = await readPredicted(datasetId, [before.id, after.id]);
  for (const [id, labels] of predicted) predicted.set(id, standingLabels(labels, table.retired));
  for (const run of [before, after]) {
    if (!predicted.has(run.id))
      throw new UserError('not-computed', `“${run.name}” has predicted nothing yet: predict with it first.`);
  }
  const reference = (i: number): number => referenceLabel(table, i);
  return compareRuns(predicted.get(before.id)!, predicted.get(after.id)!, reference, indices, table.classes.length);
}

/** The values of one score of two runs, one a sample; null where one of the runs has it not. */
export async function readScorePair(
  beforeId: number,
  afterId: number,
  key: string,
): Promise<[Float32Array, Float32Array] | null> {
  const [before, after] = await Promise.all([readScore(beforeId, key), readScore(afterId, key)]);
  return before && after ? [before.values, after.values] : null;
}
