import { standingLabels } from '../core/dataset/classes.ts';
import type { Table } from '../core/dataset/table.ts';
import { NO_LABEL } from '../core/dataset/types.ts';
import { labelsChangedSince } from '../core/edits/labels-changed.ts';
import { UserError } from '../core/errors.ts';
import { LEFT_OUT, compareRuns, type RunComparison } from '../core/metrics/compare-runs.ts';
import { referenceLabel } from '../core/metrics/test-accuracy.ts';
import type { Run } from '../core/training/run.ts';
import { readPredicted } from './columns.ts';
import { listEdits } from './journal.ts';

/**
 * Compares two runs over some samples, by true labels where they are known, else by the current ones. Samples that are excluded do not count,
 * nor do those whose label was changed after the older of the two runs began, unless their true label is known.
 * @throws UserError where one of them has predicted nothing
 */
export async function compare(
  datasetId: number,
  table: Table,
  [before, after]: readonly [Run, Run],
  indices: Uint32Array,
): Promise<RunComparison> {
  const predicted = await readPredicted(datasetId, [before.id, after.id]);
  for (const [id, labels] of predicted) predicted.set(id, standingLabels(labels, table.retired));
  for (const run of [before, after]) {
    if (!predicted.has(run.id))
      throw new UserError('not-computed', `“${run.name}” has predicted nothing yet: predict with it first.`);
  }
  const since = Math.min(before.createdAt, after.createdAt);
  const changed = labelsChangedSince(await listEdits(datasetId), since, table);
  const reference = (i: number): number => {
    const moved = table.truth[i] === NO_LABEL && changed.has(i);
    return moved || table.excluded[i] === 1 ? LEFT_OUT : referenceLabel(table, i);
  };
  return compareRuns(predicted.get(before.id)!, predicted.get(after.id)!, reference, indices, table.classes.length);
}
