import { beforeEach, describe, expect, it } from 'vitest';
import { fitRecipe } from '../../src/core/training/fit-recipe.ts';
import { QUICK, STANDARD, withEpochs } from '../../src/core/training/presets.ts';
import type { Trainer } from '../../src/contracts/trainer.ts';
import { workerPerCall } from '../../src/contracts/worker-client.ts';
import { NO_LABEL, TAG_HELD_OUT } from '../../src/core/dataset/types.ts';
import { NO_FOLD } from '../../src/core/training/folds.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { appendEdit } from '../../src/store/journal.ts';
import { getRun } from '../../src/store/runs.ts';
import { tag } from '../../src/tasks/edit-labels.ts';
import { createRun, trainRun } from '../../src/tasks/train.ts';
import { createRunAgain } from '../../src/tasks/train-again.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

const never = new AbortController().signal;
const options = { epochs: 2, batch: 16 };
let info: DatasetInfo;
let view: Uint32Array;

beforeEach(async () => {
  await emptyDatabase();
  info = await storeTinyDataset(50);
  view = Uint32Array.from({ length: 40 }, (_, i) => i);
});

/** A trainer that dies as soon as it has told of its first epoch's end. */
const dyingTrainer = workerPerCall<Trainer>(
  () => new Worker(new URL('./dying-trainer.ts', import.meta.url), { type: 'module', name: 'dying trainer' }),
);

