import { expect, it } from 'vitest';
import { cosinesWith, meanDirection } from '../../../src/core/insights/similarity.ts';

it('no sample counts for more because its features are larger', () => {
  const rows = Float32Array.of(100, 0, 0, 1, 3, 4);
  expect([...meanDirection(rows, 2, [0, 1])!].map((x) => x.toFixed(4))).toEqual(['0.7071', '0.7071']);
  const cosines = cosinesWith(rows, meanDirection(rows, 2, [2])!);
  expect([...cosines].map((x) => x.toFixed(2))).toEqual(['0.60', '0.80', '1.00']);
});

it('what has no direction is like nothing, and nothing is like it', () => {
  const rows = Float32Array.of(1, 1, 0, 0, NaN, 1, 1, Infinity, -1, -1);
  const direction = meanDirection(rows, 2, [0, 1, 2, 3])!;
  expect([...cosinesWith(rows, direction)].map((x) => x.toFixed(1))).toEqual(['1.0', 'NaN', 'NaN', 'NaN', '-1.0']);
  expect(meanDirection(rows, 2, [1])).toBeNull();
  expect(meanDirection(rows, 2, [])).toBeNull();
  expect(meanDirection(rows, 2, [0, 4])).toBeNull();
});
