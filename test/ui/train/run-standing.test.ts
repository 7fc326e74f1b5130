import { beforeEach, expect, it } from 'vitest';
import type { DatasetInfo } from '../../../src/core/dataset/types.ts';
import type { ProbeRun } from '../../../src/core/training/run.ts';
import { addRun, runLock } from '../../../src/store/runs.ts';
import '../../../src/ui/train/train-stage.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { buttonNamed, mount, startLook, textOf } from '../../support/elements.ts';
import { storeFeatures } from '../../support/embedded.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

let info: DatasetInfo;

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  info = await storeTinyDataset(300);
  await storeFeatures(info);
});

/** The Train stage with a probe that has judged nothing yet. */
async function stageWith(changes: Pick<ProbeRun, 'status' | 'error'>) {
  const id = await addRun({
    source: 'probe',
    datasetId: info.id,
    name: 'backbone',
    createdAt: 1,
    choice: { backbone: 'lite0-e14', side: 96 },
    scope: Uint32Array.from({ length: 240 }, (_, i) => i),
    indices: new Uint32Array(),
    labels: new Uint16Array(),
    classCount: 3,
    epochs: [],
    elapsedMs: 0,
    ...changes,
  });
  const look = await startLook();
  await look.session.open(info.id);
  const stage = document.createElement('look-train-stage');
  stage.look = look;
  await mount(stage);
  return { id, look, stage };
}

it('a backbone that failed says why, and can be gone on with', async () => {
  const { stage } = await stageWith({ status: 'failed', error: 'The graphics card went away.' });
  await expect.poll(() => textOf(stage)).toContain('The graphics card went away.');
  expect(textOf(stage)).toContain('What it has seen of the pictures is kept.');
  expect(buttonNamed(stage, 'Judge the labels')).not.toBeNull();
  await expectAccessible();
});

it('a backbone that was stopped says so, and nothing of epochs', async () => {
  const { stage } = await stageWith({ status: 'stopped' });
  await expect.poll(() => textOf(stage)).toContain('Stopped before it had judged the labels.');
  expect(textOf(stage)).not.toContain('epoch.');
});

it('a backbone whose page went away says so once its lock is free', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { id, stage } = await stageWith({ status: 'training' });
  void navigator.locks.request(runLock(id), () => promise);
  await expect.poll(() => textOf(stage)).toContain('Another tab is judging the labels with this run.');
  resolve();
  await expect
    .poll(() => textOf(stage), { timeout: 10_000 })
    .toContain('Interrupted: its page went away before it had');
});

it('one that has judged says how many labels changed since, and to rank again', async () => {
  const { look, stage } = await stageWith({ status: 'stopped' });
  const { run } = await look.findSuspects({ probe: { side: 96 }, scores: [] });
  await look.session.chooseRun(run.id);
  await look.relabel([3, 6], 'dog');
  await expect.poll(() => textOf(stage)).toContain('2 labels changed since: rank again.');
  expect(textOf(stage)).not.toContain('Train again');
});