describe('a run whose trainer dies', () => {
  it('is left as failed, with a sentence, and can be gone on with from its last epoch', async () => {
    const run = await createRun(info, view, options, 'wasm');
    const died = trainRun(never, run.id, () => undefined, dyingTrainer);
    await expect(died).rejects.toThrow(/trained “walkthrough” died.*Epoch 1 is kept: resume/);
    const left = await getRun(run.id);
    expect(left).toMatchObject({ status: 'failed', error: expect.stringMatching(/for want of memory/) });
    expect(left.epochs).toHaveLength(1);
    const done = await trainRun(never, run.id, () => undefined);
    expect(done).toMatchObject({ status: 'trained' });
    expect(done.error).toBeUndefined();
    expect(done.epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
  });
});

describe('samples and classes to learn from', () => {
  it('are none where no sample chosen has a label: refused with a sentence, and never learned where some have', async () => {
    await appendEdit({ datasetId: info.id, at: 1, kind: 'relabel', title: 'no label', details: {} }, () => [
      { column: 'current', indices: Uint32Array.of(0, 1, 2), values: new Uint16Array(3).fill(NO_LABEL) },
    ]);
    const unlabelled = Uint32Array.of(0, 1, 2);
    await expect(createRun(info, unlabelled, options, 'wasm')).rejects.toThrow(/each of the 3 samples.*no label/);
    expect((await createRun(info, view, options, 'wasm')).indices).toEqual(view.subarray(3));
  });

  it('are refused where there are more than 1,000 classes, those merged into others not counted', async () => {
    const classes = Array.from({ length: 1003 }, (_, k) => `class ${k}`);
    const wide = { ...info, classes };
    await expect(createRun(wide, view, options, 'wasm')).rejects.toThrow(/Tiny has 1,003 classes.*up to 65,534.*1,000/);
    const numbers = Array.from({ length: 2001 }, (_, k) => `class ${k}`);
    const many = { ...wide, classes: numbers, retired: numbers.slice(9).map((_, k) => ({ label: k + 9, into: 0 })) };
    await expect(createRun(many, view, options, 'wasm')).rejects.toThrow(/numbers for 2,001 classes.*room for 2,000/);
    const merged = { ...wide, retired: [1000, 1001, 1002].map((label) => ({ label, into: 0 })) };
    expect(await createRun(merged, view, options, 'wasm')).toMatchObject({
      classCount: 1003,
      normalisation: info.normalisation,
    });
  });
});

describe('the recipe of a run', () => {
  it('is fitted to few samples where it is called by its name, and stored with the run', async () => {
    const { recipe } = await createRun(info, view, {}, 'wasm');
    expect(recipe).toMatchObject({ name: 'standard', batch: 16, epochs: 28, microBatch: 16 });
    expect((await createRun(info, view, { recipe: 'quick' }, 'wasm')).recipe).toMatchObject({ batch: 16, epochs: 12 });
  });

  it('is what was asked for where epochs or batch are, and where it is given whole', async () => {
    expect((await createRun(info, view, options, 'wasm')).recipe).toMatchObject(options);
    expect((await createRun(info, view, { recipe: STANDARD }, 'wasm')).recipe).toEqual(STANDARD);
  });

  it('is the same once more on corrected labels, also where fewer samples are left', async () => {
    const run = await createRun(info, view, {}, 'wasm');
    await appendEdit({ datasetId: info.id, at: 1, kind: 'exclude', title: 'out', details: {} }, () => [
      { column: 'excluded', indices: view.subarray(0, 20), values: new Uint8Array(20).fill(1) },
    ]);
    const again = await createRunAgain(info, run, 'wasm');
    expect(again.indices).toHaveLength(20);
    expect(again.recipe).toEqual(run.recipe);
  });
});

describe('folds', () => {
  it('are dealt by the current labels, the same for the same seed', async () => {
    const folded = { ...options, folds: 4 };
    const [one, other] = [await createRun(info, view, folded, 'wasm'), await createRun(info, view, folded, 'wasm')];
    expect(one.folds!.of).toHaveLength(40);
    expect(one.folds).toEqual(other.folds);
    for (const label of [0, 1, 2]) {
      const sizes = [0, 1, 2, 3].map(
        (fold) => one.folds!.of.filter((f, i) => f === fold && one.labels[i] === label).length,
      );
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }
  });

  it('more than the smallest class has samples are refused by name', async () => {
    await expect(createRun(info, view, { folds: 14 }, 'wasm')).rejects.toThrow(/at least 14 samples.*“dog” has 13/);
  });
});

describe('several networks', () => {
  it('learn from all samples each, and are trained again as many', async () => {
    const run = await createRun(info, view, { ...options, networks: 3 }, 'wasm');
    expect(run.folds!.k).toBe(3);
    expect([...run.folds!.of].every((fold) => fold === NO_FOLD)).toBe(true);
    expect((await createRunAgain(info, run, 'wasm')).folds).toEqual(run.folds);
    const folded = await createRun(info, view, { ...options, folds: 2 }, 'wasm');
    expect((await createRunAgain(info, folded, 'wasm')).folds).toEqual(folded.folds);
  });

  it('are refused where they are too many, or asked for beside folds', async () => {
    await expect(createRun(info, view, { networks: 21 }, 'wasm')).rejects.toThrow(/whole number from 1 to 20/);
    await expect(createRun(info, view, { networks: 2, folds: 2 }, 'wasm')).rejects.toThrow(/not both/);
  });
});

describe('samples held out by tag', () => {
  it('are not learned, by a run made anew or by one that repeats another', async () => {
    const before = await createRun(info, view, options, 'wasm');
    const heldOut = Uint32Array.of(3, 8, 21);
    await tag(info, heldOut, TAG_HELD_OUT, true);
    const left = [...view].filter((i) => !heldOut.includes(i));
    expect([...(await createRun(info, view, options, 'wasm')).indices]).toEqual(left);
    expect([...(await createRunAgain(info, before, 'wasm')).indices]).toEqual(left);
  });
});

describe('a recipe', () => {
  it('is standard unless asked for by name, and keeps its proportions over other epochs', async () => {
    const few = view.length;
    expect((await createRun(info, view, {}, 'wasm')).recipe).toEqual(fitRecipe(STANDARD, few));
    expect((await createRun(info, view, { recipe: 'quick' }, 'wasm')).recipe).toEqual(fitRecipe(QUICK, few));
    expect((await createRun(info, view, { recipe: 'quick', epochs: 12 }, 'wasm')).recipe).toEqual({
      ...withEpochs(QUICK, 12),
      batch: 16,
    });
  });

  it('that does not exist is refused with those that do', async () => {
    const unknown = { recipe: 'fast' as 'quick' };
    await expect(createRun(info, view, unknown, 'wasm')).rejects.toThrow(
      'There is no recipe “fast”; there are: quick, standard, thorough, fiftyone-2020.',
    );
  });
});
