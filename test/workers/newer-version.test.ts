import { beforeEach, describe, expect, it } from 'vitest';
import { standingClasses } from '../../src/core/dataset/classes.ts';
import { REVIEWED, type DatasetInfo } from '../../src/core/dataset/types.ts';
import { fieldColumn } from '../../src/core/dataset/field-column.ts';
import { readColumn, readFields, readLabels } from '../../src/store/columns.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { addFields } from '../../src/store/fields.ts';
import { listEdits } from '../../src/store/journal.ts';
import { undoEdit } from '../../src/store/undo.ts';
import { annotationsOf } from '../../src/tasks/annotators.ts';
import { addClass, mergeClasses, renameClass, useFieldAsLabel } from '../../src/tasks/edit-classes.ts';
import { keep, relabel, tag } from '../../src/tasks/edit-labels.ts';
import { classes, expectSound, pets, update, withTable } from '../support/newer-version.ts';
import { folder, imported, picture, samples, type Files } from '../support/picture-files.ts';
import { flatPicture } from '../support/pictures.ts';
import { emptyDatabase } from '../support/tiny-dataset.ts';

beforeEach(emptyDatabase);

async function standing({ id }: DatasetInfo): Promise<string[]> {
  const info = (await getDataset(id))!;
  return standingClasses(info).map((label) => info.classes[label]);
}

const last = async ({ id }: DatasetInfo) => (await listEdits(id)).at(-1)!.seq;

describe('a newer version of a data set', () => {
  it('says what is new, gone and changed, and keeps what was decided', async () => {
    const files = await folder();
    const older = await imported(files);
    await relabel(older, Uint32Array.of(1), 1, { by: 'person' });
    await keep(older, Uint32Array.of(4), { by: 'person' });
    await tag(older, Uint32Array.of(2), 'blurry', true);

    delete files['pets/train/cat/a.png'];
    files['pets/train/bird/e.png'] = await picture([60, 0, 0]);
    files['pets/val/cat/c.png'] = await picture([44, 0, 0]);
    const { survey, newer } = await update(older, files, { gone: 'drop' });
    expect(survey.update).toMatchObject({
      ...{ dataset: 'pets', same: 3, added: 1, changed: ['val/cat/c.png'], gone: ['train/cat/a.png'] },
    });
    expect(newer.classes).toEqual(['cat', 'dog', 'bird']);
    expect(await samples(newer)).toEqual([
      ['train/bird/e.png', 'bird', 60],
      ['train/cat/b.png', 'cat', 20],
      ['train/dog/a.png', 'dog', 30],
      ['val/cat/c.png', 'cat', 44],
      ['val/dog/d.png', 'dog', 50],
    ]);
    expect([...(await readLabels(newer.id, 'current'))]).toEqual([2, 1, 1, 0, 1]);
    expect([...((await readColumn(newer.id, 'reviewed')) as Uint8Array)]).toEqual([
      REVIEWED.no,
      REVIEWED.relabelled,
      REVIEWED.no,
      REVIEWED.no,
      REVIEWED.kept,
    ]);
    expect([...((await readColumn(newer.id, 'tags')) as Uint32Array)]).toEqual([0, 0, 1, 0, 0]);

    // What was decided can be taken back, and the older version is as it was.
    const edits = await listEdits(newer.id);
    expect(edits.map(({ kind }) => kind)).toEqual(['relabel', 'keep', 'tag']);
    await undoEdit(edits[0].seq, 1);
    expect([...(await readLabels(newer.id, 'current'))]).toEqual([2, 0, 1, 0, 1]);
    expect([...(await readLabels(older.id, 'current'))]).toEqual([0, 1, 1, 0, 1]);
  });

  it('notices another picture of which only the pixels are kept', async () => {
    const jpeg = (colour: string): Promise<Blob> => flatPicture(32, 32, colour, 'image/jpeg');
    const files: Files = { 'x/a/1.jpg': await jpeg('rgb(200 90 10)'), 'x/b/2.jpg': await jpeg('rgb(10 90 200)') };
    const older = await imported(files);
    expect(older.originals).toBe('shards');
    files['x/b/2.jpg'] = await jpeg('rgb(10 120 200)');
    const { survey } = await update(older, files);
    expect(survey.update).toMatchObject({ same: 1, changed: ['b/2.jpg'], added: 0, goneCount: 0 });
  });

  it('knows classes that were renamed and merged by the names that its folders have still', async () => {
    const older = await imported({ ...(await folder()), 'pets/train/bird/f.png': await picture([90, 0, 0]) });
    await renameClass(older, 'cat', 'lynx');
    await mergeClasses(older, ['bird'], 'dog');
    const more = {
      'pets/train/cat/z.png': await picture([70, 0, 0]),
      'pets/train/bird/y.png': await picture([80, 0, 0]),
    };
    const { newer } = await update(older, more);
    const labels = new Map((await samples(newer)).map(([name, label]) => [name, label]));
    expect(labels.size).toBe(8);
    expect([labels.get('train/cat/a.png'), labels.get('train/cat/z.png')]).toEqual(['lynx', 'lynx']);
    expect([labels.get('train/bird/f.png'), labels.get('train/bird/y.png')]).toEqual(['dog', 'dog']);
    expect(standingClasses(newer)).toHaveLength(2);
  });

  it('may bring more pictures alone: those that were there stay', async () => {
    const older = await imported(await folder());
    const more = { 'pets/train/dog/z.png': await picture([70, 0, 0]), 'pets/val/cat/y.png': await picture([80, 0, 0]) };
    const { survey, newer } = await update(older, more);
    expect(survey.update).toMatchObject({ same: 0, added: 2, goneCount: 5 });
    const all = await samples(newer);
    expect(all).toHaveLength(7);
    expect(new Map(all.map(([name, label, red]) => [name, `${label} ${red}`]))).toEqual(
      new Map([
        ['train/cat/a.png', 'cat 10'],
        ['train/cat/b.png', 'cat 20'],
        ['train/dog/a.png', 'dog 30'],
        ['train/dog/z.png', 'dog 70'],
        ['val/cat/c.png', 'cat 40'],
        ['val/cat/y.png', 'cat 80'],
        ['val/dog/d.png', 'dog 50'],
      ]),
    );
  });
});

