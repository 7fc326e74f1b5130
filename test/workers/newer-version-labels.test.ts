import { beforeEach, describe, expect, it } from 'vitest';
import { TAG_MISTAKE, REVIEWED, type DatasetInfo } from '../../src/core/dataset/types.ts';
import { undoneEdits } from '../../src/core/edits/edit-history.ts';
import type { TablePlan } from '../../src/core/tables/table-plan.ts';
import { fieldColumn } from '../../src/core/dataset/field-column.ts';
import { readColumn, readFields, readNames } from '../../src/store/columns.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { addFields } from '../../src/store/fields.ts';
import { listEdits } from '../../src/store/journal.ts';
import { undoEdit } from '../../src/store/undo.ts';
import { addTable } from '../../src/tasks/add-table.ts';
import { annotationsOf } from '../../src/tasks/annotators.ts';
import { addClass, mergeClasses, renameClass } from '../../src/tasks/edit-classes.ts';
import { keep, relabel } from '../../src/tasks/edit-labels.ts';
import { perturb, undoNoise } from '../../src/tasks/perturb.ts';
import { decidedBy } from '../support/decided-by.ts';
import { classes, expectSound, pets, update, withTable } from '../support/newer-version.ts';
import { imported, picture } from '../support/picture-files.ts';
import { emptyDatabase } from '../support/tiny-dataset.ts';

beforeEach(emptyDatabase);

async function reviewed({ id }: DatasetInfo): Promise<Record<string, number>> {
  const [names, column] = [(await readNames(id))!, (await readColumn(id, 'reviewed')) as Uint8Array];
  return Object.fromEntries(names.map((name, i) => [name, column[i]]));
}

describe('what annotators said of a class that was merged away, and whose name was given anew', () => {
  it('is of the class that was called so when the labels came', async () => {
    const files = await pets();
    const older = await imported(files);
    const info = async () => (await getDataset(older.id))!;
    const said = async (dataset: DatasetInfo) => {
      const columns = annotationsOf(dataset, await readFields(dataset.id), await listEdits(dataset.id));
      return columns.map((column) => [...column].map((label) => dataset.classes[label] ?? null));
    };
    await addFields(older.id, new Map([['before', fieldColumn(['cat', 'cat', 'dog', ''])]]), ['before']);
    await mergeClasses(older, ['cat'], 'dog');
    await addClass(await info(), 'cat');
    await addFields(older.id, new Map([['after', fieldColumn(['cat', 'dog', 'cat', ''])]]), ['after']);
    const expected = [
      ['dog', 'dog', 'dog', null],
      ['cat', 'dog', 'cat', null],
    ];
    expect(await said(await info())).toEqual(expected);
    const { newer } = await update(await info(), { ...files, 'pets/dog/z.png': await picture([90, 0, 0]) });
    expect(await said(newer)).toEqual(expected.map((column) => [...column, null]));
    await renameClass(newer, 'cat', 'tom');
    expect((await said((await getDataset(newer.id))!))[1].slice(0, 3)).toEqual(['tom', 'dog', 'tom']);
  });
});

describe('a newer version that gives other labels', () => {
  it('keeps what a person decided, and gives its own label where that is taken back', async () => {
    const older = await imported(await withTable(['1,cat,left', '2,cat,left', '3,dog,left', '4,dog,left']));
    await relabel(older, Uint32Array.of(0), 1, { by: 'person' });
    await keep(older, Uint32Array.of(1), { by: 'person' });
    const { newer } = await update(older, await withTable(['1,frog,left', '2,dog,left', '3,frog,left', '4,dog,left']));
    expect(await classes(newer, 'given')).toEqual({ '1.png': 'frog', '2.png': 'dog', '3.png': 'frog', '4.png': 'dog' });
    expect(await classes(newer)).toEqual({ '1.png': 'dog', '2.png': 'cat', '3.png': 'frog', '4.png': 'dog' });
    expect(await reviewed(newer)).toEqual({
      '1.png': REVIEWED.relabelled,
      '2.png': REVIEWED.relabelled,
      '3.png': REVIEWED.no,
      '4.png': REVIEWED.no,
    });
    await expectSound(newer);
    const [relabelled, kept] = await listEdits(newer.id);
    await undoEdit(relabelled.seq, 1);
    await undoEdit(kept.seq, 2);
    expect(await classes(newer)).toEqual({ '1.png': 'frog', '2.png': 'dog', '3.png': 'frog', '4.png': 'dog' });
    expect(new Set(Object.values(await reviewed(newer)))).toEqual(new Set([REVIEWED.no]));
  });

  it('keeps injected noise, with its own labels as the true ones', async () => {
    const older = await imported(await withTable(['1,cat,a', '2,cat,a', '3,dog,a', '4,dog,a']));
    await perturb(older, Uint32Array.of(0, 1, 2, 3), { kind: 'asymmetric', map: 'next', rate: 1 });
    const { newer } = await update(
      (await getDataset(older.id))!,
      await withTable(['1,dog,a', '2,cat,a', '3,dog,a', '4,frog,a']),
    );
    expect(await classes(newer)).toEqual({ '1.png': 'dog', '2.png': 'dog', '3.png': 'cat', '4.png': 'cat' });
    expect(await classes(newer, 'true')).toEqual({ '1.png': 'dog', '2.png': 'cat', '3.png': 'dog', '4.png': 'frog' });
    const bit = 1 << newer.tags.indexOf(TAG_MISTAKE);
    expect([...((await readColumn(newer.id, 'tags')) as Uint32Array)]).toEqual([0, bit, bit, bit]);
    await expectSound(newer);
    await undoNoise(newer.id);
    expect(await classes(newer)).toEqual({ '1.png': 'dog', '2.png': 'cat', '3.png': 'dog', '4.png': 'frog' });
    expect(await classes(newer, 'true')).toEqual({ '1.png': null, '2.png': null, '3.png': null, '4.png': null });
  });

  it('keeps who decided, about the right samples', async () => {
    const older = await imported(await pets());
    const restore = {
      ...{ kind: 'labels', truth: null, tags: null, excluded: Uint8Array.of(0, 0, 1) },
      indices: Uint32Array.of(0, 2, 3),
      labels: Uint16Array.of(1, 1, 1),
      decidedBy: ['person', 'bulk', 'suggestion'],
    };
    const plan = { file: 'labels.csv', newClasses: [], labels: null, fields: new Map<string, never>(), annotators: [] };
    await addTable(older, { ...plan, restore } as unknown as TablePlan);
    const { 'pets/cat/a.png': a, 'pets/dog/c.png': c, 'pets/dog/d.png': d } = await pets();
    const files = {
      'pets/ant/0.png': await picture([1, 0, 0]),
      'pets/cat/a.png': a,
      'pets/dog/c.png': c,
      'pets/dog/d.png': d,
    };
    const { newer } = await update(older, files, { gone: 'drop' });
    const names = (await readNames(newer.id))!;
    const edits = await listEdits(newer.id);
    const found = decidedBy(edits, undoneEdits(edits), (await readColumn(newer.id, 'reviewed')) as Uint8Array);
    expect(Object.fromEntries([...found].map(([index, by]) => [names[index], by]))).toEqual({
      'cat/a.png': 'person',
      'dog/c.png': 'bulk',
      'dog/d.png': 'suggestion',
    });
    expect(await classes(newer)).toEqual({
      'ant/0.png': 'ant',
      'cat/a.png': 'dog',
      'dog/c.png': 'dog',
      'dog/d.png': 'dog',
    });
  });
});
