import { beforeEach, describe, expect, it } from 'vitest';
import type { Look } from '../../src/api/look.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { deleteDataset } from '../../src/store/datasets.ts';
import { db } from '../../src/store/database.ts';
import { addView } from '../../src/store/views.ts';
import { startLook } from '../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

let look: Look;
let info: DatasetInfo;

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  info = await storeTinyDataset();
  look = await startLook();
  await look.session.open(info.id);
});

const names = (): string[] => look.views.map(({ name }) => name);

describe('a saved view', () => {
  it('is shown again with its filters and its order, after a reload as well', async () => {
    const train = look.dataset.view().matchSplit('test', { not: true });
    const view = train.matchLabel('given', 'dog').sortBy('index', { reverse: true });
    look.session.view = view;
    await look.saveView('dogs, last first');
    look.session.view = look.dataset.view();
    const again = await startLook();
    await again.session.open(info.id);
    await expect.poll(() => again.views.map(({ name }) => name)).toEqual(['dogs, last first']);
    const shown = await again.showView('dogs, last first');
    expect([...shown.indices]).toEqual([...view.indices]);
    expect(again.session.view).toBe(shown);
  });

  it('has a name of its own', async () => {
    await look.saveView('dogs');
    await expect(look.saveView(' dogs ')).rejects.toThrow('There is a view “dogs” already');
    await expect(look.saveView('  ')).rejects.toThrow('needs a name');
    await look.saveView('cats');
    await expect(look.renameView('cats', 'dogs')).rejects.toThrow('There is a view “dogs” already');
    await look.renameView('cats', 'frogs');
    expect(names()).toEqual(['dogs', 'frogs']);
  });

  it('comes back as it was when its deletion is taken back', async () => {
    await look.saveView('dogs', look.dataset.view().matchLabel('given', 'dog'));
    const [before] = look.views;
    const takeBack = await look.deleteView('dogs');
    expect(names()).toEqual([]);
    await takeBack();
    expect(look.views).toEqual([before]);
    await expect(look.showView('cats')).rejects.toThrow('There is no view “cats”; there are: “dogs”.');
  });

  it('shows at once where another tab saves one', async () => {
    await addView(info.id, 'from elsewhere', [], 1);
    await expect.poll(names).toEqual(['from elsewhere']);
  });

  it('cannot filter by a function, and says what to do instead', async () => {
    const view = look.dataset.view().match((sample) => sample.index > 3);
    await expect(look.saveView('odd', view)).rejects.toThrow(
      'filters by a function of a script, which cannot be saved',
    );
    expect(await db.views.count()).toBe(0);
  });

  it('goes with its data set', async () => {
    await look.saveView('dogs');
    await deleteDataset(info.id);
    expect(await db.views.count()).toBe(0);
  });
});
