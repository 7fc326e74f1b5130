import { STANDARD, withEpochs } from '../../src/core/training/presets.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { readLabels } from '../../src/store/columns.ts';
import { appendPredictions } from '../../src/store/predictions.ts';
import type { RunRow, TrainedRunRow } from '../../src/store/records.ts';
import { addRun, getTrainedRun } from '../../src/store/runs.ts';

/** Stores a run of four epochs over the train split as if it had been trained, `done` epochs of it. */
export async function storeRun(
  info: DatasetInfo,
  done = 4,
  changes: Partial<TrainedRunRow> = {},
): Promise<TrainedRunRow> {
  const indices = Uint32Array.from({ length: info.splits[0].count }, (_, i) => i);
  const current = await readLabels(info.id, 'current');
  const id = await addRun({
    source: 'trained',
    datasetId: info.id,
    name: 'walkthrough',
    createdAt: 1,
    recipe: withEpochs(STANDARD, 4),
    seed: 1,
    backendWanted: 'wasm',
    backend: 'wasm',
    workersWanted: 2,
    workers: 2,
    parameters: 153_424,
    indices,
    labels: Uint16Array.from(indices, (i) => current[i]),
    classCount: info.classes.length,
    status: 'trained',
    epochs: Array.from({ length: done }, (_, j) => {
      return { epoch: j + 1, loss: 2 / (j + 1), accuracy: 0.2 * (j + 1), elapsedMs: 900, stepMs: 500, stepImages: 40 };
    }),
    elapsedMs: done * 900,
    ...changes,
  });
  return getTrainedRun(id);
}

/**
 * Stores predictions of every sample by a run: as sure of the class of sample i as `sureness(i)` says (a logit), the other
 * classes at 0.
 * @param classOf the class predicted
 */
export async function storePredictions(
  info: DatasetInfo,
  run: RunRow,
  classOf: (index: number) => number,
  sureness: (index: number) => number = () => 4,
): Promise<void> {
  const { sampleCount: n } = info;
  const k = info.classes.length;
  const logits = new Float32Array(n * k);
  for (let i = 0; i < n; i++) logits[i * k + classOf(i)] = sureness(i);
  const confidence = Float32Array.from({ length: n }, (_, i) => {
    const e = Math.exp(sureness(i));
    return e / (e + k - 1);
  });
  const indices = Uint32Array.from({ length: n }, (_, i) => i);
  const predicted = Uint16Array.from(indices, classOf);
  await appendPredictions(run, n, indices, logits, new Float32Array(n), predicted, confidence);
}
