import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Session } from '../../src/api/session.ts';
import { db } from '../../src/store/database.ts';
import { storePredictions, storeRun } from '../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

beforeEach(emptyDatabase);

it('an opening that another overtakes settles as that one does, so that nobody waits for ever', async () => {
  const first = await storeTinyDataset(20);
  const second = await storeTinyDataset(30);
  const session = new Session();
  const overtaken = session.open(first.id);
  const opened = await session.open(second.id);
  expect((await overtaken).info.id).toBe(second.id);
  expect(opened.count()).toBe(30);
  session.close();
});

it('opening a data set that is not there says so', async () => {
  await expect(new Session().open(4711)).rejects.toThrow(/no longer in this browser/);
});

describe('choosing a run', () => {
  /** A session over a data set with two runs; the first is shown, and of the second nothing can be read from now on. */
  async function unreadable() {
    const info = await storeTinyDataset(20);
    const first = await storeRun(info, 4, { name: 'first' });
    await storePredictions(info, first, () => 1);
    const second = await storeRun(info, 4, { name: 'second' });
    await storePredictions(info, second, () => 0);
    const other = await storeTinyDataset(30);
    const session = new Session();
    onTestFinished(() => session.close());
    await session.open(info.id);
    await session.chooseRun(first.id);
    const bulkGet = db.columns.bulkGet.bind(db.columns);
    const spy = vi.spyOn(db.columns, 'bulkGet').mockImplementation(((keys: [number, string][]) => {
      if (keys.some(([, name]) => name.startsWith(`run/${second.id}/`))) throw new Error('the disk is broken');
      return bulkGet(keys as never);
    }) as never);
    onTestFinished(() => spy.mockRestore());
    return { session, info, first, second, other };
  }

  it('that cannot be read says why, and shows the one before again', async () => {
    const { session, info, first, second } = await unreadable();
    await expect(session.chooseRun(second.id)).rejects.toThrow('the disk is broken');
    expect(session.dataset!.info.id).toBe(info.id);
    expect(session.run!.id).toBe(first.id);
    // It goes on following the store.
    await storePredictions(info, first, () => 2);
    await session.catchUpRuns();
    expect(session.dataset!.sample(0).predicted).toBe('frog');
  });

  it('that cannot be read leaves a data set alone that was opened meanwhile', async () => {
    const { session, second, other } = await unreadable();
    const chosen = session.chooseRun(second.id).catch(() => 'failed');
    await session.open(other.id);
    await chosen;
    expect(session.dataset!.info.id).toBe(other.id);
  });

  it('that the open data set does not have is refused, and nothing changes', async () => {
    const { session, first, other } = await unreadable();
    const foreign = await storeRun(other);
    await expect(session.chooseRun(foreign.id)).rejects.toMatchObject({ name: 'UserError', code: 'not-found' });
    await expect(session.chooseRun(4711)).rejects.toMatchObject({ code: 'not-found' });
    expect(session.run!.id).toBe(first.id);
  });
});
