import { expect, it } from 'vitest';
import { isSameOrigin, onlyFolder } from '../../../src/core/import/origin.ts';

it.each([
  [['photos/cat/1.png', 'photos/dog/2.png'], 'photos'],
  [['photos/cat/1.png', 'labels.csv'], 'photos'],
  [['photos/1.png', 'others/1.png'], null],
  [['1.png', '2.png'], null],
])('files are named by the only folder among them: %j', (paths, folder) => {
  expect(onlyFolder(paths.map((path) => ({ path })))).toBe(folder);
});

it.each([
  ['cifar-10-binary.tar.gz', 'cifar-10-binary.tar.gz', true],
  ['photos', 'photos.zip', true],
  ['https://example.org/demo/emoji-32.tar.gz', 'emoji-32.tar.gz', true],
  ['https://example.org/demo/', 'emoji-32.tar.gz', false],
  ['cifar-10-binary.tar.gz', 'cifar-100-binary.tar.gz', false],
])('%s and %s may be the same files: %s', (one, other, same) => {
  expect(isSameOrigin(one, other)).toBe(same);
  expect(isSameOrigin(other, one)).toBe(same);
});
