import { beforeEach, expect, it } from 'vitest';
import type { Look } from '../../src/api/look.ts';
import { startLook } from '../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

let look: Look;
let theirs: File;

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  look = await startLook();
  // Somebody else decides, elsewhere.
  const other = await storeTinyDataset(50);
  await look.session.open(other.id);
  await look.relabel([1], 'frog');
  await look.relabel([2], 'cat');
  await look.keep([3, 4]);
  await look.exclude([5]);
  theirs = new File([await look.saveProject({ pictures: false })], 'theirs.second-look');
  await look.deleteDataset(other.id);
  const own = await storeTinyDataset(50);
  await look.session.open(own.id);
  await look.relabel([1], 'frog');
  await look.keep([2, 3, 5]);
  await look.session.catchUp();
});

const labelOf = (i: number): string => look.dataset.info.classes[look.dataset.table.current[i]];

it('another person’s decisions stand beside one’s own, and one edit adopts those that differ', async () => {
  const other = await look.compareReviewer(theirs);
  expect(other.compare()).toMatchObject({ both: 4, agreed: 2 });
  expect([...other.disagreements().indices]).toEqual([2, 5]);
  expect([...other.compare().onlyTheirs]).toEqual([4]);
  await other.adopt();
  expect(labelOf(2)).toBe('cat');
  expect(look.dataset.table.excluded[5]).toBe(1);
  expect(look.dataset.table.reviewed[4]).toBe(0);
  expect(other.compare()).toMatchObject({ both: 4, agreed: 4, kappa: 1 });
  await look.undo();
  expect(labelOf(2)).toBe('frog');
  expect(look.dataset.table.excluded[5]).toBe(0);
  expect([...other.disagreements().indices]).toEqual([2, 5]);
});

it('decisions are adopted by class, by sample, and where only the other decided', async () => {
  const other = await look.compareReviewer(theirs);
  expect(await other.adopt({ classes: ['dog'] })).toBeNull();
  await other.adopt({ classes: ['cat'] });
  expect([...other.disagreements().indices]).toEqual([5]);
  await other.adopt({ onlyTheirs: true, samples: [4] });
  expect(look.dataset.table.reviewed[4]).toBe(1);
  expect([...other.disagreements().indices]).toEqual([5]);
});

it('those about another data set are refused', async () => {
  const other = await storeTinyDataset(50, ['cat', 'dog', 'toad']);
  await look.session.open(other.id);
  await expect(look.compareReviewer(theirs)).rejects.toThrow('which is another data set than');
});

const table = (text: string, name = 'bob.csv'): File => new File([text], name);

it('labels that Second Look exported are compared as a project is', async () => {
  const { id } = look.dataset.info;
  const other = await storeTinyDataset(50);
  await look.session.open(other.id);
  await look.relabel([1], 'frog');
  await look.relabel([2], 'cat');
  await look.keep([3, 4]);
  await look.exclude([5]);
  await look.markUnsure([6]);
  const csv = new File([await look.exportLabels()], 'tiny-labels.csv');
  await look.session.open(id);
  const found = await look.compareReviewer(csv);
  expect(found.compare()).toMatchObject({ both: 4, agreed: 2, onlyMine: 0 });
  expect([...found.disagreements().indices]).toEqual([2, 5]);
  expect([...found.onlyTheirs().indices]).toEqual([4]);
  expect(found.matched).toContain('50 of 50 rows matched');
});

it('each label of a table of somebody’s is a decision of theirs', async () => {
  const other = await look.compareReviewer(table('name,label\ntrain/1,frog\ntrain/2,dog\ntrain/9,cat\n'));
  expect(other.matched).toBe('3 of 3 rows matched by name');
  expect(other.compare()).toMatchObject({ both: 2, agreed: 1, onlyMine: 2 });
  expect(other.about(2)).toEqual({ mine: 'frog', theirs: 'dog' });
  expect(other.about(9)).toEqual({ mine: '', theirs: 'cat' });
  const edit = await other.adopt({ samples: [9] });
  expect(edit!.title).toBe('adopt decisions about 1 sample from bob.csv');
  expect(look.dataset.table.reviewed[9]).toBe(1);
});

