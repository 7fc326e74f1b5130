import { expect, it } from 'vitest';
import { previewExclude, previewRelabel, relabelTitle, samplesTitle } from '../../../src/core/edits/edit-preview.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';

const classes = ['cat', 'dog', 'frog'];
const columns = { current: [0, 0, 1, 2, NO_LABEL], excluded: [0, 1, 0, 0, 1] };

it('a relabelling says before it happens how many samples of which class it changes, and which have the label already', () => {
  expect(previewRelabel(columns, [0, 1, 2, 3], 1)).toEqual({
    total: 4,
    changed: 3,
    already: 1,
    excluded: 1,
    from: [
      { label: 0, count: 2 },
      { label: 2, count: 1 },
    ],
    to: [{ label: 1, count: 3 }],
  });
  expect(previewRelabel(columns, [0, 2], [1, 1])).toMatchObject({ changed: 1, to: [{ label: 1, count: 1 }] });
});

it.each([
  [[0, 1], 1, 'relabel 2 samples cat → dog'],
  [[0, 1, 3], 1, 'relabel 3 samples (2 classes) → dog'],
  [[0, 2], 1, 'relabel 1 sample cat → dog'],
  [[4], 2, 'relabel 1 sample no label → frog'],
  [[0, 1], 0, 'confirm 2 samples'],
])('the preview of %j → %i reads “%s”', (indices, label, title) => {
  expect(relabelTitle(previewRelabel(columns, indices, label), classes)).toBe(title);
});

it('a change of many classes into many names none of them in its title', () => {
  const preview = previewRelabel(columns, [0, 2, 3], [1, 2, 0]);
  expect(relabelTitle(preview, classes)).toBe('relabel 3 samples from 3 classes into 3');
});

it('one sample is called by its index', () => {
  expect(relabelTitle(previewRelabel(columns, [0], 1), classes, 0)).toBe('relabel sample 0 cat → dog');
  expect(samplesTitle(60_000)).toBe('60,000 samples');
  expect(samplesTitle(1, 59_999)).toBe('sample 59999');
});

it('an exclusion says how many are out already', () => {
  expect(previewExclude(columns, [0, 1, 4], true)).toEqual({ changed: 1, already: 2 });
  expect(previewExclude(columns, [0, 1, 4], false)).toEqual({ changed: 2, already: 1 });
});
