import { expect, it, onTestFinished, vi } from 'vitest';
import { db } from '../../src/store/database.ts';
import { startLook } from '../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

/** A worker that never starts, and so neither answers nor fails. */
class SilentWorker extends EventTarget {
  postMessage(): void {}
  terminate(): void {}
}

it('training can be cancelled while it waits for a backend, and leaves no run and nothing busy', async () => {
  await emptyDatabase();
  const { id } = await storeTinyDataset(50);
  const look = await startLook();
  await look.session.open(id);
  vi.stubGlobal('Worker', SilentWorker);
  onTestFinished(() => void vi.unstubAllGlobals());
  const work = look.train({ epochs: 1 });
  work.catch(() => undefined);
  look.session.jobs.running('train')!.cancel();
  await expect(work).rejects.toHaveProperty('name', 'AbortError');
  expect(look.session.jobs.list.at(-1)).toMatchObject({ kind: 'train', status: 'cancelled', datasetId: id });
  expect(await db.runs.count()).toBe(0);
  vi.unstubAllGlobals();
  const run = await look.train({ epochs: 1, batch: 8, backend: 'wasm', workers: 1, name: 'small' });
  expect(run.status).toBe('trained');
  expect(look.session.jobs.list.at(-1)).toMatchObject({ title: 'Training “small”', runId: run.id, status: 'done' });
});
