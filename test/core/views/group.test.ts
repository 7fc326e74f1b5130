import { expect, it } from 'vitest';
import { groupByField } from '../../../src/core/views/group.ts';

const field = {
  name: 'given',
  kind: 'class' as const,
  values: [1, 0, 1, 9, 0, 1],
  names: ['cat', 'dog', 'frog'],
  has: (i: number) => i !== 3,
};

it('samples that share a value stand together, each group in the view’s order, those without a value last', () => {
  const { indices, groups } = groupByField(Uint32Array.of(5, 4, 3, 2, 1), field);
  expect([...indices]).toEqual([4, 1, 5, 2, 3]);
  expect(groups).toEqual([
    { name: 'cat', count: 2 },
    { name: 'dog', count: 2 },
    { name: 'no label', count: 1 },
  ]);
});

it('an empty view has no groups', () => {
  expect(groupByField(new Uint32Array(0), field)).toEqual({ indices: new Uint32Array(0), groups: [] });
});
