import { expect, it } from 'vitest';
import { startLook } from '../support/elements.ts';
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
