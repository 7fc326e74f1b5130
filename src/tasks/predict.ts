import type { OnProgress } from '../contracts/progress.ts';
import type { Trainer } from '../contracts/trainer.ts';
import { TAG_PROCESSED, type DatasetInfo } from '../core/dataset/types.ts';
import { appendEdit, editUnlessAborted, tagBit } from '../store/journal.ts';
import { UserError } from '../core/errors.ts';
import { predictedMask } from '../store/predictions.ts';
import { getRun } from '../store/runs.ts';
import { judge } from './probe-run.ts';
import { trainer } from './workers.ts';

/**
 * Predicts the samples `indices` with run `runId`, stores logits and features, and tags the samples `processed`. A probe learns the labels
 * as they stand first.
 * @param by another trainer, for tests
 * @throws UserError, where the run was imported without some of these; AbortError: what is predicted by then stays, without the tag
 */
export async function predict(
  signal: AbortSignal,
  info: DatasetInfo,
  runId: number,
  indices: Uint32Array,
  onProgress: OnProgress,
  by: Pick<Trainer, 'predict'> = trainer,
): Promise<void> {
  const run = await getRun(runId);
  switch (run.source) {
    case 'trained':
      await by.predict(signal, runId, indices, onProgress);
      break;
    case 'probe':
      await judge(signal, info, runId, indices, onProgress);
      break;
    case 'imported': {
      const known = await predictedMask(runId, info.sampleCount);
      const missing = indices.reduce((count, i) => count + 1 - known[i], 0);
      if (missing === 0) break;
      throw new UserError(
        'not-computed',
        `“${run.name}” was imported without predictions of ${missing.toLocaleString('en')} of these ${indices.length.toLocaleString('en')} samples.`,
      );
    }
  }
  await editUnlessAborted(signal, () => tagProcessed(info, runId, indices));
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
