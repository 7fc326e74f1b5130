import { beforeEach, expect, it } from 'vitest';
import { Session } from '../../src/api/session.ts';
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
