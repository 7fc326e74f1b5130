import { NO_LABEL } from '../core/dataset/types.ts';
import { decide } from '../core/training/decide.ts';
import type { ImportedRun } from '../core/training/run.ts';
import { db } from './database.ts';
import { addRun, type NewRunRow } from './runs.ts';

/** Most samples that are stored together. */
const PART = 1000;

/** The tables that an imported run is written to. */
export const importedTables = () => [db.runs, db.logits, db.features, db.columns] as const;

/**
 * Adds a run with all its predictions, in one transaction; its name gets a number behind it where another run of the data set has it.
 * @param logits indices.length × classes row-major, of the run's `indices`
 * @param features indices.length × d row-major, NaN where a sample has none; empty without embeddings
 */
export async function addImportedRun(
  row: Extract<NewRunRow, Pick<ImportedRun, 'source'>>,
  sampleCount: number,
  logits: Float32Array,
  features: Float32Array,
): Promise<ImportedRun> {
  const { datasetId, indices, classCount: k } = row;
  const d = indices.length > 0 ? features.length / indices.length : 0;
  return db.transaction('rw', [...importedTables()], async () => {
    const runId = await addRun(row);
    const classes = new Uint16Array(sampleCount).fill(NO_LABEL);
    const certainty = new Float32Array(sampleCount).fill(NaN);
    const { predicted, confidence } = decide(logits, k);
    indices.forEach((index, at) => {
      classes[index] = predicted[at];
      certainty[index] = confidence[at];
    });
    for (let from = 0, part = 0; from < indices.length; from += PART, part++) {
      const to = Math.min(indices.length, from + PART);
      await db.logits.add({ runId, part, indices: indices.slice(from, to), logits: logits.slice(from * k, to * k) });
      await db.features.add({ runId, part, features: features.slice(from * d, to * d) });
    }
    await db.columns.bulkPut([
      { datasetId, name: `run/${runId}/predicted`, data: classes },
      { datasetId, name: `run/${runId}/confidence`, data: certainty },
    ]);
    return (await db.runs.get(runId)) as ImportedRun & { datasetId: number };
  });
}
