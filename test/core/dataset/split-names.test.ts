import { describe, expect, it } from 'vitest';
import {
  compareSplits,
  isSplitName,
  splitOf,
  withoutAffix,
  withoutSplit,
} from '../../../src/core/dataset/split-names.ts';

describe('the split that a path says', () => {
  it.each([
    ['data/train_X.npy', 'train'],
    ['ytest', 'test'],
    ['x_tr', 'train'],
    ['t10k-images-idx3-ubyte.gz', 'test'],
    ['pathmnist/x_valid.npy', 'val'],
    ['holdout/images.npy', 'val'],
    ['svhn/extra_32x32.mat', 'extra'],
    ['stl10_binary/unlabeled_X.bin', 'unlabeled'],
    ['train/test/images.npy', 'test'],
  ])('%s: %s', (path, split) => expect(splitOf(path)).toBe(split));

  it.each(['values', 'latest', 'interval', 'images.npy', 'texture'])('is none: %s', (path) =>
    expect(splitOf(path)).toBeNull(),
  );
});

it('stands first by kind, then by name, and what has none stands last', () => {
  const splits = [null, 'test', 'valid', 'unlabeled', 'extra', 'b', 'a', 'Training'];
  expect(splits.sort(compareSplits)).toEqual(['Training', 'a', 'b', 'extra', 'unlabeled', 'valid', 'test', null]);
});

it.each(['train', 'Valid', 'test_images', 'val2017', 'seg_train', 'extra', 'eval'])(
  'a folder called %s is one',
  (name) => expect(isSplitName(name)).toBe(true),
);

it.each([
  ['train_age', 'age'],
  ['ageTest', 'age'],
  ['age_train_years', 'age_years'],
  ['value', 'value'],
  ['latest_score', 'latest_score'],
  ['test', 'test'],
])('%s without its split is %s', (name, rest) => expect(withoutSplit(name)).toBe(rest));

it.each([
  ['ytrain', 'y'],
  ['validationlabels', 'labels'],
  ['targets', 'targets'],
])('%s without the split that it begins or ends with is %s', (word, rest) => expect(withoutAffix(word)).toBe(rest));
