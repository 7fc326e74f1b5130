import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { STANDARD, withEpochs } from '../../../src/core/training/presets.ts';
import { db } from '../../../src/store/database.ts';
import { addRun, getTrainedRun, runLock } from '../../../src/store/runs.ts';
import { trainer } from '../../../src/tasks/workers.ts';
import { onWorkingBackend } from '../../../workers/engine/fallback.ts';
import { trainRun } from '../../../workers/engine/train.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

const never = new AbortController().signal;
let runId: number;

beforeEach(async () => {
  await emptyDatabase();
  const dataset = await storeTinyDataset(50);
  const indices = Uint32Array.from({ length: 40 }, (_, i) => i);
  runId = await addRun({
    source: 'trained',
    datasetId: dataset.id,
    name: 'walkthrough',
    createdAt: 1,
    recipe: { ...withEpochs(STANDARD, 2), name: 'custom', batch: 16, microBatch: 4 },
    seed: 5,
    backendWanted: 'wasm',
    workersWanted: 2,
    indices,
    labels: Uint16Array.from(indices, (i) => i % 3),
    classCount: 3,
    status: 'stopped',
    epochs: [],
    elapsedMs: 0,
  });
});

describe('training that is cancelled', () => {
  const startSilent = (): Worker =>
    new Worker(new URL('./silent-helper.ts', import.meta.url), { type: 'module', name: 'silent helper' });
  const startDeaf = (): Worker => {
    const url = URL.createObjectURL(new Blob([''], { type: 'text/javascript' }));
    onTestFinished(() => URL.revokeObjectURL(url));
    return new Worker(url);
  };

  it.each([
    ['does not even start', startDeaf, 'stopped'],
    ['never answers', startSilent, 'training'],
  ] as const)('ends as stopped while a helper %s', async (_, start, statusMeanwhile) => {
    const controller = new AbortController();
    let started = false;
    const work = trainRun(
      controller.signal,
      runId,
      () => undefined,
      () => {
        started = true;
        return start();
      },
    );
    work.catch(() => undefined);
    await expect.poll(async () => started && (await getTrainedRun(runId)).status).toBe(statusMeanwhile);
    controller.abort();
    await expect(work).rejects.toHaveProperty('name', 'AbortError');
    expect(await getTrainedRun(runId)).toMatchObject({ status: 'stopped', epochs: [] });
  });
});

describe('a run whose last worker has just ended', () => {
  it('is trained once its lock arrives, though it was asked for before', async () => {
    const lock = runLock(runId);
    let release!: () => void;
    void navigator.locks.request(lock, () => new Promise<void>((resolve) => (release = resolve)));
    const work = trainer.train(never, runId, () => undefined);
    work.catch(() => undefined);
    const waiting = async (): Promise<boolean> =>
      ((await navigator.locks.query()).pending ?? []).some(({ name }) => name === lock);
    await expect.poll(waiting, { interval: 5 }).toBe(true);
    release();
    await work;
    expect((await getTrainedRun(runId)).status).toBe('trained');
  });
});

describe('a disk that is full', () => {
  /** What the database throws then: it names the transaction's end an AbortError. */
  const full = (): Error =>
    Object.assign(new Error('aborted'), {
      name: 'AbortError',
      inner: new DOMException('full', 'QuotaExceededError'),
    });

  it('ends training with a sentence that says so, and what to do', async () => {
    const fill = (): void => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    db.history.hook('creating', fill);
    onTestFinished(() => db.history.hook('creating').unsubscribe(fill));
    const message = expect.stringMatching(/^The disk is full.*Delete a data set.*Then resume the run/);
    await expect(trainRun(never, runId, () => undefined)).rejects.toMatchObject({ code: 'no-space', message });
    expect(await getTrainedRun(runId)).toMatchObject({ status: 'failed', error: message, epochs: [] });
  });

  it('is not blamed on the backend: no other is tried', async () => {
    const tried: string[] = [];
    const work = onWorkingBackend(
      never,
      runId,
      'webgpu',
      async (backend) => {
        tried.push(backend);
        throw full();
      },
      () => undefined,
    );
    await expect(work).rejects.toHaveProperty('inner.name', 'QuotaExceededError');
    expect(tried).toEqual(['webgpu']);
    expect((await getTrainedRun(runId)).moves).toBeUndefined();
  });
});
