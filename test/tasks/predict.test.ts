import { expect, it } from 'vitest';
import { db } from '../../src/store/database.ts';
import { predict } from '../../src/tasks/predict.ts';
import { storeRun } from '../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

it('cancelled after its last sample, a prediction leaves no tags', async () => {
  await emptyDatabase();
  const info = await storeTinyDataset(20);
  const controller = new AbortController();
  const trainer = {
    predict: () => {
      controller.abort();
      return Promise.resolve({ computed: 1, elapsedMs: 1 });
    },
  };
  const work = predict(controller.signal, info, (await storeRun(info)).id, Uint32Array.of(0), () => undefined, trainer);
  await expect(work).rejects.toHaveProperty('name', 'AbortError');
  expect(await db.journal.count()).toBe(0);
  expect((await db.datasets.get(info.id))!.tags).toEqual([]);
});
