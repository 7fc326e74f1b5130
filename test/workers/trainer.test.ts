import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { STANDARD, withEpochs } from '../../src/core/training/presets.ts';
import type { Recipe } from '../../src/core/training/recipe.ts';
import type { TrainProgress } from '../../src/contracts/trainer.ts';
import { NO_FOLD } from '../../src/core/training/folds.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { db } from '../../src/store/database.ts';
import { readHistory } from '../../src/store/history.ts';
import { readLogits } from '../../src/store/predictions.ts';
import type { CheckpointRow, TrainedRunRow } from '../../src/store/records.ts';
import {
  addRun,
  deleteRun,
  getTrainedRun,
  readCheckpoint,
  readFoldCheckpoints,
  runLock,
} from '../../src/store/runs.ts';
import { trainer } from '../../src/tasks/workers.ts';
import { Engine } from '../../workers/engine/engine.ts';
import { trainRun } from '../../workers/engine/train.ts';
import { trainerService } from '../../workers/engine/trainer-service.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

const RECIPE: Recipe = { ...withEpochs(STANDARD, 3), name: 'custom', batch: 16, microBatch: 4 };
const SMALL = { height: 32, width: 32 };
const never = new AbortController().signal;
const train = (runId: number, onProgress = (_: TrainProgress): void => undefined, signal = never): Promise<void> =>
  trainer.train(signal, runId, onProgress);

let dataset: DatasetInfo;

beforeEach(async () => {
  await emptyDatabase();
  dataset = await storeTinyDataset(50);
});

async function storeRun(changes: Partial<TrainedRunRow> = {}): Promise<number> {
  const indices = Uint32Array.from({ length: 40 }, (_, i) => i);
  return addRun({
    source: 'trained',
    datasetId: dataset.id,
    name: 'walkthrough',
    createdAt: 1,
    recipe: RECIPE,
    seed: 5,
    backendWanted: 'wasm',
    workersWanted: 1,
    indices,
    labels: Uint16Array.from(indices, (i) => i % 3),
    classCount: 3,
    status: 'stopped',
    epochs: [],
    elapsedMs: 0,
    ...changes,
  });
}

/** The checkpoint without what names the run. */
async function endOf(runId: number): Promise<Omit<CheckpointRow, 'runId'>> {
  const { runId: _, ...rest } = (await readCheckpoint(runId))!;
  return rest;
}

