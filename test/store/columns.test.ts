import { beforeEach, expect, it } from 'vitest';
import { readColumn } from '../../src/store/columns.ts';
import { deleteDataset } from '../../src/store/datasets.ts';
import { getRun } from '../../src/store/runs.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

beforeEach(emptyDatabase);

it('a data set is said to be gone only where it is', async () => {
  const { id } = await storeTinyDataset(20);
  await expect(readColumn(id, 'run/4711/predicted')).rejects.toMatchObject({
    code: 'not-found',
    message: 'This data set has no column “run/4711/predicted”.',
  });
  await deleteDataset(id);
  await expect(readColumn(id, 'current')).rejects.toMatchObject({ code: 'deleted' });
});

it('a run that there never was is not said to have been deleted', async () => {
  await expect(getRun(4711)).rejects.toMatchObject({ code: 'not-found' });
});
