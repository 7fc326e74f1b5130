import { unpackTar } from 'modern-tar';
import { beforeEach, describe, expect, it } from 'vitest';
import { STANDARD, withEpochs } from '../../../src/core/training/presets.ts';
import { Random } from '../../../src/core/dataset/random.ts';
import { SHARDS_ALONE } from '../../../src/core/dataset/types.ts';
import { finishImport, holdImport } from '../../../src/store/datasets.ts';
import { readColumn } from '../../../src/store/columns.ts';
import { addRun, getRun } from '../../../src/store/runs.ts';
import { writeShard } from '../../../src/store/shards.ts';
import { trainer } from '../../../src/tasks/workers.ts';
import { initialStatistics, initialWeights } from '../../../workers/engine/layout.ts';
import { tf } from '../../../workers/engine/tf.ts';
import { PoolStepper } from '../../../workers/engine/pool-stepper.ts';
import { WorkerPool } from '../../../workers/engine/worker-pool.ts';
import { trainEpoch } from '../../../workers/engine/train-epoch.ts';
import { fetchArchive } from '../../support/archives.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

const TRAIN = 1500;
const TEST = 500;
const ignore = (): void => undefined;
const never = new AbortController().signal;

beforeEach(emptyDatabase);

/** Records of a label and 3,072 bytes, colour by colour: read here by hand, so that an importer's mistake could not hide ours. */
async function readCifar(archive: File): Promise<{ pixels: Uint8Array; labels: Uint16Array }> {
  const entries = await unpackTar(archive.stream().pipeThrough(new DecompressionStream('gzip')));
  const batches = entries
    .filter(({ header }) => header.name.endsWith('.bin'))
    .sort((a, b) => a.header.name.localeCompare(b.header.name));
  const records = batches.flatMap(({ data }) =>
    Array.from({ length: data!.length / 3073 }, (_, i) => data!.subarray(i * 3073, (i + 1) * 3073)),
  );
  const pixels = new Uint8Array(records.length * 3072);
  records.forEach((record, i) => {
    for (let p = 0; p < 1024; p++) {
      for (let c = 0; c < 3; c++) pixels[i * 3072 + p * 3 + c] = record[1 + c * 1024 + p];
    }
  });
  return { pixels, labels: Uint16Array.from(records, (record) => record[0]) };
}

describe('the small network', () => {
  it('learns real pictures: the loss falls, and test pictures are told apart far better than by chance', async (context) => {
    const archive = await fetchArchive('cifar-10-binary.tar.gz', { train: TRAIN, test: TEST });
    if (!archive) return context.skip('the real pictures are missing (../shared/data)');
    const { pixels, labels } = await readCifar(archive);
    expect(labels).toHaveLength(TRAIN + TEST);
    const sampleCount = TRAIN + TEST;
    const split = { name: 'train', start: 0, count: sampleCount };
    const about = {
      ...{ name: 'CIFAR-10', source: 'test', format: 'test', sampleCount, width: 32, height: 32 },
      classes: Array.from({ length: 10 }, (_, k) => `class ${k}`),
      splits: [split],
      labels,
      fieldColumns: {},
      ...SHARDS_ALONE,
      annotators: [],
    };
    const { id } = await holdImport(never, async (datasetId) => {
      const shards = [{ id: await writeShard(datasetId, pixels), start: 0, count: sampleCount }];
      return finishImport(datasetId, { ...about, shards }, 1);
    });
    const runId = await addRun({
      source: 'trained',
      ...{ datasetId: id, name: 'walkthrough', createdAt: 1, seed: 1, classCount: 10 },
      recipe: withEpochs(STANDARD, 4),
      backendWanted: 'wasm',
      workersWanted: 2,
      indices: Uint32Array.from({ length: TRAIN }, (_, i) => i),
      labels: labels.slice(0, TRAIN),
      ...{ status: 'stopped', epochs: [], elapsedMs: 0 },
    });
    await trainer.train(never, runId, () => undefined);
    const { epochs } = await getRun(runId);
    expect(epochs[3].loss).toBeLessThan(epochs[0].loss - 0.3);
    expect(epochs[3].accuracy).toBeGreaterThan(epochs[0].accuracy + 0.05);
    const tested = Uint32Array.from({ length: TEST }, (_, i) => TRAIN + i);
    await trainer.predict(never, runId, tested, () => undefined);
    const predicted = (await readColumn(id, `run/${runId}/predicted`)) as Uint16Array;
    const right = tested.reduce((sum, i) => sum + Number(predicted[i] === labels[i]), 0);
    // Chance is 0.1, and its spread over 500 pictures 0.013.
    expect(right / TEST).toBeGreaterThan(0.2);
  }, 240_000);

  it('holds as many tensors after an epoch as before it', async () => {
    const dataset = await storeTinyDataset(40);
    const recipe = { ...STANDARD, batch: 8, microBatch: 4 };
    const samples = Uint32Array.from({ length: 24 }, (_, i) => i);
    const pool = await WorkerPool.start(
      new AbortController().signal,
      { backend: 'wasm', recipe, seed: 1, classCount: 3, dataset, normalisation: dataset.normalisation },
      samples,
      1,
    );
    const helper = pool.leader;
    const random = new Random(1);
    const weights = initialWeights(helper.layout, random);
    const momenta = new Float32Array(weights.length);
    const state = { epoch: 0, weights, momenta, statistics: initialStatistics(helper.layout), random };
    const labels = Uint16Array.from({ length: 24 }, (_, i) => i % 3);
    const stepper = new PoolStepper(pool, state, recipe);
    const training = { places: samples, plan: { batch: 8, microBatch: 4, steps: 3 }, state };
    const counts: number[] = [];
    for (let epoch = 0; epoch < 3; epoch++) {
      await trainEpoch(never, training, stepper, helper.pictures, recipe, labels, 0, ignore, ignore);
      counts.push(tf.memory().numTensors);
    }
    await helper.predict(weights, state.statistics, Uint32Array.of(1, 2, 3));
    counts.push(tf.memory().numTensors);
    pool.dispose();
    expect(counts).toEqual([25, 25, 25, 25]);
    expect(tf.memory().numTensors).toBe(0);
  });
});
