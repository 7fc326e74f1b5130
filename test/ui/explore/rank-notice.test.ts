import { beforeEach, expect, it } from 'vitest';
import type { Look } from '../../../src/api/look.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { db } from '../../../src/store/database.ts';
import '../../../src/ui/explore/rank-notice.ts';
import type { LookRankNotice } from '../../../src/ui/explore/rank-notice.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { buttonNamed, clickButton, mount, startLook, textOf } from '../../support/elements.ts';
import { storeFeatures } from '../../support/embedded.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

let look: Look;
let notice: LookRankNotice;

beforeEach(async () => {
  await emptyDatabase();
  const info = await storeTinyDataset(300);
  await storeFeatures(info);
  look = await startLook();
  await look.session.open(info.id);
  notice = document.createElement('look-rank-notice');
  notice.look = look;
  notice.table = look.dataset.table;
  // The explorer hands it the table anew.
  look.session.addEventListener('look-change', () => (notice.table = look.session.table ?? notice.table));
  await mount(notice);
});

const rank = () => look.findSuspects({ probe: { side: 96 }, scores: [] });

it('says nothing before there is a ranking, and that it is being made while it is', async () => {
  expect(textOf(notice)).toBe('');
  let end = (): void => {};
  const { id: datasetId } = look.dataset.info;
  const work = () => new Promise<void>((resolve) => (end = resolve));
  const job = look.session.jobs.run('backbone', 'Judging', work, { datasetId });
  await expect.poll(() => textOf(notice)).toContain('The first ranking is being made');
  end();
  await job;
  await expect.poll(() => textOf(notice)).toBe('');
});

it('says nothing of the ranking of another data set', async () => {
  let end = (): void => {};
  const work = () => new Promise<void>((resolve) => (end = resolve));
  const job = look.session.jobs.run('backbone', 'Judging', work, { datasetId: -1 });
  await notice.updateComplete;
  expect(textOf(notice)).toBe('');
  end();
  await job;
});

it('offers the suspects, and leaves the view alone until they are wanted', async () => {
  await rank();
  await expect.poll(() => buttonNamed(notice, 'Look at the suspects')).not.toBeNull();
  expect(look.session.view!.stages).toEqual([]);
  await expectAccessible();
  await clickButton(notice, 'Look at the suspects');
  expect(look.session.view!.stages.at(-2)).toMatchObject({ stage: 'sortBy', field: 'insights.suspicion' });
  await expect.poll(() => textOf(notice)).toBe('');
  look.session.view = look.dataset.view();
  await notice.updateComplete;
  expect(textOf(notice)).toBe('');
});

it('says how many labels changed since, ranks again when asked, and comes back with the next change', async () => {
  await rank();
  await clickButton(notice, 'Look at the suspects');
  await look.relabel([3, 6], 'dog');
  await expect.poll(() => textOf(notice)).toContain('2 labels changed since the ranking');
  const order = [...look.session.view!.indices];
  await clickButton(notice, 'Later');
  await expect.poll(() => textOf(notice)).toBe('');
  await look.relabel([9], 'dog');
  await expect.poll(() => textOf(notice)).toContain('3 labels changed');
  expect([...look.session.view!.indices]).toEqual(order);
  await clickButton(notice, 'Rank again');
  await expect.poll(() => textOf(notice), { timeout: 30_000 }).toBe('');
  const again = look.dataset.view().sortBy('insights.suspicion', { reverse: true });
  expect([...again.indices].slice(0, 3).sort((a, b) => a - b)).toEqual([3, 6, 9]);
  // They are decided, and leave the queue that is made anew.
  expect([...look.session.view!.indices].filter((index) => [3, 6, 9].includes(index))).toEqual([]);
  // What was waved away counts no more after a ranking.
  await look.relabel([12], 'dog');
  await expect.poll(() => textOf(notice)).toContain('1 label changed');
});

it('offers the suspects again as long as nobody looked at them, whatever was decided', async () => {
  await rank();
  await look.keep([5]);
  await expect.poll(() => buttonNamed(notice, 'Look at the suspects')).not.toBeNull();
});

it('counts a sample that was given a label since', async () => {
  const { id } = look.dataset.info;
  const data = look.dataset.table.given.slice();
  data[6] = NO_LABEL;
  await db.columns.put({ datasetId: id, name: 'given', data });
  await db.columns.put({ datasetId: id, name: 'current', data: data.slice() });
  look.session.close();
  await look.session.open(id);
  await rank();
  await look.relabel(6, 'dog');
  await expect.poll(() => textOf(notice)).toContain('1 label changed since the ranking');
});

it('lets other scoring end before it ranks again, and does not take that for its own', async () => {
  await rank();
  await look.relabel([3], 'dog');
  let end = (): void => {};
  const job = look.session.jobs.run('score', 'Another', () => new Promise<void>((resolve) => (end = resolve)));
  await expect.poll(() => (buttonNamed(notice, 'Rank again') as HTMLButtonElement | null)?.disabled).toBe(true);
  expect(textOf(notice)).not.toContain('Ranking again');
  end();
  await job;
});

it('offers a ranking that came while another is worked on, which stays until it is wanted', async () => {
  const first = await rank();
  await clickButton(notice, 'Look at the suspects');
  look.session.stay(true);
  const order = [...look.session.view!.indices];
  const probabilities = Float32Array.from({ length: 900 }, (_, at) => (at % 3 === Math.floor(at / 3) % 3 ? 0.8 : 0.1));
  await look.addRun('brought in', { probabilities, outOfSample: true });
  const { run } = await look.findSuspects({ run: 'brought in', scores: [] });
  await expect.poll(() => textOf(notice)).toContain('“brought in” has ranked the labels too');
  expect(look.session.run!.id).toBe(first.run.id);
  expect([...look.session.view!.indices]).toEqual(order);
  await expectAccessible();
  await clickButton(notice, 'Show its ranking');
  await expect.poll(() => look.session.run!.id).toBe(run.id);
  await expect.poll(() => textOf(notice)).not.toContain('brought in');
});
