import { expect, it } from 'vitest';
import { appendPredictions } from '../../src/store/predictions.ts';
import { startLook } from '../support/elements.ts';
import { storeRun } from '../support/stored-run.ts';
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

it('finds near duplicates with two labels among the neighbours by a run, and follows every edit', async () => {
  await emptyDatabase();
  // The pictures of a class and split have nearly one colour, and the features point where the class does.
  const info = await storeTinyDataset(60);
  const run = await storeRun(info);
  const indices = Uint32Array.from({ length: 60 }, (_, i) => i);
  const classes = Uint16Array.from(indices, (i) => i % 3);
  const features = Float32Array.from({ length: 180 }, (_, j) => (j % 3 === Math.floor(j / 3) % 3 ? 1 : 0));
  const confidence = new Float32Array(60).fill(0.9);
  await appendPredictions(run, 60, indices, new Float32Array(180), features, classes, confidence);
  const look = await startLook();
  await look.session.open(info.id);
  expect(await look.findNearDuplicates(run.name)).toEqual([]);
  expect(look.duplicates.near(0.92)).toEqual([]);

  await look.relabel(4, 'cat');
  const [pair, ...others] = look.duplicates.near(0.92)!;
  expect(others).toEqual([]);
  expect([pair.a, pair.b]).toContain(4);
  expect([pair.a % 3, pair.b % 3]).toEqual([1, 1]);
  expect(await look.findNearDuplicates(run.name, { similarity: 0.95 })).toEqual([pair]);
  await look.undo();
  expect(look.duplicates.near(0.92)).toEqual([]);
  await expect(look.findNearDuplicates(run.name, { similarity: 0.5 })).rejects.toThrow('0.85 … 1');
});

it('finds exact duplicates again in another data set, and forgets those of the one before', async () => {
  await emptyDatabase();
  const look = await startLook();
  const twins = await storeTinyDataset(50, ['cat', 'dog', 'frog'], (i) => [i === 45 ? 3 : i, 0, 0]);
  await look.session.open(twins.id);
  expect(await look.findDuplicates()).toEqual([{ indices: [3, 45], leak: true, conflict: false }]);
  expect(look.duplicates.copiesOf(45)).toEqual([3]);
  const other = await storeTinyDataset(50);
  await look.session.open(other.id);
  expect(look.duplicates.exact).toBeNull();
  expect(look.duplicates.copiesOf(45)).toEqual([]);
});