describe('training in a worker', () => {
  it('records an epoch at a time and ends trained, with figures, parameters and progress', async () => {
    const heard: TrainProgress[] = [];
    const runId = await storeRun();
    await train(runId, (progress) => heard.push(progress));
    const run = await getTrainedRun(runId);
    expect(run).toMatchObject({ status: 'trained', backend: 'wasm', workers: 1, parameters: 153_424 });
    expect(run.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    expect(run.epochs.every(({ loss, elapsedMs }) => loss > 0 && elapsedMs > 0)).toBe(true);
    // Two steps an epoch of 16; the first three of the run are left out.
    expect(run.epochs.map(({ stepImages }) => stepImages)).toEqual([0, 16, 32]);
    // Nothing is left behind: 25 weights, and a heap that does not grow.
    expect(run.epochs.map(({ tensors }) => tensors)).toEqual([25, 25, 25]);
    expect(run.epochs[2].heapBytes).toBe(run.epochs[1].heapBytes);
    expect(heard.at(-1)).toMatchObject({ done: 96, total: 96, unit: 'samples', epoch: 3, step: 6, backend: 'wasm' });
    expect((await readCheckpoint(runId))!.epoch).toBe(3);
  });

  it('keeps what it said of each sample in each epoch, as the figures of the epoch sum it up', async () => {
    const runId = await storeRun({ workersWanted: 2 });
    await train(runId);
    const { epochs, labels } = await getTrainedRun(runId);
    const history = await readHistory(runId);
    expect(history.map(({ length }) => length)).toEqual([120, 120, 120]);
    history.forEach((logits, e) => {
      const rows = Array.from(labels, (label, i) => ({ label, row: Array.from(logits.subarray(3 * i, 3 * i + 3)) }));
      const taken = rows.filter(({ row }) => row.every(Number.isFinite));
      // Two batches of 16 of the 40; the others sat out.
      expect(taken).toHaveLength(32);
      expect(rows.filter(({ row }) => row.every(Number.isNaN))).toHaveLength(8);
      const losses = taken.map(({ label, row }) => Math.log(row.reduce((s, z) => s + Math.exp(z), 0)) - row[label]);
      expect(losses.reduce((a, b) => a + b) / 32).toBeCloseTo(epochs[e].loss, 4);
      const right = taken.filter(({ label, row }) => row[label] === Math.max(...row));
      expect(right.length / 32).toBeCloseTo(epochs[e].accuracy, 6);
    });
    expect(history[1]).not.toEqual(history[0]);
  });

  it('ends with the same weights on one worker as on four, and employs no third that would change nothing', async () => {
    const alone = await storeRun();
    const together = await storeRun({ workersWanted: 4 });
    const odd = await storeRun({ workersWanted: 3 });
    await train(alone);
    await train(together);
    await train(odd);
    expect((await getTrainedRun(together)).workers).toBe(4);
    expect((await getTrainedRun(odd)).workers).toBe(2);
    expect(await endOf(odd)).toEqual(await endOf(alone));
    expect(await endOf(together)).toEqual(await endOf(alone));
    expect(await readHistory(together)).toEqual(await readHistory(alone));
  });

  it('trains on crops first and on whole pictures last, to the same weights on any number of workers', async () => {
    const cropping = { ...RECIPE, augment: { ...RECIPE.augment, crop: 0.75, cropEpochs: 2 } };
    const [alone, together] = [
      await storeRun({ recipe: cropping }),
      await storeRun({ recipe: cropping, workersWanted: 2 }),
    ];
    const whole = await storeRun();
    for (const run of [alone, together, whole]) await train(run);
    expect(await endOf(together)).toEqual(await endOf(alone));
    expect((await endOf(whole)).weights).not.toEqual((await endOf(alone)).weights);
    expect((await getTrainedRun(alone)).epochs).toHaveLength(3);
  });

  it('ends with other weights from another seed', async () => {
    const [one, other] = [await storeRun(), await storeRun({ seed: 6 })];
    await train(one);
    await train(other);
    expect((await endOf(other)).weights).not.toEqual((await endOf(one)).weights);
  });

  it('resumed after an abort, ends bit for bit as if it had never stopped', async () => {
    // Long enough to be heard of in the middle: progress comes ten times a second at most.
    const longer = { recipe: { ...RECIPE, epochs: 30 } };
    const whole = await storeRun(longer);
    await train(whole);
    const broken = await storeRun(longer);
    const controller = new AbortController();
    const stopped = train(broken, ({ epoch }) => epoch >= 2 && controller.abort(), controller.signal);
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    await expect.poll(async () => (await getTrainedRun(broken)).status).toBe('stopped');
    expect((await readCheckpoint(broken))!.epoch).toBeLessThan(30);
    await train(broken);
    const run = await getTrainedRun(broken);
    expect(run.status).toBe('trained');
    expect(run.epochs).toHaveLength(30);
    expect(await endOf(broken)).toEqual(await endOf(whole));
    expect(await readHistory(broken)).toEqual(await readHistory(whole));
  });

  it('goes on without a helper that dies, to the same weights', async () => {
    const alone = await storeRun();
    await train(alone);
    const shared = await storeRun({ workersWanted: 2 });
    const startDying = (): Worker =>
      new Worker(new URL('./engine/dying-helper.ts', import.meta.url), { type: 'module' });
    const workers: number[] = [];
    await trainRun(never, shared, (progress) => workers.push(progress.workers), startDying);
    expect([workers[0], workers.at(-1)]).toEqual([2, 1]);
    expect(await endOf(shared)).toEqual(await endOf(alone));
  });

  it('fails with a sentence when the loss is no longer a number', async () => {
    const runId = await storeRun({ recipe: { ...RECIPE, schedule: [{ epoch: 0, rate: 1e30 }] } });
    await expect(train(runId)).rejects.toThrow(/diverged in epoch 1.*Lower the learning rate/);
    expect(await getTrainedRun(runId)).toMatchObject({ status: 'failed', error: expect.stringMatching(/diverged/) });
  });

  it('says so when the data set is gone', async () => {
    const runId = await storeRun({ datasetId: 999 });
    await expect(train(runId)).rejects.toThrow(/data set of run walkthrough was deleted/);
  });

  it('refuses a run that another worker holds', async () => {
    const runId = await storeRun();
    await navigator.locks.request(runLock(runId), async () => {
      await expect(train(runId)).rejects.toMatchObject({
        code: 'busy',
        message: expect.stringMatching(/already at work/),
      });
    });
  });

  it('is cancelled at once while it waits for whoever holds the run', async () => {
    const runId = await storeRun();
    const controller = new AbortController();
    await navigator.locks.request(runLock(runId), async () => {
      const work = trainerService.train(controller.signal, runId, () => undefined);
      work.catch(() => undefined);
      const isWaiting = async (): Promise<boolean> =>
        ((await navigator.locks.query()).pending ?? []).some(({ name }) => name === runLock(runId));
      await expect.poll(isWaiting).toBe(true);
      controller.abort();
      await expect(work).rejects.toHaveProperty('name', 'AbortError');
      expect(await isWaiting()).toBe(false);
    });
  });

  it('starts nothing that was cancelled before', async () => {
    const started = vi.spyOn(Engine, 'start');
    onTestFinished(() => started.mockRestore());
    const gone = AbortSignal.abort();
    await expect(trainerService.probe(gone, ['wasm'])).rejects.toHaveProperty('name', 'AbortError');
    await expect(trainerService.measure(gone, 'wasm', 'small', 3, SMALL)).rejects.toHaveProperty('name', 'AbortError');
    expect(started).not.toHaveBeenCalled();
  });
});

describe('training with folds', () => {
  const folds = { k: 3, of: Uint8Array.from({ length: 40 }, (_, i) => (i >> 2) % 3) };
  const foldEnds = async (runId: number): Promise<unknown[]> =>
    (await readFoldCheckpoints(runId)).map(({ runId: _, ...rest }) => rest);
  const predict = (runId: number, indices: Uint32Array): Promise<{ computed: number }> =>
    trainer.predict(never, runId, indices, () => undefined);

  it('trains one network a fold, each on the others’ samples, with figures and progress over all of them', async () => {
    const heard: TrainProgress[] = [];
    const runId = await storeRun({ folds, workersWanted: 2 });
    await train(runId, (progress) => heard.push(progress));
    const run = await getTrainedRun(runId);
    expect(run.status).toBe('trained');
    expect(run.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    // 28, 28 and 24 of the 40 samples: one step of 16 an epoch each.
    expect(heard.at(-1)).toMatchObject({ done: 144, total: 144, activity: 'epoch 3 of 3, network 3 of 3' });
    const ends = await readFoldCheckpoints(runId);
    expect(ends.map(({ fold, epoch }) => [fold, epoch])).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
    ]);
    expect(ends[1].weights).not.toEqual(ends[0].weights);
    const history = await readHistory(runId);
    expect(history).toHaveLength(3);
    expect(history.every((logits) => logits.some(Number.isFinite))).toBe(true);
  });

  it('resumed in the middle of an epoch, ends bit for bit as if it had never stopped', async () => {
    const longer = { folds, recipe: { ...RECIPE, epochs: 20 } };
    const whole = await storeRun(longer);
    await train(whole);
    let broken = -1;
    let ends: number[] = [];
    // Some moment falls between two folds of an epoch; which one depends on the machine.
    for (let delayMs = 10; new Set(ends).size < 2 && delayMs < 200; delayMs += 10) {
      broken = await storeRun(longer);
      const controller = new AbortController();
      const soon = ({ epoch }: TrainProgress): void => {
        if (epoch >= 2) setTimeout(() => controller.abort(), delayMs);
      };
      const stopped = train(broken, soon, controller.signal);
      await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
      await expect.poll(async () => (await getTrainedRun(broken)).status).toBe('stopped');
      ends = (await readFoldCheckpoints(broken)).map(({ epoch }) => epoch);
    }
    expect(new Set(ends).size).toBe(2);
    await train(broken);
    expect(await foldEnds(broken)).toEqual(await foldEnds(whole));
    expect(await readHistory(broken)).toEqual(await readHistory(whole));
    const loss = async (runId: number): Promise<number[]> =>
      (await getTrainedRun(runId)).epochs.map((epoch) => epoch.loss);
    expect(await loss(broken)).toEqual(await loss(whole));
  });

  it('says of a sample what the network says that never saw it, and of others the mean', async () => {
    const runId = await storeRun({ folds });
    await train(runId);
    const everything = Uint32Array.from({ length: 50 }, (_, i) => i);
    expect((await predict(runId, everything)).computed).toBe(50);
    const { values, missing } = await readLogits({ id: runId, classCount: 3 }, 50, everything);
    expect(missing).toBe(0);
    const alone: Float32Array[] = [];
    for (const { runId: _, fold: _fold, ...checkpoint } of await readFoldCheckpoints(runId)) {
      const single = await storeRun({ backend: 'wasm', name: 'single' });
      await db.checkpoints.put({ runId: single, ...checkpoint });
      await predict(single, everything);
      alone.push((await readLogits({ id: single, classCount: 3 }, 50, everything)).values);
    }
    for (let i = 0; i < 50; i++) {
      for (let at = 3 * i; at < 3 * i + 3; at++) {
        const expected = i < 40 ? alone[folds.of[i]][at] : (alone[0][at] + alone[1][at] + alone[2][at]) / 3;
        expect(values[at]).toBeCloseTo(expected, 5);
      }
    }
    const features = await db.features.where('runId').equals(runId).toArray();
    expect(features.reduce((sum, row) => sum + row.features.length, 0)).toBe(50 * 64);
  });

  it('of several networks that saw all says the mean of what they say, the first the one that a single run is', async () => {
    const runId = await storeRun({ folds: { k: 2, of: new Uint8Array(40).fill(NO_FOLD) } });
    await train(runId);
    const single = await storeRun({ name: 'single' });
    await train(single);
    const ends = await readFoldCheckpoints(runId);
    expect(ends[0].weights).toEqual((await readCheckpoint(single))!.weights);
    expect(ends[1].weights).not.toEqual(ends[0].weights);
    expect(await readHistory(runId)).toEqual(await readHistory(single));
    const everything = Uint32Array.from({ length: 50 }, (_, i) => i);
    const said = async (id: number): Promise<Float32Array> => {
      await predict(id, everything);
      return (await readLogits({ id, classCount: 3 }, 50, everything)).values;
    };
    const other = await storeRun({ backend: 'wasm', name: 'other' });
    const { fold: _, ...checkpoint } = ends[1];
    await db.checkpoints.put({ ...checkpoint, runId: other });
    const [mean, one, two] = [await said(runId), await said(single), await said(other)];
    for (let at = 0; at < mean.length; at++) expect(mean[at]).toBeCloseTo((one[at] + two[at]) / 2, 5);
  });

  it('leaves nothing behind when the run is deleted', async () => {
    const runId = await storeRun({ folds });
    await train(runId);
    await deleteRun(runId);
    expect(await db.foldCheckpoints.count()).toBe(0);
    expect(await db.history.count()).toBe(0);
  });
});