it('where one’s own decision stands, the sample is no longer asked about', async () => {
  const other = await look.compareReviewer(theirs);
  other.keepMine([2]);
  expect([...other.disagreements().indices]).toEqual([5]);
  await other.adopt();
  expect(labelOf(2)).toBe('frog');
  expect(look.dataset.table.excluded[5]).toBe(1);
});

it('a table that does not say which samples it means is asked about, or refused', async () => {
  const rows = Array.from({ length: 50 }, (_, i) => ['cat', 'dog', 'frog'][i % 3]);
  const labels = table(`label\n${rows.join('\n')}\n`);
  await expect(look.compareReviewer(labels)).rejects.toMatchObject({ code: 'question' });
  const told = await look.compareReviewer(labels, { match: 'order' });
  expect(told.compare().both).toBe(4);
  await expect(look.compareReviewer(table('name,label\nhorse.png,cat\n'))).rejects.toThrow('No row is of a sample');
  await expect(look.compareReviewer(table('name,label\ntrain/1,toad\n'))).rejects.toThrow('add “toad” first');
  const elsewhere = rows.map((_, i) => `train,${i},${['cat', 'dog', 'frog'][(i * 7 + (i >> 2)) % 3]},frog,person,0`);
  await expect(
    look.compareReviewer(table(`split,index,given,current,decided_by,excluded\n${elsewhere.join('\n')}\n`)),
  ).rejects.toMatchObject({ code: 'question' });
});

it('a label that was merged here since is taken for the class that it went into', async () => {
  const other = await look.compareReviewer(table('name,label\ntrain/0,dog\n'));
  await look.mergeClasses(['dog'], 'cat');
  expect(other.about(0).theirs).toBe('cat');
  await other.adopt({ onlyTheirs: true });
  expect(labelOf(0)).toBe('cat');
});

it('a comparison ends with its data set, and writes into no other', async () => {
  const other = await look.compareReviewer(theirs);
  expect(look.otherReviewer).toBe(other);
  const another = await storeTinyDataset(50, ['cat', 'dog', 'toad']);
  await look.session.open(another.id);
  expect(look.otherReviewer).toBeNull();
  await expect(other.adopt()).rejects.toThrow('is not open');
  expect(look.dataset.table.reviewed.every((one) => one === 0)).toBe(true);
});

it('a class that is merged as decisions are adopted gets none of them: they go to what it was merged into', async () => {
  const other = await look.compareReviewer(theirs);
  const merging = look.mergeClasses(['cat'], 'dog');
  const adopting = other.adopt();
  await merging;
  await adopting;
  await look.session.catchUp();
  const { retired, current } = look.dataset.table;
  expect(retired.map(({ label }) => label)).not.toContain(current[2]);
  expect(labelOf(2)).toBe('dog');
});

it('of two files the one chosen last stands', async () => {
  const first = look.compareReviewer(theirs);
  const second = look.compareReviewer(new File(['name,label\ntrain/1,frog\ntrain/2,cat'], 'later.csv'));
  await Promise.all([first, second]);
  expect(look.otherReviewer?.name).toBe('later.csv');
});

it('two of their classes never become one of yours', async () => {
  const own = look.dataset.info.id;
  const other = await storeTinyDataset(50);
  await look.session.open(other.id);
  await look.renameClass('cat', 'feline');
  await look.addClass('cat');
  await look.relabel([1], 'feline');
  await look.relabel([2], 'cat');
  const renamed = new File([await look.saveProject({ pictures: false })], 'renamed.second-look');
  await look.session.open(own);
  await expect(look.compareReviewer(renamed)).rejects.toThrow('feline');
});
