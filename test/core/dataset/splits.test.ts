import { describe, expect, it } from 'vitest';
import { heldOutSplits, trainSplit } from '../../../src/core/dataset/splits.ts';

const splits = (...names: string[]) => names.map((name, j) => ({ name, start: j * 10, count: 10 }));
const names = (found: { name: string }[]) => found.map(({ name }) => name);

describe('the split to learn from', () => {
  it.each(['train', 'Training', 'TRAIN'])('is the one called %s, wherever it stands', (name) => {
    expect(trainSplit(splits('a', name))?.name).toBe(name);
  });

  it('is none where none is called so', () => {
    expect(trainSplit(splits('2019', '2020'))).toBeNull();
    expect(trainSplit(splits('all'))).toBeNull();
  });
});

describe('splits held out', () => {
  it('are those of which no sample was learned, the test split first, then validation', () => {
    expect(names(heldOutSplits(splits('extra', 'val', 'train', 'test'), [20, 21]))).toEqual(['test', 'val', 'extra']);
  });

  it('leave out a test split that was learned from, by either run', () => {
    expect(names(heldOutSplits(splits('train', 'valid', 'test'), [0, 1], [25]))).toEqual(['valid']);
  });

  it('are none where all was learned', () => {
    expect(heldOutSplits(splits('train'), [3])).toEqual([]);
  });
});
