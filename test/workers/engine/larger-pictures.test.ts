import { beforeEach, expect, it, vi } from 'vitest';
import { CIFAR_10_NORMALISATION, type DatasetInfo } from '../../../src/core/dataset/types.ts';
import { STANDARD, withEpochs } from '../../../src/core/training/presets.ts';
import type { Recipe } from '../../../src/core/training/recipe.ts';
import { readHistory } from '../../../src/store/history.ts';
import { readLogits } from '../../../src/store/predictions.ts';
import type { TrainedRunRow } from '../../../src/store/records.ts';
import { addRun, getTrainedRun, readCheckpoint } from '../../../src/store/runs.ts';
import { trainer } from '../../../src/tasks/workers.ts';
import { RunPixels } from '../../../workers/engine/run-pixels.ts';
import { trainRun } from '../../../workers/engine/train.ts';
import { emptyDatabase } from '../../support/tiny-dataset.ts';
import { storeNoiseDataset } from '../../support/noise-dataset.ts';

const COUNT = 24;
const RECIPE: Recipe = { ...withEpochs(STANDARD, 2), name: 'custom', batch: 8, microBatch: 4 };
const never = new AbortController().signal;

beforeEach(emptyDatabase);

function storeRun({ id, classes, normalisation }: DatasetInfo, changes: Partial<TrainedRunRow> = {}): Promise<number> {
  const indices = Uint32Array.from({ length: COUNT }, (_, i) => i);
  return addRun({
    source: 'trained',
    ...{ datasetId: id, name: 'walkthrough', createdAt: 1, seed: 5, classCount: classes.length, normalisation },
    recipe: RECIPE,
    backendWanted: 'wasm',
    workersWanted: 1,
    indices,
    labels: Uint16Array.from(indices, (i) => i % 3),
    ...{ status: 'stopped', epochs: [], elapsedMs: 0 },
    ...changes,
  });
}

const train = (runId: number): Promise<void> => trainer.train(never, runId, () => undefined);

/** All that training leaves behind. */
const endOf = async (runId: number) => {
  const { runId: _, ...end } = (await readCheckpoint(runId))!;
  return { end, history: await readHistory(runId) };
};

it.each([28, 64, 96, 128])(
  'trains and predicts pictures of %i pixels, to the same weights on two workers',
  async (side) => {
    const { info } = await storeNoiseDataset(COUNT, side);
    const [alone, together] = [await storeRun(info), await storeRun(info, { workersWanted: 2 })];
    await train(alone);
    await train(together);
    expect((await getTrainedRun(together)).workers).toBe(2);
    expect(await endOf(together)).toEqual(await endOf(alone));
    const all = Uint32Array.from({ length: COUNT }, (_, i) => i);
    await trainer.predict(never, alone, all, () => undefined);
    const { values } = await readLogits(await getTrainedRun(alone), COUNT, all);
    expect(values).toHaveLength(COUNT * 3);
    expect(values.every(Number.isFinite)).toBe(true);
    // As many parameters as at 32, but for the first filter's from 128.
    expect((await getTrainedRun(alone)).parameters).toBe(side < 128 ? 153_424 : 153_424 + 9 * 16 * 9);
  },
  120_000,
);

it('several networks and a resumed run go on at the size they began with', async () => {
  const { info } = await storeNoiseDataset(COUNT, 64);
  const folds = { k: 2, of: Uint8Array.from({ length: COUNT }, (_, i) => i % 2) };
  const whole = await storeRun(info, { folds });
  await train(whole);
  expect(await getTrainedRun(whole)).toMatchObject({ status: 'trained' });
  const longer = { recipe: { ...RECIPE, epochs: 15 } };
  const [through, broken] = [await storeRun(info, longer), await storeRun(info, longer)];
  await train(through);
  const controller = new AbortController();
  const stopped = trainer.train(controller.signal, broken, ({ epoch }) => epoch >= 2 && controller.abort());
  await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
  await expect.poll(async () => (await getTrainedRun(broken)).status).toBe('stopped');
  await train(broken);
  expect(await endOf(broken)).toEqual(await endOf(through));
}, 120_000);

it('reads pixels beyond the budget as they are needed, in the same order on any number of workers', async () => {
  const { info } = await storeNoiseDataset(COUNT, 64);
  const open = RunPixels.open.bind(RunPixels);
  const budgeted = vi
    .spyOn(RunPixels, 'open')
    .mockImplementation((...args) => open(args[0], args[1], 20 * 64 * 64 * 3));
  try {
    const [alone, together] = [await storeRun(info), await storeRun(info, { workersWanted: 2 })];
    for (const runId of [alone, together]) await trainRun(never, runId, () => undefined);
    expect(await endOf(together)).toEqual(await endOf(alone));
    const within = await storeRun(info);
    budgeted.mockRestore();
    await train(within);
    expect((await endOf(within)).end.weights).not.toEqual((await endOf(alone)).end.weights);
  } finally {
    budgeted.mockRestore();
  }
}, 120_000);

it('normalises by what the run kept, in training and prediction; a run of an older version by CIFAR-10’s', async () => {
  const { info } = await storeNoiseDataset(COUNT, 32);
  const [own, old, cifar] = [
    await storeRun(info),
    await storeRun(info, { normalisation: undefined }),
    await storeRun(info, { normalisation: CIFAR_10_NORMALISATION }),
  ];
  for (const runId of [own, old, cifar]) await train(runId);
  expect(await endOf(old)).toEqual(await endOf(cifar));
  expect((await endOf(own)).end.weights).not.toEqual((await endOf(old)).end.weights);
  const some = Uint32Array.of(1, 2, 3);
  for (const runId of [old, cifar]) await trainer.predict(never, runId, some, () => undefined);
  const [byOld, byCifar] = await Promise.all(
    [old, cifar].map(async (runId) => (await readLogits(await getTrainedRun(runId), COUNT, some)).values),
  );
  expect(byOld).toEqual(byCifar);
});
