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
