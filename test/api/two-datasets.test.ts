import { beforeEach, describe, expect, it } from 'vitest';
import type { FindSuspectsStep } from '../../src/api/calls/whole-job.ts';
import type { Look } from '../../src/api/look.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { db } from '../../src/store/database.ts';
import type { RunRow } from '../../src/store/records.ts';
import { startLook } from '../support/elements.ts';
import { storePredictions, storeRun } from '../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

let look: Look;
/** The data set that a job begins with. */
let first: DatasetInfo;
/** The one that is opened meanwhile: two runs, of which the older is chosen. */
let second: DatasetInfo;
let chosen: RunRow;

/** One small epoch on one worker: what is learned does not matter here. */
const train = { epochs: 1, batch: 8, backend: 'wasm', workers: 1, name: 'small' } as const;

beforeEach(async () => {
  await emptyDatabase();
  first = await storeTinyDataset(50);
  second = await storeTinyDataset(30);
  chosen = await storeRun(second, 4, { name: 'small' });
  await storePredictions(second, chosen, () => 1);
  await storePredictions(second, await storeRun(second, 4, { name: 'newer' }), () => 2);
  look = await startLook();
  await look.session.open(first.id);
});

/** Opens the second data set and looks at its older run. @returns what there is of it to see */
async function openSecond() {
  await look.session.open(second.id);
  await look.session.chooseRun(chosen.id);
  return seen();
}

function seen() {
  const { dataset, run, runs, journal, view, table } = look.session;
  return {
    id: dataset!.info.id,
    run: run!.id,
    runs: runs.map(({ name }) => name),
    edits: journal.length,
    samples: [...look.dataset],
    scores: table!.scores.size,
    shown: [...view!.indices],
  };
}

/** Calls `work`, and `meanwhile` as soon as the job of this kind runs. */
async function during<T>(kind: string, work: () => Promise<T>, meanwhile: () => Promise<unknown>): Promise<T> {
  const settled = work();
  await look.session.until(() => look.session.jobs.running()?.kind === kind);
  await meanwhile();
  return settled;
}

describe('a data set that is opened while a job is about another', () => {
  it.each<FindSuspectsStep>(['train', 'predict', 'score'])(
    'stays as it is, and the whole job is done on the one it began with: opened at “%s”',
    async (step) => {
      let before: ReturnType<typeof seen> | undefined;
      const { run, view } = await during(
        step,
        () => look.findSuspects({ train, scores: ['suspicion'] }),
        async () => (before = await openSecond()),
      );
      expect(seen()).toEqual(before);

      // The answer is about the first, and cannot be shown over the second.
      expect(view.count()).toBe(40);
      expect(view.first()!.insights.suspicion).not.toBeNull();
      expect(() => (look.session.view = view)).toThrow(/open that one first/);
      expect(seen()).toEqual(before);

      await look.session.open(first.id);
      expect(look.session.run).toMatchObject({ id: run.id, name: 'small', status: 'trained' });
      expect([...look.dataset].every((sample) => sample.predicted !== null)).toBe(true);
      expect([...look.dataset].every((sample) => sample.insights.suspicion !== null)).toBe(true);
      look.session.view = view;
      expect(look.session.view.first()!.tags).toContain('processed');
    },
  );

  it('and closed again for the first is not in the way of showing what was found there', async () => {
    const { run, view } = await during(
      'train',
      () => look.findSuspects({ train, scores: ['suspicion'] }),
      async () => {
        await openSecond();
        await look.session.open(first.id);
      },
    );
    expect(look.session.run!.id).toBe(run.id);
    look.session.view = view;
    expect(look.session.view.count()).toBe(40);
  });

  it('outlives the first: where that is deleted the training ends, and leaves nothing behind', async () => {
    const training = look.train({ ...train, epochs: 200 });
    const ended = expect(training).rejects.toMatchObject({ name: 'AbortError' });
    await look.session.until(() => (look.session.jobs.running('train')?.progress?.done ?? 0) > 0);
    const before = await openSecond();
    await look.deleteDataset(first.id);
    await ended;
    expect(look.session.jobs.list.map(({ status }) => status)).toEqual(['cancelled']);
    expect(seen()).toEqual(before);
    expect((await db.runs.toArray()).every(({ datasetId }) => datasetId === second.id)).toBe(true);
    expect([await db.checkpoints.count(), await db.history.count()]).toEqual([0, 0]);
  });

  it('gets none of the edits that were asked for on the first', async () => {
    await look.relabel(0, 'frog');
    await look.keep(2);
    const edits = [look.relabel(1, 'cat'), look.tag([3, 4], 'blurry')];
    const before = await openSecond();
    await Promise.all(edits);
    expect(seen()).toEqual(before);
    await look.session.open(first.id);
    expect([0, 1].map((index) => look.dataset.sample(index).current)).toEqual(['frog', 'cat']);
    expect(look.dataset.view().matchTags('blurry').count()).toBe(2);
  });

  it('hinders neither a run that is repeated nor one that is scored by views of what it predicted', async () => {
    const run = await storeRun(first, 4, { name: 'known' });
    await look.session.catchUpRuns();
    const again = await during('train', () => look.trainAgain('known'), openSecond);
    expect(again).toMatchObject({ parent: run.id, status: 'trained' });
    expect(look.session.run!.id).toBe(chosen.id);

    const { id } = (await look.session.open(first.id)).info;
    const predict = look.dataset.view().limit(6);
    const score = look.dataset.view().exists('predicted').limit(4);
    const found = look.findSuspects({ run: again.name, predict, score, scores: ['suspicion'] });
    await look.session.until(() => look.session.jobs.running('predict') !== undefined);
    const before = await openSecond();
    await found;
    expect(seen()).toEqual(before);
    await look.session.open(id);
    expect([...look.dataset].filter((sample) => sample.insights.suspicion !== null)).toHaveLength(4);
  });
});
