import { listEpochs, readEpoch } from '../../src/store/history.ts';
import type { RunClasses } from '../../src/core/dataset/run-classes.ts';
import type { RunRow } from '../../src/store/records.ts';

/**
 * A run's logits of the samples `indices` in the epochs of its training, the first epoch first. One epoch is read after another.
 * @param classes how the run's classes stand now
 * @param wanted says which of so many epochs are read, by their places; all of them where it is left out
 * @returns indices.length × classes.k row-major logits an epoch, NaN where the run did not learn from a sample or left it out, null in
 *   place of an epoch that is not wanted; undefined where none were kept
 */
export async function readHistoryOf(
  run: Pick<RunRow, 'id' | 'classCount' | 'indices'>,
  indices: Uint32Array,
  classes: RunClasses,
  wanted: (place: number, epochs: number) => boolean = () => true,
): Promise<(Float32Array | null)[] | undefined> {
  const epochs = await listEpochs(run.id);
  if (epochs.length === 0) return undefined;
  const k = run.classCount;
  const rowOf = new Map(Array.from(run.indices, (index, row) => [index, row]));
  const history: (Float32Array | null)[] = [];
  for (const [place, epoch] of epochs.entries()) {
    const all = wanted(place, epochs.length) ? await readEpoch(run.id, epoch) : undefined;
    if (!all) {
      history.push(null);
      continue;
    }
    const logits = new Float32Array(indices.length * k).fill(NaN);
    indices.forEach((index, j) => {
      const row = rowOf.get(index);
      if (row !== undefined) logits.set(all.subarray(row * k, (row + 1) * k), j * k);
    });
    history.push(classes.fold(logits));
  }
  return history;
}
