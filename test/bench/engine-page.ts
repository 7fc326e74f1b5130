import { STANDARD, withEpochs } from '../../src/core/training/presets.ts';
import type { BackendName, NetworkName } from '../../src/core/training/recipe.ts';
import { addRun, getRun } from '../../src/store/runs.ts';
import { SHARD_SAMPLES } from '../../src/store/shards.ts';
import { trainer } from '../../src/tasks/workers.ts';
import { storeNoiseDataset } from '../support/noise-dataset.ts';
import { emptyDatabase } from '../support/tiny-dataset.ts';

const EPOCHS = 2;

/** Speeds of the engine in this browser, images a second. */
export interface Speeds {
  training: number;
  prediction: number;
  /** Milliseconds of the last epoch, with drawing and checkpoint. */
  epochMs: number;
}

/** Trains and predicts for real, in workers, on `samples` pictures of noise of `side` × `side`. */
export async function measure(
  backend: BackendName,
  network: NetworkName,
  workers: number,
  samples: number,
  side = 32,
): Promise<Speeds> {
  await emptyDatabase();
  const { info: dataset } = await storeNoiseDataset(samples, side, SHARD_SAMPLES);
  const indices = Uint32Array.from({ length: samples }, (_, i) => i);
  const runId = await addRun({
    source: 'trained',
    ...{ datasetId: dataset.id, name: 'bench', createdAt: 1, seed: 1, classCount: 10 },
    recipe: { ...withEpochs(STANDARD, EPOCHS), network },
    backendWanted: backend,
    workersWanted: workers,
    indices,
    labels: Uint16Array.from(indices, (i) => i % 10),
    ...{ status: 'stopped', epochs: [], elapsedMs: 0 },
  });
  const { signal } = new AbortController();
  await trainer.train(signal, runId, () => undefined);
  const { epochs } = await getRun(runId);
  const sum = (key: 'stepImages' | 'stepMs'): number => epochs.reduce((total, epoch) => total + epoch[key], 0);
  const { computed, elapsedMs } = await trainer.predict(signal, runId, indices, () => undefined);
  const { elapsedMs: epochMs } = epochs.at(-1)!;
  return { epochMs, training: (sum('stepImages') / sum('stepMs')) * 1000, prediction: (computed / elapsedMs) * 1000 };
}
