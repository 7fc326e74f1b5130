import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../../src/core/errors.ts';
import { foldersFormat } from '../../../../src/core/formats/folders/folders-format.ts';
import { listFiles } from '../../../../src/core/formats/listing/list-files.ts';
import { blobOf, list, quiet, zipOf } from '../listing/support.ts';
import { never, refusal, tarOf } from '../support.ts';
import { column, guessed, open, picture, pictures } from './support.ts';
import { brought } from '../../../support/brought.ts';

describe('folders of pictures', () => {
  it('takes folders for classes, and names pictures by their path below what they share', async () => {
    const reader = await open(await pictures('a/pets/dog/1.png', 'a/pets/cat/1.png', 'a/pets/cat/2.png'));
    expect(reader).toMatchObject({ rows: 3, root: 'a/pets/', plain: false });
    expect(reader.names).toEqual(['cat/1.png', 'cat/2.png', 'dog/1.png']);
    expect(guessed(reader)).toEqual({ label: ['cat', 'cat', 'dog'], split: null });
  });

  it('tells splits from classes, whichever comes first', async () => {
    const layouts: [string, string[], string[]][] = [
      ['split/class', ['Train/cat/1.png', 'Train/dog/2.png', 'valid/cat/3.png'], ['Train', 'Train', 'valid']],
      ['class/split', ['cat/test/3.png', 'cat/train/1.png', 'dog/train/2.png'], ['test', 'train', 'train']],
      [
        'deeper',
        ['seg_test/seg_test/cat/3.png', 'seg_train/seg_train/cat/1.png', 'seg_train/seg_train/dog/2.png'],
        ['seg_test', 'seg_train', 'seg_train'],
      ],
      [
        'images',
        ['train/images/cat/1.png', 'train/images/dog/2.png', 'val/images/cat/3.png'],
        ['train', 'train', 'val'],
      ],
    ];
    for (const [layout, paths, splits] of layouts) {
      const reader = await open(await pictures(...paths));
      expect(guessed(reader), layout).toEqual({ label: paths.map((path) => /cat|dog/.exec(path)![0]), split: splits });
    }
  });

  it('keeps a lone split as one, and pictures without a class', async () => {
    expect(guessed(await open(await pictures('x/test/cat/1.png', 'x/test/dog/2.png'))).split).toEqual(['test', 'test']);
    const some = await open(await pictures('test/9.png', 'train/cat/1.png', 'train/cat/2.png', 'train/dog/3.png'));
    expect(guessed(some)).toEqual({
      label: [undefined, 'cat', 'cat', 'dog'],
      split: ['test', 'train', 'train', 'train'],
    });
    expect(guessed(await open(await pictures('train/images/1.png', 'train/images/2.png'))).label).toBeNull();
  });

  it('prefers a level with several pictures a folder to one with a folder a picture', async () => {
    const paths = ['cat/felix/1.png', 'cat/tom/2.png', 'dog/rex/3.png', 'dog/bello/4.png'];
    expect(guessed(await open(await pictures(...paths))).label).toEqual(['cat', 'cat', 'dog', 'dog']);
  });

  it('reads classes in file names where there are no folders', async () => {
    for (const paths of [
      ['cat.1.jpg', 'cat.22.jpg', 'dog.1.jpg', 'dog.3.jpg'],
      ['cat_001.png', 'cat_2.png', 'dog_1.png', 'dog_003.png'],
      ['01_cat.png', '02_cat.png', '03_dog.png', '04_dog.png'],
      ['cat (1).png', 'cat (2).png', 'dog (1).png', 'dog (2).png'],
    ]) {
      expect(guessed(await open(await pictures(...paths))).label, paths[0]).toEqual(['cat', 'cat', 'dog', 'dog']);
    }
    expect(guessed(await open(await pictures('IMG_1.png', 'IMG_2.png'))).label).toBeNull();
  });

  it('sums up by kind what is no picture, and finds pictures whose names do not say so', async () => {
    const files = {
      ...(await pictures('cat/1', 'cat/2.dat', 'dog/3.jpg')),
      'dog/3.ogg': 'sound',
      'cat/1.ogg': 'sound',
      readme: 'text',
      'cat/4.xyz': 'what?',
    };
    const reader = await open(files);
    expect(reader.names).toEqual(['cat/1', 'cat/2.dat', 'dog/3.jpg']);
    expect(reader.strangers.sort((a, b) => (a.kind < b.kind ? -1 : 1))).toEqual([
      { kind: 'file (.xyz)', count: 1, example: 'cat/4.xyz' },
      { kind: 'file without an ending', count: 1, example: 'readme' },
      { kind: 'sounds (.ogg)', count: 2, example: 'cat/1.ogg' },
    ]);
    expect(reader.unreadable).toEqual([]);
  });

  it('finds files that are the same byte for byte, in folders and in archives', async () => {
    const [one, two] = [await picture(), await picture(200, 200)];
    const files = {
      'cat/1.png': one,
      'cat/2.png': two,
      'dog/1.png': one,
      'dog/2.png': two,
      'dog/3.png': await picture(),
    };
    expect((await open(files)).duplicates).toEqual([
      [0, 2],
      [1, 3],
    ]);
    expect((await open({ 'pets.zip': await zipOf(Object.entries(files)) })).duplicates).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });

  it('gives the pictures that are wanted, in order, from an archive too', async () => {
    const files = await pictures(...Array.from({ length: 30 }, (_, i) => `${i % 3}/${String(i).padStart(2, '0')}.png`));
    for (const dropped of [
      files,
      { 'a.zip': await zipOf(Object.entries(files)) },
      { 'a.tar': await tarOf(files as never) },
    ]) {
      const reader = await open(dropped as never);
      const rows: number[] = [];
      for await (const { row, ...rest } of reader.pictures((row) => row % 2 === 0, never())) {
        rows.push(row);
        const { file } = rest as { file: Blob };
        expect(new Uint8Array(await file.arrayBuffer())).toEqual(files[reader.names![row]]);
      }
      expect(rows).toEqual(Array.from({ length: 15 }, (_, i) => 2 * i));
    }
  });

  it('recognises pictures by name or contents, and nothing else', async () => {
    const is = async (files: Record<string, never>): Promise<boolean> => foldersFormat.recognises(await list(files));
    expect(await is({ 'a.HEIC': 'x' } as never)).toBe(true);
    expect(await is({ a: await picture() } as never)).toBe(true);
    expect(await is({ 'a.csv': 'x', b: 'y', 'data_batch_1.bin': 'z' } as never)).toBe(false);
  });

  it('says why where no picture can be read', async () => {
    expect(await refusal(() => open({ 'a.heic': 'x', 'b.heic': 'x' }))).toBe(
      'pets: none of its pictures can be read. a.heic: it is HEIC, which browsers cannot read, and so on for 2 files. JPEG, PNG and WebP can be read. Nothing was imported.',
    );
  });

  it('shows names that hide something as text, and leads nowhere', async () => {
    const paths = ['../../x/1.png', '../../y/\u202e2.png', '../../y/3.png'];
    const reader = await open({ 'a.zip': await zipOf(Object.entries(await pictures(...paths))) });
    expect(reader.names).toEqual(['x/1.png', 'y/3.png', 'y/\u202e2.png']);
    expect(reader.root).toBe('../../');
    expect(column(reader, 'folder 1')).toEqual(['x', 'y', 'y']);
  });
});

