import { expect, it } from 'vitest';
import { db } from '../../src/store/database.ts';
import { startLook } from '../support/elements.ts';
import { softPicture } from '../support/soft-picture.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

it('finds exact duplicates in the stored pixels, and says which are leaks and which differ in their labels', async () => {
  await emptyDatabase();
  // The colour of sample i is (i mod 256, class × 20, split × 100): 256 apart and of one class and split means the same.
  const info = await storeTinyDataset(1200);
  const look = await startLook();
  await look.session.open(info.id);
  const groups = await look.findDuplicates();
  const same = (a: number, b: number): boolean => a % 256 === b % 256 && a % 3 === b % 3 && a < 960 === b < 960;
  const expected = new Map<number, number[]>();
  for (let i = 0; i < 1200; i++) {
    const first = Array.from({ length: i }, (_, j) => j).find((j) => same(i, j));
    if (first !== undefined) expected.set(first, [...(expected.get(first) ?? [first]), i]);
  }
  expect(groups.map(({ indices }) => indices)).toEqual([...expected.values()]);
  expect(groups.length).toBe(192);
  expect(groups.every(({ leak, conflict }) => !leak && !conflict)).toBe(true);
});

it('finds copies shifted by a pixel between train and test, whatever their labels, without any run, and follows every edit', async () => {
  await emptyDatabase();
  // 80 are for training; the twenty of the test split are the first twenty, moved to the right.
  const info = await storeTinyDataset(100);
  const bytes = new Uint8Array(100 * 3072);
  for (let i = 0; i < 100; i++) bytes.set(i < 80 ? softPicture(i) : softPicture(i - 80, { right: 1 }), i * 3072);
  await db.shards.update(info.shards[0].id, { bytes });
  const look = await startLook();
  await look.session.open(info.id);

  const groups = await look.findNearDuplicates();
  const leaks = groups.filter(({ leak }) => leak).map(({ indices }) => indices);
  expect(leaks.sort(([a], [b]) => a - b)).toEqual(Array.from({ length: 20 }, (_, j) => [j, 80 + j]));
  expect(groups.every(({ similarity }) => similarity >= 0.92 && similarity < 1)).toBe(true);
  expect(look.duplicates.exact).toEqual([]);

  await look.exclude(80);
  expect(look.duplicates.near(0.92)!.filter(({ leak }) => leak)).toHaveLength(19);
  await look.undo();
  expect(look.duplicates.near(0.92)!.filter(({ leak }) => leak)).toHaveLength(20);
  await expect(look.findNearDuplicates({ similarity: 0.5 })).rejects.toThrow('0.85 … 1');
});

it('finds exact duplicates again in another data set, and forgets those of the one before', async () => {
  await emptyDatabase();
  const look = await startLook();
  const twins = await storeTinyDataset(50, ['cat', 'dog', 'frog'], (i) => [i === 45 ? 3 : i, 0, 0]);
  await look.session.open(twins.id);
  expect(await look.findDuplicates()).toEqual([{ indices: [3, 45], similarity: 1, leak: true, conflict: false }]);
  expect(look.duplicates.copiesOf(45)).toEqual([3]);
  const other = await storeTinyDataset(50);
  await look.session.open(other.id);
  expect(look.duplicates.exact).toBeNull();
  expect(look.duplicates.copiesOf(45)).toEqual([]);
});
