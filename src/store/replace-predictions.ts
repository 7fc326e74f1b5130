import { NO_LABEL } from '../core/dataset/types.ts';
import { decide } from '../core/training/decide.ts';
import { db } from './database.ts';
import { hasFeatures, listParts } from './predictions.ts';
import type { ProbeRun } from '../core/training/run.ts';
import type { RunRow } from './records.ts';
import { requireRun } from './runs.ts';

/** Most samples that are stored together. */
const PART = 1000;

/** All that a probe says of some samples. */
export interface Predictions {
  /** Ascending. */
  indices: Uint32Array;
  /** Classes of a row of logits. */
  classCount: number;
  /** The logits of the samples at the places from … to − 1, row-major. Called within the transaction, a part at a time. */
  logits(from: number, to: number): Float32Array;
  /** As many, of models that did not learn the sample's label; rows of NaN where a sample was not held out. */
  heldOut: Float32Array;
  /** n×d row-major. */
  features: Float32Array;
}

/**
 * Puts predictions in the place of all that the run had, and changes its row, in one transaction. Features do not depend on labels: where the
 * same samples were predicted before they stay as they are, and otherwise neighbours and maps go with them.
 * @throws UserError 'deleted' where the run is gone
 */
export async function replacePredictions(
  run: Pick<RunRow, 'id' | 'datasetId'>,
  sampleCount: number,
  { indices, classCount, logits, heldOut, features }: Predictions,
  changes: Partial<ProbeRun>,
): Promise<void> {
  const { id: runId, datasetId } = run;
  const d = features.length / indices.length;
  const tables = [db.runs, db.logits, db.heldOut, db.features, db.columns, db.neighbours, db.maps];
  await db.transaction('rw', tables, async () => {
    await requireRun(runId);
    // Never a number that was used: what is kept of a run's columns is told from newer ones by it.
    const first = ((await listParts(runId)).at(-1) ?? -1) + 1;
    const before = (await db.columns.get([datasetId, `run/${runId}/predicted`]))?.data as Uint16Array | undefined;
    const others = !before || !areSame(before, indices) || !(await hasFeatures(runId));
    const stale = others ? [db.logits, db.heldOut, db.features, db.neighbours, db.maps] : [db.logits, db.heldOut];
    for (const table of stale) await table.where('runId').equals(runId).delete();
    const classes = new Uint16Array(sampleCount).fill(NO_LABEL);
    const certainty = new Float32Array(sampleCount).fill(NaN);
    for (let from = 0, part = first; from < indices.length; from += PART, part++) {
      const to = Math.min(indices.length, from + PART);
      const some = indices.slice(from, to);
      const values = logits(from, to);
      const { predicted, confidence } = decide(values, classCount);
      some.forEach((index, at) => {
        classes[index] = predicted[at];
        certainty[index] = confidence[at];
      });
      await db.logits.add({ runId, part, indices: some, logits: values });
      await db.heldOut.add({ runId, part, indices: some, logits: heldOut.slice(from * classCount, to * classCount) });
      if (others) await db.features.add({ runId, part, features: features.slice(from * d, to * d) });
    }
    await db.columns.bulkPut([
      { datasetId, name: `run/${runId}/predicted`, data: classes },
      { datasetId, name: `run/${runId}/confidence`, data: certainty },
    ]);
    await db.runs.update(runId, changes as never);
  });
}

/** Whether what a run has predicted, by its column, is just the samples `indices`. */
function areSame(predicted: Uint16Array, indices: Uint32Array): boolean {
  const count = predicted.reduce((sum, label) => sum + Number(label !== NO_LABEL), 0);
  return count === indices.length && indices.every((index) => predicted[index] !== NO_LABEL);
}
