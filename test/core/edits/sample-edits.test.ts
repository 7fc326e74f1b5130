import { expect, it } from 'vitest';
import { editsOf } from '../../../src/core/edits/sample-edits.ts';

const patch = (column: string, indices: number[], before: number, after: number) => ({
  column,
  indices: Uint32Array.from(indices),
  before: new Uint32Array(indices.length).fill(before),
  after: new Uint32Array(indices.length).fill(after),
});

it('tells what was done to a sample, newest first, and what of it was taken back', () => {
  const journal = [
    {
      seq: 1,
      at: 10,
      kind: 'noise',
      title: 'noise',
      patches: [patch('current', [3, 5], 0, 1), patch('given', [3, 5], 0, 1)],
    },
    { seq: 2, at: 20, kind: 'tag', title: 'tag blurry', patches: [patch('tags', [5], 0, 4)] },
    { seq: 3, at: 30, kind: 'relabel', title: 'relabel', patches: [patch('current', [4], 0, 2)] },
    { seq: 4, at: 40, kind: 'undo', title: 'undo', patches: [patch('tags', [5], 4, 0)] },
  ];
  expect(editsOf(journal, new Set([2]), 5)).toEqual([
    { seq: 2, at: 20, title: 'tag blurry', label: null, undone: true },
    { seq: 1, at: 10, title: 'noise', label: { before: 0, after: 1 }, undone: false },
  ]);
  expect(editsOf(journal, new Set(), 99)).toEqual([]);
});
