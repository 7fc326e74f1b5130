import { beforeEach, expect, it } from 'vitest';
import type { Look } from '../../src/api/look.ts';
import { startLook } from '../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

let look: Look;

beforeEach(async () => {
  await emptyDatabase();
  look = await startLook();
});

it('another data set opens while the open one is being deleted', async () => {
  const old = await storeTinyDataset(10);
  const next = await storeTinyDataset(20);
  await look.session.open(old.id);
  const deleted = look.deleteDataset(old.id);
  const opened = await look.session.open(next.id);
  await deleted;
  await expect.poll(() => look.session.datasets?.length).toBe(1);
  expect(opened.info.id).toBe(next.id);
  expect(look.dataset.count()).toBe(20);
});

it('a data set that is deleted is closed', async () => {
  const { id } = await storeTinyDataset(10);
  await look.session.open(id);
  await look.deleteDataset(id);
  await expect.poll(() => look.session.dataset).toBeNull();
});
