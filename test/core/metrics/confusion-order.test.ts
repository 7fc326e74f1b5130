import { expect, it } from 'vitest';
import { orderByConfusion } from '../../../src/core/metrics/confusion-order.ts';

it('classes often taken for one another stand side by side', () => {
  // 0 and 3 are confused most, then 3 and 2; 1 is clear of all.
  const counts = [
    [90, 0, 0, 9],
    [0, 90, 0, 0],
    [0, 0, 90, 3],
    [7, 0, 2, 90],
  ].flat();
  expect(orderByConfusion(counts, 4)).toEqual([3, 0, 2, 1]);
});

it('with no confusion at all, every class has its place once', () => {
  expect(orderByConfusion(new Uint32Array(9), 3).sort()).toEqual([0, 1, 2]);
  expect(orderByConfusion([], 0)).toEqual([]);
});