describe('predicting in a worker', () => {
  const predict = (runId: number, indices: Uint32Array): Promise<{ computed: number }> =>
    trainer.predict(never, runId, indices, () => undefined);

  it('stores logits, features, classes and confidences of what is missing, and only that', async () => {
    const runId = await storeRun();
    await train(runId);
    expect((await predict(runId, Uint32Array.of(3, 1, 49))).computed).toBe(3);
    const everything = Uint32Array.from({ length: 50 }, (_, i) => i);
    expect((await predict(runId, everything)).computed).toBe(47);
    expect((await predict(runId, everything)).computed).toBe(0);
    const { values, missing } = await readLogits({ id: runId, classCount: 3 }, 50, everything);
    expect(missing).toBe(0);
    expect(values.every(Number.isFinite)).toBe(true);
    const features = await db.features.where('runId').equals(runId).toArray();
    expect(features.reduce((sum, row) => sum + row.features.length, 0)).toBe(50 * 64);
    const predicted = (await db.columns.get([dataset.id, `run/${runId}/predicted`]))!.data as Uint16Array;
    const confidence = (await db.columns.get([dataset.id, `run/${runId}/confidence`]))!.data as Float32Array;
    for (let i = 0; i < 50; i++) {
      const row = Array.from(values.subarray(3 * i, 3 * i + 3));
      const exponentials = row.map(Math.exp);
      const sum = exponentials.reduce((a, b) => a + b);
      expect(predicted[i]).toBe(row.indexOf(Math.max(...row)));
      expect(confidence[i]).toBeCloseTo(Math.max(...exponentials) / sum, 5);
    }
  });

  it('says what to do when nothing was learned yet', async () => {
    await expect(predict(await storeRun(), Uint32Array.of(0))).rejects.toThrow(/learned nothing yet/);
  });
});

describe('choosing a backend', () => {
  it('times a real step on WASM and says why another cannot be used', async () => {
    const reports = await trainer.probe(never, ['webgpu', 'webgl', 'wasm']);
    expect(reports.map(({ backend }) => backend)).toEqual(['webgpu', 'webgl', 'wasm']);
    for (const report of reports) {
      expect(report.detail).not.toBe('');
      expect(report.status === 'ready').toBe(report.stepMs !== undefined);
    }
    expect(reports[2]).toMatchObject({ status: 'ready' });
  });

  it('measures milliseconds an image', async () => {
    const ms = await trainer.measure(never, 'wasm', 'small', 10, SMALL);
    expect(ms).toBeGreaterThan(0.1);
    expect(ms).toBeLessThan(500);
  });
});
