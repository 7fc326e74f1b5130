import { NO_LABEL, type DatasetInfo } from '../core/dataset/types.ts';
import type { ImportedRun } from '../core/training/run.ts';
import { readLabels } from '../store/columns.ts';
import { addImportedRun } from '../store/imported-run.ts';

/** Predictions that were made elsewhere, checked. */
export interface ImportedPredictions {
  name: string;
  outOfSample: boolean;
  /** Ascending, each once. */
  indices: Uint32Array;
  /** indices.length × the data set's classes, row-major. */
  logits: Float32Array;
  /** indices.length × d row-major; empty without embeddings. */
  features: Float32Array;
}

/**
 * Makes a run of predictions, to be called inside a transaction of an edit and `importedTables()`. One that had learned its samples' labels
 * is taken to have learned those that stand.
 * @param from name of the file that they came in; empty where a script gave them
 */
export async function addImported(
  { id, sampleCount, classes }: DatasetInfo,
  { name, outOfSample, indices, logits, features }: ImportedPredictions,
  from: string,
): Promise<ImportedRun> {
  const current = await readLabels(id, 'current');
  const run = {
    source: 'imported' as const,
    datasetId: id,
    name,
    createdAt: Date.now(),
    from,
    outOfSample,
    indices,
    labels: Uint16Array.from(indices, (i) => (outOfSample ? NO_LABEL : current[i])),
    classCount: classes.length,
    status: 'trained' as const,
    epochs: [],
    elapsedMs: 0,
  };
  return addImportedRun(run, sampleCount, logits, features);
}
