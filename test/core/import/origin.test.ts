import { expect, it } from 'vitest';
import { onlyFolder } from '../../../src/core/import/origin.ts';

it.each([
  [['photos/cat/1.png', 'photos/dog/2.png'], 'photos'],
  [['photos/cat/1.png', 'labels.csv'], 'photos'],
  [['photos/1.png', 'others/1.png'], null],
  [['1.png', '2.png'], null],
])('files are named by the only folder among them: %j', (paths, folder) => {
  expect(onlyFolder(paths.map((path) => ({ path })))).toBe(folder);
});
