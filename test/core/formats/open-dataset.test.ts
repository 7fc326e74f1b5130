import { expect, it } from 'vitest';
import { openDataset } from '../../../src/core/formats/open-dataset.ts';
import { list, quiet, type Body } from './listing/support.ts';
import { refusal } from './support.ts';

const READABLE =
  'What can be read: folders and archives of pictures, Parquet, NumPy, IDX, STL-10, CIFAR. Nothing was imported.';

async function refusalOf(files: Record<string, Body>): Promise<string> {
  const listed = await list(files);
  return refusal(() => openDataset(listed, { ...quiet(), name: 'a' }));
}

it.each<[string, Record<string, Body>, string]>([
  ['by its bytes, whatever its name says', { 'notes.tar.gz': 'these are notes' }, 'notes.tar.gz is a text file.'],
  ['as a document', { 'paper.pdf': '%PDF-1.7' }, 'paper.pdf is a PDF document.'],
  ['as unknown', { 'a.dat': '\0\x01' }, 'a.dat is of an unknown kind.'],
  ['with its name as text', { 'a\u202eb.md': 'notes' }, 'a\\u{202e}b.md is a text file.'],
  [
    'in short where there are many',
    Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`s/${name}.md`, 'notes'])),
    's/a.md, s/b.md, s/c.md and 2 more files: there are no pictures in them that can be read.',
  ],
])('what holds no data set is named %s', async (_how, files, sentence) => {
  expect(await refusalOf(files)).toBe(`${sentence} ${READABLE}`);
});

it('an empty file is named as one', async () => {
  expect(await refusalOf({ 'a.tar.gz': '' })).toBe('a.tar.gz is empty. Nothing was imported.');
});
