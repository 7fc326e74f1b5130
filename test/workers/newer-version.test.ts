import { beforeEach, describe, expect, it } from 'vitest';
import { standingClasses } from '../../src/core/dataset/classes.ts';
import { TAG_MISTAKE, REVIEWED, type DatasetInfo } from '../../src/core/dataset/types.ts';
import { undoneEdits } from '../../src/core/edits/edit-history.ts';
import { decidedBy } from '../../src/core/review/decisions.ts';
import type { TablePlan } from '../../src/core/tables/table-plan.ts';
import { fieldColumn } from '../../src/core/dataset/field-column.ts';
import { readColumn, readFields, readLabels, readNames } from '../../src/store/columns.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { addFields } from '../../src/store/fields.ts';
import { listEdits, replayJournal } from '../../src/store/journal.ts';
import { OriginalsReader } from '../../src/store/originals.ts';
import { undoEdit } from '../../src/store/undo.ts';
import { addTable } from '../../src/tasks/add-table.ts';
import { annotationsOf } from '../../src/tasks/annotators.ts';
import { addClass, mergeClasses, renameClass, useFieldAsLabel } from '../../src/tasks/edit-classes.ts';
import { keep, relabel, tag } from '../../src/tasks/edit-labels.ts';
import { openImport } from '../../src/tasks/import-dataset.ts';
import { perturb, undoNoise } from '../../src/tasks/perturb.ts';
import { classes, update } from '../support/newer-version.ts';
import { folder, imported, picture, samples, sourceOf, type Files } from '../support/picture-files.ts';
import { flatPicture } from '../support/pictures.ts';
import { emptyDatabase } from '../support/tiny-dataset.ts';

const never = new AbortController().signal;
const quiet = (): void => undefined;

beforeEach(emptyDatabase);

async function reviewed({ id }: DatasetInfo): Promise<Record<string, number>> {
  const [names, column] = [(await readNames(id))!, (await readColumn(id, 'reviewed')) as Uint8Array];
  return Object.fromEntries(names.map((name, i) => [name, column[i]]));
}

async function standing({ id }: DatasetInfo): Promise<string[]> {
  const info = (await getDataset(id))!;
  return standingClasses(info).map((label) => info.classes[label]);
}

const last = async ({ id }: DatasetInfo) => (await listEdits(id)).at(-1)!.seq;

/** The journal is what the columns add up from. */
async function expectSound({ id }: DatasetInfo): Promise<void> {
  for (const [name, column] of Object.entries(await replayJournal(id))) {
    expect(await readColumn(id, name as 'given'), name).toEqual(column);
  }
}

/** Two of each class, no splits. */
async function pets(): Promise<Files> {
  return {
    'pets/cat/a.png': await picture([10, 0, 0]),
    'pets/cat/b.png': await picture([20, 0, 0]),
    'pets/dog/c.png': await picture([30, 0, 0]),
    'pets/dog/d.png': await picture([40, 0, 0]),
  };
}