describe('a damaged archive', () => {
  it('gives a sentence or what can be read, whatever is flipped', async () => {
    const files = Object.entries({
      ...(await pictures('cat/1.png', 'cat/2.png', 'dog/1.png')),
      'labels.csv': 'id,label\n1,cat\n2,dog\n',
    });
    const zip = new Uint8Array(await (await zipOf(files)).arrayBuffer());
    const tar = await tarOf(
      Object.fromEntries(
        files.map(([path, body]) => [
          path,
          typeof body === 'string' ? new TextEncoder().encode(body) : (body as Uint8Array),
        ]),
      ),
    );
    const flip = fc.record({ at: fc.nat(), to: fc.integer({ min: 0, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(zip, tar),
        fc.array(flip, { minLength: 1, maxLength: 8 }),
        fc.nat(),
        async (bytes, flips, cut) => {
          const bad = bytes.slice(0, cut % 3 === 0 ? cut % bytes.length : bytes.length);
          for (const { at, to } of flips) bad[at % bad.length] = to;
          try {
            const listed = await listFiles([brought('a', blobOf(bad))], quiet());
            const reader = await foldersFormat.open(listed, { ...quiet(), name: 'a' });
            for await (const found of reader.pictures(() => true, never())) expect(found.row).toBeLessThan(reader.rows);
          } catch (error) {
            if (!(error instanceof UserError)) throw error;
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

it('a table of labels that names none of the pictures is named, a table of other things is not', async () => {
  const { notes } = await open({
    ...(await pictures('a/one.png', 'a/two.png', 'b/three.png')),
    'labels.csv': 'file,label\nx.png,a\ny.png,b\n',
    'log.csv': 'epoch,loss\n1,0.5\n2,0.4\n',
  });
  expect(notes).toEqual([
    'labels.csv seems to hold labels, but names too few of these pictures: its column “file” says “x.png”. It was left out.',
  ]);
});
