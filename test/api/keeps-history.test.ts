import { expect, it } from 'vitest';
import { db } from '../../src/store/database.ts';
import { startLook } from '../support/elements.ts';
import { storeRun } from '../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

it('is known of each run whether it keeps what it said while it learned', async () => {
  await emptyDatabase();
  const info = await storeTinyDataset(20);
  const [first, second] = [await storeRun(info), await storeRun(info, 4, { name: 'second' })];
  await db.history.put({ runId: second.id, epoch: 1, logits: new Float32Array(second.indices.length * 3) });
  const look = await startLook();
  await look.session.open(info.id);
  expect(await look.keepsHistory(first.name)).toBe(false);
  expect(await look.keepsHistory(second.name)).toBe(true);
});
