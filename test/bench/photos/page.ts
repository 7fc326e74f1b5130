import { SHARDS_ALONE } from '../../../src/core/dataset/types.ts';
import type { Normalisation } from '../../../src/core/dataset/types.ts';
import { PRESETS, withEpochs, type PresetName } from '../../../src/core/training/presets.ts';
import { finishImport, holdImport } from '../../../src/store/datasets.ts';
import { db } from '../../../src/store/database.ts';
import { readHistory } from '../../../src/store/history.ts';
import { addRun, getRun } from '../../../src/store/runs.ts';
import { SHARD_SAMPLES, writeShard } from '../../../src/store/shards.ts';
import { trainer } from '../../../src/tasks/workers.ts';
import { emptyDatabase } from '../../support/tiny-dataset.ts';
import { rankAgain } from '../quality/rank-run.ts';

/** What to train on. */
export interface PhotoJob {
  /** Where the pixels are: `url/START-END` gives those of the samples START … END − 1, each side × side × 3 bytes. */
  url: string;
  side: number;
  normalisation: Normalisation;
  classes: string[];
  /** As they are learned, and as they should be; one a sample. */
  given: number[];
  true: number[];
  /** How many samples, from the first, are learned from; the others test. */
  learned: number;
  recipe: PresetName;
  epochs?: number;
  seed: number;
  workers: number;
}

/** What came of it. */
export interface PhotoOutcome {
  /** Share of the samples not learned from that the network names by their true labels. */
  testAccuracy: number;
  ap: number;
  auroc: number;
  /** Average precision of the network's own confidence in the label. */
  selfConfidence: number;
  trainMs: number;
  /** Milliseconds and images of the steps alone. */
  stepMs: number;
  stepImages: number;
  heapBytes: number;
}

/** Stores the pictures as a data set of this browser, which is emptied first, trains, predicts and ranks. */
export async function trainOnPhotos(job: PhotoJob): Promise<PhotoOutcome> {
  const { signal } = new AbortController();
  await emptyDatabase();
  const { side, classes, learned } = job;
  const sampleCount = job.given.length;
  const about = {
    ...{ name: 'Scenes', source: job.url, format: 'test', sampleCount, width: side, height: side, classes },
    splits: [{ name: 'all', start: 0, count: sampleCount }],
    labels: Uint16Array.from(job.given),
    fieldColumns: {},
    ...SHARDS_ALONE,
    normalisation: job.normalisation,
    annotators: [],
  };
  const { id } = await holdImport(signal, async (datasetId) => {
    const shards = [];
    for (let start = 0; start < sampleCount; start += SHARD_SAMPLES) {
      const end = Math.min(sampleCount, start + SHARD_SAMPLES);
      const answer = await fetch(`${job.url}/${start}-${end}`);
      const shard = await writeShard(datasetId, new Uint8Array(await answer.arrayBuffer()));
      shards.push({ id: shard, start, count: end - start });
    }
    return finishImport(datasetId, { ...about, shards }, 1);
  });
  const recipe = PRESETS[job.recipe];
  const runId = await addRun({
    source: 'trained',
    ...{ datasetId: id, name: 'bench', createdAt: 1, seed: job.seed, classCount: classes.length },
    recipe: job.epochs ? withEpochs(recipe, job.epochs) : recipe,
    normalisation: job.normalisation,
    backendWanted: 'wasm',
    workersWanted: job.workers,
    indices: Uint32Array.from({ length: learned }, (_, i) => i),
    labels: Uint16Array.from(job.given.slice(0, learned)),
    ...{ status: 'stopped', epochs: [], elapsedMs: 0 },
  });
  await trainer.train(signal, runId, () => undefined);
  const all = Uint32Array.from({ length: sampleCount }, (_, i) => i);
  await trainer.predict(signal, runId, all, () => undefined);
  return judge(runId, job);
}

async function judge(runId: number, { classes, given, true: right, learned }: PhotoJob): Promise<PhotoOutcome> {
  const k = classes.length;
  const rows = await db.logits.where({ runId }).toArray();
  const parts = await db.features.where({ runId }).toArray();
  const top = parts[0].features.length / rows[0].indices.length;
  const logits = new Float32Array(given.length * k);
  const features = new Float32Array(given.length * top);
  for (const { part, indices, logits: own } of rows) {
    const { features: ownFeatures } = parts.find((row) => row.part === part)!;
    indices.forEach((i, j) => {
      logits.set(own.subarray(j * k, (j + 1) * k), i * k);
      features.set(ownFeatures.subarray(j * top, (j + 1) * top), i * top);
    });
  }
  const predicted = (i: number): number => {
    const row = logits.subarray(i * k, (i + 1) * k);
    return row.indexOf(Math.max(...row));
  };
  let correct = 0;
  for (let i = learned; i < given.length; i++) correct += Number(predicted(i) === right[i]);
  const run = await getRun(runId);
  const { scores } = rankAgain({
    logits: logits.subarray(0, learned * k),
    features: features.subarray(0, learned * top),
    history: await readHistory(runId),
    given: Uint16Array.from(given.slice(0, learned)),
    true: Uint16Array.from(right.slice(0, learned)),
    classCount: k,
    epochs: run.epochs.length,
  });
  const sum = (key: 'stepMs' | 'stepImages'): number => run.epochs.reduce((total, epoch) => total + epoch[key], 0);
  return {
    testAccuracy: correct / (given.length - learned),
    ap: scores.suspicion.ap,
    auroc: scores.suspicion.auroc,
    selfConfidence: scores.self_confidence.ap,
    trainMs: run.elapsedMs,
    stepMs: sum('stepMs'),
    stepImages: sum('stepImages'),
    heapBytes: Math.max(...run.epochs.map(({ heapBytes = 0 }) => heapBytes)),
  };
}