describe('a newer version of a data set whose classes were edited', () => {
  it('has the new name of a class', async () => {
    const files = await pets();
    const older = await imported(files);
    await renameClass(older, 'cat', 'kitten');
    const { newer, outline } = await update(older, { ...files, 'pets/cat/z.png': await picture([90, 0, 0]) });
    expect(newer.classes).toEqual(['kitten', 'dog']);
    expect(outline.classes).toEqual(['kitten', 'dog']);
    expect(await classes(newer)).toEqual({
      'cat/a.png': 'kitten',
      'cat/b.png': 'kitten',
      'cat/z.png': 'kitten',
      'dog/c.png': 'dog',
      'dog/d.png': 'dog',
    });
    await expectSound(newer);
    // Of the newer one there can be a newer one again, and names may move on.
    await renameClass(newer, 'dog', 'cat');
    const { newer: newest } = await update((await getDataset(newer.id))!, {
      ...files,
      'pets/cat/y.png': await picture([91, 0, 0]),
      'pets/bird/v.png': await picture([93, 0, 0]),
    });
    expect(newest.classes).toEqual(['kitten', 'cat', 'bird']);
    expect(await classes(newest)).toMatchObject({ 'cat/y.png': 'kitten', 'dog/c.png': 'cat', 'bird/v.png': 'bird' });
  });

  it('has what was merged merged, new pictures too, until that is taken back', async () => {
    const files = await pets();
    const older = await imported(files);
    await mergeClasses(older, ['dog'], 'cat');
    await relabel((await getDataset(older.id))!, Uint32Array.of(2), 0, { by: 'person' });
    const { newer, outline } = await update((await getDataset(older.id))!, {
      ...files,
      'pets/dog/z.png': await picture([90, 0, 0]),
    });
    expect(await standing(newer)).toEqual(['cat']);
    expect(outline).toMatchObject({ classes: ['cat'], unlabelled: 0, splits: [{ byClass: [5, 0] }] });
    expect(new Set(Object.values(await classes(newer)))).toEqual(new Set(['cat']));
    await expectSound(newer);
    const merge = (await listEdits(newer.id)).find(({ kind }) => kind === 'classes')!;
    await undoEdit(merge.seq, 1);
    expect(await classes(newer)).toMatchObject({ 'cat/a.png': 'cat', 'dog/d.png': 'dog', 'dog/z.png': 'dog' });
  });

  it('has a field as label where that was chosen', async () => {
    const lines = ['1,cat,left', '2,dog,right', '3,cat,right'];
    const older = await imported(await withTable(lines));
    await useFieldAsLabel(older, 'camera');
    const { newer } = await update((await getDataset(older.id))!, await withTable([...lines, '4,dog,left']));
    expect(await standing(newer)).toEqual(['left', 'right']);
    expect(await classes(newer)).toEqual({ '1.png': 'left', '2.png': 'right', '3.png': 'right', '4.png': 'left' });
    await expectSound(newer);
    await undoEdit(await last(newer), 1);
    expect(await classes(newer)).toEqual({ '1.png': 'cat', '2.png': 'dog', '3.png': 'cat', '4.png': 'dog' });
  });

  it('has an added class once, under its number', async () => {
    const files = await pets();
    const older = await imported(files);
    await addClass(older, 'bird');
    await relabel((await getDataset(older.id))!, Uint32Array.of(0), 2, { by: 'person' });
    const { newer } = await update((await getDataset(older.id))!, {
      ...files,
      'pets/bird/z.png': await picture([90, 0, 0]),
    });
    expect(newer.classes).toEqual(['cat', 'dog', 'bird']);
    expect(await classes(newer)).toMatchObject({ 'cat/a.png': 'bird', 'bird/z.png': 'bird', 'cat/b.png': 'cat' });
  });

  it('has what annotators said of classes that came later, or were renamed since', async () => {
    const files = await pets();
    let older = await imported(files);
    await addClass(older, 'bird');
    await renameClass((await getDataset(older.id))!, 'cat', 'kitten');
    await addFields(older.id, new Map([['ann', fieldColumn(['kitten', 'bird', 'dog', ''])]]), ['ann']);
    await renameClass((await getDataset(older.id))!, 'kitten', 'tom');
    older = (await getDataset(older.id))!;
    const said = async (info: DatasetInfo) => {
      const [column] = annotationsOf(info, await readFields(info.id), await listEdits(info.id));
      return [...column].map((label) => info.classes[label] ?? null);
    };
    expect(await said(older)).toEqual(['tom', 'bird', 'dog', null]);
    const { newer } = await update(older, { ...files, 'pets/cat/Z.png': await picture([90, 0, 0]) });
    expect(newer.annotators).toEqual(['ann']);
    expect(await said(newer)).toEqual([null, 'tom', 'bird', 'dog', null]);
  });
});
