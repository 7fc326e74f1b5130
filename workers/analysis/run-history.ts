import { readHistory } from '../../src/store/history.ts';
import type { RunClasses } from '../../src/core/dataset/run-classes.ts';
import type { RunRow } from '../../src/store/records.ts';

/**
 * A run's logits of the samples `indices` in every epoch of its training, the first epoch first.
 * @param classes how the run's classes stand now
 * @returns indices.length × classes.k row-major logits an epoch, NaN where the run did not learn from a sample or left it out;
 *   undefined where none were kept
 */
export async function readHistoryOf(
  run: Pick<RunRow, 'id' | 'classCount' | 'indices'>,
  indices: Uint32Array,
  classes: RunClasses,
): Promise<Float32Array[] | undefined> {
  const history = await readHistory(run.id);
  if (history.length === 0) return undefined;
  const k = run.classCount;
  const rowOf = new Map(Array.from(run.indices, (index, row) => [index, row]));
  return history.map((epoch) => {
    const logits = new Float32Array(indices.length * k).fill(NaN);
    indices.forEach((index, j) => {
      const row = rowOf.get(index);
      if (row !== undefined) logits.set(epoch.subarray(row * k, (row + 1) * k), j * k);
    });
    return classes.fold(logits);
  });
}
