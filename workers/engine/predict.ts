import type { OnProgress } from '../../src/contracts/progress.ts';
import { UserError } from '../../src/core/errors.ts';
import type { BackendName } from '../../src/core/training/recipe.ts';
import type { PredictResult } from '../../src/contracts/trainer.ts';
import { decide } from '../../src/core/training/decide.ts';
import { NO_FOLD } from '../../src/core/training/folds.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { appendPredictions, predictedMask } from '../../src/store/predictions.ts';
import type { CheckpointRow, TrainedRunRow } from '../../src/store/records.ts';
import { getTrainedRun, readCheckpoint, readFoldCheckpoints } from '../../src/store/runs.ts';
import { onWorkingBackend } from './fallback.ts';
import { atMostTenASecond, Pace } from '../shared/pace.ts';
import { cutParts, type Model } from './predict-part.ts';
import { setUp } from './helper.ts';
import { WorkerPool } from './worker-pool.ts';
import { readRunDataset } from './train.ts';

/** Most samples that are computed and stored together. */
const PART = 1000;

/**
 * Predicts those of the samples that the run has not predicted yet, and stores their logits and features. The caller holds the
 * run's lock.
 * @throws UserError; AbortError: the parts stored by then stay
 */
export async function predictRun(
  signal: AbortSignal,
  runId: number,
  indices: Uint32Array,
  onProgress: OnProgress,
): Promise<PredictResult> {
  const began = performance.now();
  const run = await getTrainedRun(runId);
  const dataset = await readRunDataset(run);
  const checkpoints = await readModels(run);
  const wanted = Uint32Array.from(new Set(indices)).sort();
  const missingNow = async (): Promise<Uint32Array> => {
    const known = await predictedMask(runId, dataset.sampleCount);
    return wanted.filter((i) => known[i] === 0);
  };
  const computed = (await missingNow()).length;
  const first = run.backend ?? checkpoints[0].backend;
  const work = async (backend: BackendName): Promise<void> =>
    predictOn(backend, signal, run, dataset, checkpoints, await missingNow(), onProgress);
  await onWorkingBackend(signal, runId, first, work, ({ from, to }) =>
    onProgress({ activity: `${from} failed; going on with ${to}`, done: 0, total: computed, unit: 'samples' }),
  );
  return { computed, elapsedMs: performance.now() - began };
}

/** The run's networks as they were last kept. @throws UserError where one has learned nothing yet */
async function readModels(run: TrainedRunRow): Promise<CheckpointRow[]> {
  const only = await readCheckpoint(run.id);
  const models = run.folds ? await readFoldCheckpoints(run.id) : only ? [only] : [];
  if (models.length === (run.folds?.k ?? 1)) return models;
  const whole = run.folds ? 'each of its networks' : 'it';
  throw new UserError('training', `Run ${run.name} has learned nothing yet: train ${whole} for an epoch at least.`);
}

async function predictOn(
  backend: BackendName,
  signal: AbortSignal,
  run: TrainedRunRow,
  dataset: DatasetInfo,
  models: Model[],
  missing: Uint32Array,
  onProgress: OnProgress,
): Promise<void> {
  if (missing.length === 0) return;
  const { classCount, indices, folds } = run;
  const workers = backend === 'wasm' ? run.workersWanted : 1;
  const partSize = Math.min(PART, Math.ceil(missing.length / workers));
  const foldOf = new Uint8Array(dataset.sampleCount).fill(NO_FOLD);
  if (folds) indices.forEach((index, place) => (foldOf[index] = folds.of[place]));
  const parts = cutParts(missing, models, foldOf, partSize);
  const setup = setUp(run, dataset, backend);
  const pool = await WorkerPool.start(signal, setup, new Uint32Array(0), Math.min(workers, parts.length));
  try {
    const now = (): number => performance.now();
    const pace = new Pace(0, now);
    const mayReport = atMostTenASecond(now);
    let done = 0;
    await pool.predict(signal, models[0], parts, async (part, { logits, features }) => {
      const { predicted, confidence } = decide(logits, classCount);
      await appendPredictions(run, dataset.sampleCount, part, logits, features, predicted, confidence);
      done += part.length;
      const total = missing.length;
      if (mayReport() || done === total) {
        onProgress({ activity: 'predicting', done, total, unit: 'samples', ...pace.measure(done, total) });
      }
    });
  } finally {
    pool.dispose();
  }
}
