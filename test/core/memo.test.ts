import { expect, it, vi } from 'vitest';
import { memo, memoEach } from '../../src/core/memo.ts';

it('the very same arguments are computed once, and give the same object', () => {
  const compute = vi.fn((values: Float32Array, times: number) => values.map((value) => value * times));
  const scaled = memo(compute);
  const values = Float32Array.of(1, 2);
  expect(scaled(values, 3)).toEqual(Float32Array.of(3, 6));
  expect(scaled(values, 3)).toBe(scaled(values, 3));
  expect(compute).toHaveBeenCalledTimes(1);
});

it('another argument is computed anew, equal or not; only the last answer is kept', () => {
  const compute = vi.fn((values: number[], least: number) => values.filter((value) => value >= least));
  const above = memo(compute);
  const values = [1, 2, 3];
  expect(above(values, 2)).toEqual([2, 3]);
  expect(above([1, 2, 3], 2)).toEqual([2, 3]);
  expect(above(values, 3)).toEqual([3]);
  expect(above(values, 2)).toEqual([2, 3]);
  expect(compute).toHaveBeenCalledTimes(4);
});

it('not a number is the same as itself, and an argument left out is another than none', () => {
  const compute = vi.fn((...parts: (number | undefined)[]) => parts.length);
  const counted = memo(compute);
  expect([counted(NaN), counted(NaN)]).toEqual([1, 1]);
  expect(compute).toHaveBeenCalledTimes(1);
  expect([counted(), counted(undefined)]).toEqual([0, 1]);
});

it('an answer of undefined or null is remembered like any other', () => {
  const compute = vi.fn((at: number): null | undefined => (at === 0 ? null : undefined));
  const found = memo(compute);
  expect([found(0), found(0), found(1), found(1)]).toEqual([null, null, undefined, undefined]);
  expect(compute).toHaveBeenCalledTimes(2);
});

it('what throws is tried again', () => {
  const compute = vi
    .fn(() => 1)
    .mockImplementationOnce(() => {
      throw new Error('no such field');
    });
  const found = memo(compute);
  expect(found).toThrow('no such field');
  expect(found()).toBe(1);
});

it('a promise that is rejected is forgotten; one that is kept, or under way, is shared', async () => {
  const compute = vi.fn((id: number) => Promise.resolve(id)).mockRejectedValueOnce(new Error('the worker is gone'));
  const read = memo(compute);
  const [first, second] = [read(1), read(1)];
  expect(second).toBe(first);
  await expect(first).rejects.toThrow('the worker is gone');
  expect(await read(1)).toBe(1);
  expect(await read(1)).toBe(1);
  expect(compute).toHaveBeenCalledTimes(2);
});

it('a promise rejected late does not make it forget what was asked since', async () => {
  let fail = (_error: Error): void => {};
  const late = new Promise<number>((_, reject) => (fail = reject));
  const compute = vi.fn((id: number) => (id === 1 ? late : Promise.resolve(id)));
  const read = memo(compute);
  const first = read(1);
  void read(2);
  fail(new Error('too late'));
  await expect(first).rejects.toThrow('too late');
  expect(await read(2)).toBe(2);
  expect(compute).toHaveBeenCalledTimes(2);
});

it('each first argument has a last answer of its own', () => {
  const compute = vi.fn((score: { values: number[] }, least: number) => score.values.filter((value) => value >= least));
  const above = memoEach(compute);
  const [a, b] = [{ values: [1, 2] }, { values: [3, 4] }];
  for (let round = 0; round < 2; round++) {
    expect(above(a, 2)).toEqual([2]);
    expect(above(b, 2)).toEqual([3, 4]);
  }
  expect(compute).toHaveBeenCalledTimes(2);
  expect(above(a, 1)).toEqual([1, 2]);
  expect(above(b, 2)).toEqual([3, 4]);
  expect(compute).toHaveBeenCalledTimes(3);
});
