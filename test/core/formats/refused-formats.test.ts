import { describe, expect, it } from 'vitest';
import { FOLDER_FORMATS } from '../../../src/core/formats/folder-formats.ts';
import { list, quiet, zipOf, type Body } from './listing/support.ts';
import { refusal } from './support.ts';

/** What the first format that recognises the files answers. */
async function refusalOf(files: Record<string, Body>): Promise<string> {
  const listed = await list(files);
  for (const format of FOLDER_FORMATS) {
    if (await format.recognises(listed)) return refusal(() => format.open(listed, { ...quiet(), name: 'a' }));
  }
  return 'not recognised';
}

describe('a format that is not read', () => {
  it('is named, with the two lines of Python that make something of it that is', async () => {
    const cases: [Record<string, Body>, string, RegExp][] = [
      [
        { 'mnist/mnist-train.tfrecord-00000-of-00001': 'x', 'mnist/dataset_info.json': '{}' },
        'a TensorFlow data set',
        /tensorflow_datasets/,
      ],
      [{ 'train.pt': await zipOf([['train/data.pkl', 'x']]) }, 'a file of PyTorch', /torch\.load\('train\.pt'/],
      [
        {
          'renamed.zip': await zipOf([
            ['train/data.pkl', 'x'],
            ['train/data/0', 'x'],
          ]),
        },
        'a file of PyTorch',
        /torch\.load/,
      ],
      [{ pets: '\x89HDF\r\n' }, 'an HDF5 file', /h5py\.File\('pets'\)/],
      [{ 'db/data.mdb': 'x', 'db/lock.mdb': 'x' }, 'an LMDB database', /lmdb\.open/],
      [{ 'data-00000-of-00001.arrow': 'x' }, 'an Arrow file', /load_from_disk/],
    ];
    for (const [files, what, python] of cases) {
      // “\x89” is one byte, not the two of UTF-8.
      const bytes = Object.fromEntries(
        Object.entries(files).map(([path, body]) => [
          path,
          typeof body === 'string' ? Uint8Array.from(body, (c) => c.charCodeAt(0)) : body,
        ]),
      );
      const sentence = await refusalOf(bytes);
      expect(sentence).toContain(` is ${what}`);
      expect(sentence).toMatch(python);
      expect(sentence.split('\n')).toHaveLength(4);
    }
  });

  it('is to be unpacked where it is an archive of another kind', async () => {
    for (const [name, begin] of [
      ['a.rar', 'Rar!'],
      ['b', '7z\xbc\xaf'],
    ]) {
      const file = Uint8Array.from(begin, (char) => char.charCodeAt(0));
      expect(await refusalOf({ [name]: file })).toContain('Unpack it and drop the folder, or pack it as .zip.');
    }
  });

  it('is no matter where pictures lie beside it', async () => {
    expect(await FOLDER_FORMATS[0].recognises(await list({ 'a.png': 'x', 'model.pt': 'x' }))).toBe(true);
    expect(await refusalOf({ 'notes.txt': 'x' })).toBe('not recognised');
  });
});
