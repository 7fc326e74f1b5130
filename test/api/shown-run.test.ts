import { beforeEach, expect, it } from 'vitest';
import type { Look } from '../../src/api/look.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import type { RunRow } from '../../src/store/records.ts';
import { startLook } from '../support/elements.ts';
import { storePredictions, storeRun } from '../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

let info: DatasetInfo;
let look: Look;
let older: RunRow;
let newer: RunRow;

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  info = await storeTinyDataset(60);
  older = await storeRun(info, 4, { name: 'older' });
  await storePredictions(info, older, (i) => (i + 1) % 3);
  newer = await storeRun(info, 4, { name: 'newer' });
  await storePredictions(info, newer, (i) => i % 3);
  look = await startLook();
  await look.session.open(info.id);
});

/** The same browser, another visit. */
async function visitAgain(): Promise<Look> {
  look.session.close();
  const again = await startLook();
  await again.session.open(info.id);
  return again;
}

/** Ranks by predictions that are brought in, to the end. */
async function importAndRank(name: string) {
  const probabilities = Float32Array.from({ length: 180 }, (_, at) => (at % 3 === Math.floor(at / 3) % 3 ? 0.8 : 0.1));
  await look.addRun(name, { probabilities, outOfSample: true });
  return look.findSuspects({ run: name, scores: [] });
}

it('the run that was chosen is shown in the next visit too, as long as it is there', async () => {
  expect(look.session.run!.id).toBe(newer.id);
  await look.session.chooseRun(older.id);
  const again = await visitAgain();
  expect(again.session.run!.id).toBe(older.id);
  expect(again.dataset.table.predicted![0]).toBe(1);
  await again.deleteRun('older');
  expect(again.session.run!.id).toBe(newer.id);
});

it('of each data set its own, and nothing is kept of one that is deleted', async () => {
  const other = await storeTinyDataset(20);
  await storePredictions(other, await storeRun(other, 4, { name: 'of the other' }), () => 1);
  await look.session.chooseRun(older.id);
  await look.session.open(other.id);
  expect(look.session.run!.name).toBe('of the other');
  await look.session.open(info.id);
  expect(look.session.run!.id).toBe(older.id);
  await look.deleteDataset(info.id);
  await expect.poll(() => localStorage.getItem('second-look:runs')).toBe('{}');
});

it('a run that ends while a ranking is worked on replaces nothing: it is offered', async () => {
  await look.computeSuspicion(look.dataset.view(), 'older');
  look.session.view = look.dataset.view().sortBy('insights.suspicion', { reverse: true });
  look.session.stay(true);
  const order = [...look.session.view.indices];

  const { run } = await importAndRank('brought in');
  expect(look.session.run!.id).toBe(older.id);
  expect([...look.session.view.indices]).toEqual(order);
  expect(look.session.offeredRun?.id).toBe(run.id);
  // The same in the next visit: what was worked on is as good as chosen.
  expect((await visitAgain()).session.run!.id).toBe(older.id);
});

it('the offer ends as it is taken up, or put away, or its run goes', async () => {
  await look.computeSuspicion(look.dataset.view(), 'older');
  look.session.stay(true);
  const { run } = await importAndRank('first');
  await look.session.chooseRun(run.id);
  expect(look.session.offeredRun).toBeNull();
  await importAndRank('second');
  expect(look.session.offeredRun?.name).toBe('second');
  look.session.offer(null);
  expect(look.session.offeredRun).toBeNull();
  await importAndRank('third');
  await look.deleteRun('third');
  expect(look.session.offeredRun).toBeNull();
  expect(look.session.run!.name).toBe('first');
});

it('where nobody works on a ranking it is shown at once', async () => {
  const first = await importAndRank('first');
  expect(look.session.run!.id).toBe(first.run.id);
  look.session.stay(true);
  look.session.stay(false);
  const second = await importAndRank('second');
  expect(look.session.run!.id).toBe(second.run.id);
  expect(look.session.offeredRun).toBeNull();
});
