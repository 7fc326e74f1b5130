import { expect, it } from 'vitest';
import type { Edit } from '../../../src/core/edits/edit.ts';
import { labelsChangedSince } from '../../../src/core/edits/labels-changed.ts';

/** A sample's label goes from one class to another at a time. */
const relabel = (at: number, index: number, from: number, to: number): Edit => ({
  seq: at,
  at,
  kind: 'relabel',
  title: '',
  details: {},
  patches: [
    { column: 'current', indices: Uint32Array.of(index), before: Uint32Array.of(from), after: Uint32Array.of(to) },
    { column: 'reviewed', indices: Uint32Array.of(3), before: Uint32Array.of(0), after: Uint32Array.of(1) },
  ],
});

it('finds the samples whose label is another than at that time, and none that were changed back or before', () => {
  const edits = [
    relabel(1, 0, 0, 1),
    relabel(3, 1, 0, 1),
    relabel(4, 2, 0, 1),
    relabel(5, 1, 1, 2),
    relabel(6, 2, 1, 0),
  ];
  const current = Uint16Array.of(1, 2, 0, 0);
  expect(labelsChangedSince(edits, 2, { current, retired: [] })).toEqual(new Set([1]));
  expect(labelsChangedSince(edits, 0, { current, retired: [] })).toEqual(new Set([0, 1]));
  // Class 0 was merged into 2 since.
  expect(labelsChangedSince(edits, 2, { current, retired: [{ label: 0, into: 2 }] })).toEqual(new Set([2]));
});
