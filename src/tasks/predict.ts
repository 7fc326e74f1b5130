import type { OnProgress } from '../contracts/progress.ts';
import type { PredictResult, Trainer } from '../contracts/trainer.ts';
import { TAG_PROCESSED, type DatasetInfo } from '../core/dataset/types.ts';
import { appendEdit, editUnlessAborted, tagBit } from '../store/journal.ts';
import { trainer } from './workers.ts';

/**
 * Predicts the samples `indices` with run `runId`, stores logits and features, and tags the samples `processed`.
 * @param by another trainer, for tests
 * @throws UserError; AbortError: what is predicted by then stays, without the tag
 */
export async function predict(
  signal: AbortSignal,
  info: DatasetInfo,
  runId: number,
  indices: Uint32Array,
  onProgress: OnProgress,
  by: Pick<Trainer, 'predict'> = trainer,
): Promise<PredictResult> {
  const result = await by.predict(signal, runId, indices, onProgress);
  await editUnlessAborted(signal, () => tagProcessed(info, runId, indices));
  return result;
}

async function tagProcessed(info: DatasetInfo, runId: number, indices: Uint32Array): Promise<void> {
  const mask = (1 << (await tagBit(info.id, TAG_PROCESSED))) >>> 0;
  await appendEdit(
    {
      datasetId: info.id,
      at: Date.now(),
      kind: 'processed',
      title: `predicted ${indices.length.toLocaleString('en')} samples`,
      details: { runId },
    },
    ({ tags }) => [{ column: 'tags', indices, values: Uint32Array.from(indices, (i) => (tags[i] | mask) >>> 0) }],
    ['tags'],
  );
}