/** Pictures 1.png … with the lines of a table beside them. */
async function withTable(lines: string[], header = 'id,label,camera'): Promise<Files> {
  const files: Files = { 'x/labels.csv': [header, ...lines].join('\n') };
  for (const line of lines) {
    const id = line.split(',')[0];
    files[`x/${id}.png`] = await picture([10 * Number(id), 0, 0]);
  }
  return files;
}

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

  it('keeps planted noise, with its own labels as the true ones', async () => {
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

describe('pictures of a newer version', () => {
  it('are compared where they have the training size and no file of them is kept', async () => {
    const files = {
      'x/cat/1.png': await picture([10, 0, 0], 32, 32),
      'x/cat/2.png': await picture([20, 0, 0], 32, 32),
      'x/dog/3.png': await picture([30, 0, 0], 32, 32),
    };
    const older = await imported(files);
    expect(older.originals).toBe('shards');
    const { survey, newer } = await update(older, { ...files, 'x/cat/2.png': await picture([45, 0, 0], 32, 32) });
    expect(survey.update).toMatchObject({ same: 2, changed: ['cat/2.png'], goneCount: 0, added: 0 });
    expect((await samples(newer)).map(([, , red]) => red)).toEqual([10, 45, 30]);
  });

  it('are found where only a part of the folder is brought, with its class', async () => {
    const older = await imported(await pets());
    const { survey, newer } = await update(older, {
      'pets/cat/b.png': await picture([20, 0, 0]),
      'pets/cat/z.png': await picture([90, 0, 0]),
    });
    expect(survey.update).toMatchObject({ same: 1, added: 1, changedCount: 0, goneCount: 3 });
    expect(await classes(newer)).toEqual({
      'cat/a.png': 'cat',
      'cat/b.png': 'cat',
      'cat/z.png': 'cat',
      'dog/c.png': 'dog',
      'dog/d.png': 'dog',
    });
  });

  it('stay as they were where they cannot be decoded any more, with what was decided', async () => {
    for (const side of [40, 32]) {
      await emptyDatabase();
      const files = {
        'x/cat/1.png': await picture([10, 0, 0], side, side),
        'x/dog/2.png': await picture([20, 0, 0], side, side),
      };
      const older = await imported(files);
      await relabel(older, Uint32Array.of(0), 1, { by: 'person' });
      const png = new Uint8Array(await files['x/cat/1.png'].arrayBuffer());
      const { newer, notes } = await update(older, { ...files, 'x/cat/1.png': new Blob([png.slice(0, 60)]) });
      expect(notes.join()).toMatch(/1 picture cannot be read any more and stays as it was: cat\/1\.png/);
      expect(await samples(newer)).toEqual([
        ['cat/1.png', 'cat', 10],
        ['dog/2.png', 'dog', 20],
      ]);
      expect(await classes(newer)).toEqual({ 'cat/1.png': 'dog', 'dog/2.png': 'dog' });
      if (side === 40) expect(await new OriginalsReader(newer).read(0)).toHaveProperty('file.size', png.length);
    }
  });

  it('stay in their splits where none are chosen', async () => {
    const files = await pets();
    const older = await imported(files, { split: { share: 0.5, seed: 1, group: null } });
    const splitOf = async (info: DatasetInfo) => {
      const names = (await readNames(info.id))!;
      return Object.fromEntries(
        info.splits.flatMap(({ name, start, count }) => names.slice(start, start + count).map((one) => [one, name])),
      );
    };
    const { newer } = await update(older, { ...files, 'pets/cat/z.png': await picture([90, 0, 0]) });
    expect(await splitOf(newer)).toEqual({ ...(await splitOf(older)), 'cat/z.png': 'train' });
  });
});

describe('what was looked through', () => {
  it('is compared with another data set, or none, without being read in again', async () => {
    const files = await pets();
    const older = await imported(files);
    const open = await openImport(
      never,
      sourceOf({ ...files, 'pets/cat/z.png': await picture([90, 0, 0]) }),
      null,
      quiet,
    );
    expect(open.survey!.update).toBeUndefined();
    const survey = await open.compare(never, older.id, quiet);
    expect(survey.update).toMatchObject({ dataset: 'pets', same: 4, added: 1 });
    await expect(open.compare(never, older.id + 1000, quiet)).rejects.toHaveProperty('code', 'deleted');
    // It still is what it was compared with last.
    expect(await open.outline(survey.suggested)).toMatchObject({ classes: ['cat', 'dog'] });
    expect((await open.compare(never, null, quiet)).update).toBeUndefined();
    await open.compare(never, older.id, quiet);
    await relabel(older, Uint32Array.of(0), 1, { by: 'person' });
    const { datasetId } = await open.store(never, survey.suggested, quiet);
    expect(await classes((await getDataset(datasetId))!)).toMatchObject({ 'cat/a.png': 'dog', 'cat/z.png': 'cat' });
  });
});
