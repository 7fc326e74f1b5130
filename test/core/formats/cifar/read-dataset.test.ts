import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CIFAR_100_CLASSES, CIFAR_100_COARSE, CIFAR_10_CLASSES } from '../../../../src/core/formats/cifar-names.ts';
import { importError } from '../../../../src/core/formats/import-error.ts';
import { readDataset } from '../../../../src/core/formats/cifar/read-dataset.ts';
import {
  binary100Of,
  binaryOf,
  never,
  pixelsOf,
  readAll,
  refusal,
  sourceOf,
  tarGzOf,
  tarOf,
  text,
} from '../support.ts';

const NOTHING = 'Nothing was imported.';
const none = new Uint8Array(0);

/** Ten pictures in three batches, out of order in the archive as Toronto's are. */
const ARCHIVE = {
  'cifar-10-batches-bin/': none,
  'cifar-10-batches-bin/data_batch_2.bin': binaryOf([4, 5, 6], 4),
  'cifar-10-batches-bin/test_batch.bin': binaryOf([7, 8, 9], 7),
  'cifar-10-batches-bin/data_batch_1.bin': binaryOf([0, 1, 2, 3], 0),
  'cifar-10-batches-bin/batches.meta.txt': text(`${CIFAR_10_CLASSES.join('\n')}\n\n`),
  'cifar-10-batches-bin/readme.html': text('<html>'),
};

const gz = async (files: Record<string, Uint8Array>, name = 'x.tar.gz') => [sourceOf(name, await tarGzOf(files))];
const refused = async (files: Record<string, Uint8Array>) => {
  const sources = await gz(files);
  return refusal(() => readAll(sources));
};
const loose = (files: Record<string, Uint8Array>) =>
  Object.entries(files).map(([name, bytes]) => sourceOf(name, bytes));

describe('an archive in CIFAR-10 layout', () => {
  it('is numbered train by batch, then test, whatever the order in the archive', async () => {
    const { dataset, pixels, notes } = await readAll(await gz(ARCHIVE));
    expect(dataset).toMatchObject({
      name: 'CIFAR-10',
      format: 'CIFAR-10 binary',
      sampleCount: 10,
      width: 32,
      height: 32,
      classes: CIFAR_10_CLASSES,
      splits: [
        { name: 'train', start: 0, count: 7 },
        { name: 'test', start: 7, count: 3 },
      ],
      fieldColumns: {},
    });
    expect([...dataset.labels]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(dataset.shards.map(({ start, count }) => [start, count])).toEqual([
      [0, 3],
      [3, 1],
      [4, 3],
      [7, 3],
    ]);
    for (let i = 0; i < 10; i++) expect(pixels.subarray(i * 3072, (i + 1) * 3072)).toEqual(pixelsOf(i));
    expect(notes).toEqual(['1 file was skipped: cifar-10-batches-bin/readme.html.']);
  });

  it('is the same without gzip, as loose files, in chunks of any size', async () => {
    const { dataset, pixels } = await readAll(await gz(ARCHIVE));
    const tar = await tarOf(ARCHIVE);
    for (const chunk of [311, 3073, 1e6]) {
      expect(await readAll([sourceOf('x.tar', tar, chunk)])).toMatchObject({ dataset, pixels });
    }
    const batches = Object.entries(ARCHIVE).filter(([name]) => /\.(bin|txt)$/.test(name));
    const files = loose(Object.fromEntries(batches.map(([name, bytes]) => [name.split('/')[1], bytes])));
    expect(await readAll(files.reverse())).toMatchObject({
      dataset: { name: 'CIFAR-10', labels: dataset.labels },
      pixels,
    });
  });

  it('has CIFAR-10’s own class names where no file gives any', async () => {
    const { dataset, notes } = await readAll(loose({ 'data_batch_1.bin': binaryOf([9, 3]) }));
    expect(dataset).toMatchObject({ classes: CIFAR_10_CLASSES, splits: [{ name: 'train', start: 0, count: 2 }] });
    expect(notes).toEqual(['No file names the classes: they are called airplane, automobile … truck.']);
  });

  it('has numbered classes where no file gives names and there are more than CIFAR’s own, and says so', async () => {
    const thirteen = Array.from({ length: 13 }, (_, label) => label);
    const { dataset, notes } = await readAll(loose({ 'data_batch_1.bin': binaryOf(thirteen) }));
    expect(dataset.classes).toEqual(thirteen.map((label) => `class ${label}`));
    expect(dataset.name).toBe('Data_batch_1');
    expect(notes).toEqual(['No file names the classes: they are called class 0, class 1 … class 12.']);
  });

  it('does not take a lone high label for thirteen classes', async () => {
    expect(await refusal(() => readAll(loose({ 'data_batch_1.bin': binaryOf([0, 12]) })))).toMatch(
      /^data_batch_1\.bin: record 1 has the label 12, but of such classes there are 10, and no file names others;/,
    );
  });

  it('is the same from batches that are gzipped one by one', async () => {
    const { dataset, pixels } = await readAll(await gz(ARCHIVE));
    const files = Object.entries(ARCHIVE).filter(([name]) => /\.(bin|txt)$/.test(name));
    const zipped = files.map(([name, bytes]) => [`${name.split('/')[1]}.gz`, new Uint8Array(gzipSync(bytes))]);
    expect(await readAll(loose(Object.fromEntries(zipped)))).toMatchObject({ dataset, pixels });
  });

  it('is named after its folder where its classes are others', async () => {
    const { dataset } = await readAll(
      await gz({
        'emoji-32/batches.meta.txt': text('faces\nfood\n'),
        'emoji-32/data_batch_1.bin': binaryOf([0, 1]),
      }),
    );
    expect(dataset).toMatchObject({ name: 'Emoji-32', format: 'CIFAR-layout binary', classes: ['faces', 'food'] });
  });

  it('is the same as loose files with the page and the marks of a system that lie beside them', async () => {
    const files = Object.entries(ARCHIVE).filter(([name]) => !name.endsWith('/'));
    const { dataset, notes } = await readAll(
      loose({
        ...Object.fromEntries(files.map(([name, bytes]) => [name.split('/')[1], bytes])),
        '.DS_Store': Uint8Array.of(0, 0, 0, 1),
        '._data_batch_1.bin': Uint8Array.of(0, 5, 22, 7),
      }),
    );
    expect(dataset).toMatchObject({ name: 'CIFAR-10', sampleCount: 10 });
    expect(notes).toEqual(['2 files were skipped: readme.html, .DS_Store.']);
  });

  it('notes a batch that is missing between others', async () => {
    const { notes } = await readAll(
      loose({
        'data_batch_1.bin': binaryOf([1]),
        'data_batch_3.bin': binaryOf([1]),
        'data_batch_4.bin': binaryOf([1]),
        'batches.meta.txt': text('cat\ndog\n'),
      }),
    );
    expect(notes).toEqual(['Of the train batches 1 to 4, 2 is not there.']);
  });
});

describe('an archive in CIFAR-100 layout', () => {
  it('has the fine label as label and the coarse one as a field', async () => {
    const { dataset, pixels } = await readAll(
      await gz({
        'cifar-100-binary/test.bin': binary100Of([[19, 99]], 2),
        'cifar-100-binary/train.bin': binary100Of([
          [4, 0],
          [14, 42],
        ]),
      }),
    );
    expect(dataset).toMatchObject({ name: 'CIFAR-100', format: 'CIFAR-100 binary', classes: CIFAR_100_CLASSES });
    expect([...dataset.labels]).toEqual([0, 42, 99]);
    const coarse = { kind: 'text', codes: Uint16Array.of(4, 14, 19), dictionary: CIFAR_100_COARSE };
    expect(dataset.fieldColumns).toEqual({ coarse });
    expect(pixels.subarray(2 * 3072)).toEqual(pixelsOf(2));
  });

  it('is told from CIFAR-10 by size, not by name', async () => {
    const { dataset } = await readAll(loose({ 'train.bin': binaryOf([1, 2, 3]) }));
    expect(dataset.format).toBe('CIFAR-10 binary');
  });

  it('knows 100 classes in 20 superclasses, each in the order of the alphabet', () => {
    for (const [names, count] of [
      [CIFAR_100_CLASSES, 100],
      [CIFAR_100_COARSE, 20],
    ] as const) {
      expect(new Set(names).size).toBe(count);
      expect(names).toEqual([...names].sort());
    }
  });
});

describe('samples.csv', () => {
  const batches = { 'd/data_batch_1.bin': binaryOf([0, 1, 2]), 'd/test_batch.bin': binaryOf([3, 4]) };
  const withCsv = (csv: string) => ({ 'd/samples.csv': text(csv), ...batches });

  it('gives samples fields of text and numbers, found by split and index', async () => {
    const csv = 'index,emoji,split,size\n1,"red, hot",test,2.5\n0,cat,train,\n2,cat,train,-1\n';
    const { dataset } = await readAll(await gz(withCsv(csv)));
    expect(dataset.fieldColumns).toEqual({
      emoji: { kind: 'text', codes: Uint16Array.of(1, 0xffff, 1, 0xffff, 0), dictionary: ['red, hot', 'cat'] },
      size: { kind: 'number', values: Float32Array.of(NaN, NaN, -1, NaN, 2.5) },
    });
    expect(Object.keys(dataset.fieldColumns)).toEqual(['emoji', 'size']);
  });

  it('keeps a column as text whose numbers would not stay what they are', async () => {
    const csv = 'split,index,id,zip\ntrain,0,123456789,00004\ntrain,1,123456790,00010\n';
    const { dataset } = await readAll(await gz(withCsv(csv)));
    expect(dataset.fieldColumns).toMatchObject({
      id: { kind: 'text', dictionary: ['123456789', '123456790'] },
      zip: { kind: 'text', dictionary: ['00004', '00010'] },
    });
  });

  it.each([
    ['index,a\n0,x\n', 'samples.csv: there is no column “split”; its first line reads “index,a”.'],
    ['split,index,a,a\n', 'samples.csv: the column “a” stands in it twice.'],
    ['split,index,\n', 'samples.csv: column 3 has no name.'],
    ['split,index,a\ntrain,x,1\n', 'samples.csv, row 2: the index “x” is no whole number.'],
    ['split,index,a\ntrain,0,1\nvalid,0,1\n', 'samples.csv, row 3: there is no split “valid” in this data set.'],
    ['split,index,a\ntest,2,1\n', 'samples.csv, row 2: test has 2 samples, so index 2 is none of them.'],
    ['split,index,a\ntest,1,1\ntest,1,2\n', 'samples.csv, row 3: sample 1 of test stands in it twice.'],
    [
      'split,index,a\ntest,0,1\ntest,1,"1\n',
      'samples.csv, row 3: a quotation mark is not closed, or not doubled (RFC 4180).',
    ],
    ['split,index,a\ntest,1,1,2\n', 'samples.csv, row 2: there are 4 values for 3 columns.'],
  ])('is refused with its row when it reads %j', async (csv, sentence) => {
    expect(await refused(withCsv(csv))).toBe(`${sentence} ${NOTHING}`);
  });
});

describe('a file that cannot be imported', () => {
  it('is called cut off where its size fits no whole records', async () => {
    expect(await refused({ 'd/data_batch_3.bin': binaryOf([1, 2]).slice(0, 6000) })).toBe(
      `data_batch_3.bin: 6,000 bytes is not a multiple of 3,073; the archive looks cut off. ${NOTHING}`,
    );
  });

  it('has its first label that no class has named, by record', async () => {
    expect(
      await refused({
        'd/data_batch_1.bin': binaryOf([1, 9, 12]),
        'd/batches.meta.txt': text(CIFAR_10_CLASSES.join('\n')),
      }),
    ).toBe(
      `data_batch_1.bin: record 2 has the label 12, but of such classes batches.meta.txt names 10; the file is damaged or is none of CIFAR. ${NOTHING}`,
    );
  });

  it.each([
    ['photo.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), 'photo.png is a PNG picture.'],
    ['photo.jpg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'photo.jpg is a JPEG picture.'],
    ['a.zip', Uint8Array.of(0x50, 0x4b, 3, 4), 'a.zip is a ZIP archive.'],
    ['a.pdf', text('%PDF-1.7'), 'a.pdf is a PDF document.'],
    ['cifar.tar.gz', text('<!DOCTYPE html><title>404'), 'cifar.tar.gz is a web page (HTML).'],
    ['notes.txt', text('hello'), 'notes.txt is a text file.'],
    ['odd', Uint8Array.of(1, 2, 3), 'odd is a file of an unknown kind.'],
    ['nothing.tar.gz', none, 'nothing.tar.gz is empty.'],
    [
      'data_batch_1.bin',
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47),
      'data_batch_1.bin is a PNG picture, not a CIFAR batch.',
    ],
  ])('is named for what it is: %s', async (name, bytes, sentence) => {
    const said = await refusal(() => readAll([sourceOf(name, bytes)]));
    expect(said.startsWith(sentence)).toBe(true);
    expect(said.endsWith(NOTHING)).toBe(true);
  });

  it('is an archive without batches: the sentence lists what is inside', async () => {
    expect(await refused({ 'cats/1.jpg': text('1'), 'cats/2.jpg': text('2') })).toBe(
      `x.tar.gz: there is only cats/1.jpg, cats/2.jpg inside; a CIFAR archive has batches (data_batch_1.bin, test_batch …). ${NOTHING}`,
    );
  });

  it('is a gzip file with something else inside', async () => {
    const bytes = new Uint8Array(gzipSync(text('hello')));
    expect(await refusal(() => readAll([sourceOf('a.gz', bytes)]))).toMatch(
      /^a\.gz is gzipped, but inside it is a text file;/,
    );
  });

  it('has a batch twice', async () => {
    expect(await refused({ 'a/data_batch_1.bin': binaryOf([1]), 'b/data_batch_1.bin': binaryOf([1]) })).toBe(
      `b/data_batch_1.bin and a/data_batch_1.bin are the same batch; only one of them can be imported. ${NOTHING}`,
    );
  });

  it('has batches of both layouts', async () => {
    expect(await refused({ 'data_batch_1.bin': binaryOf([1]), 'test.bin': binary100Of([[1, 1]]) })).toMatch(
      /^test\.bin has another layout than data_batch_1\.bin/,
    );
  });

  it('has an empty batch, or no file at all', async () => {
    expect(await refused({ 'data_batch_1.bin': none })).toBe(`data_batch_1.bin is empty. ${NOTHING}`);
    expect(await refusal(() => readAll([]))).toBe(
      `There is no file to import: drop an archive, or batches. ${NOTHING}`,
    );
  });

  it('has a class name twice, or none', async () => {
    expect(await refused({ 'batches.meta.txt': text('cat\ndog\ncat\n') })).toMatch(/“cat” stands in it twice/);
    expect(await refused({ 'batches.meta.txt': text('\n\n') })).toMatch(/no class names/);
  });
});

describe('a damaged archive', () => {
  it('is refused wherever it is cut off, zipped or not', async () => {
    for (const [name, bytes] of [
      ['x.tar.gz', await tarGzOf(ARCHIVE)],
      ['x.tar', (await tarOf(ARCHIVE)).slice(0, -1024)],
    ] as const) {
      await fc.assert(
        fc.asyncProperty(fc.nat(bytes.length - 1), async (length) => {
          await refusal(() => readAll([sourceOf(name, bytes.slice(0, length))]));
        }),
        { numRuns: 60 },
      );
    }
  });

  it('says what broke the reading where that was not the archive, zipped or not', async () => {
    for (const bytes of [await tarGzOf(ARCHIVE), await tarOf(ARCHIVE)]) {
      let chunks = 0;
      const stream = new ReadableStream<Uint8Array>({
        pull(controller) {
          if (++chunks > 2) throw importError('The connection broke.');
          controller.enqueue(bytes.slice(chunks * 600 - 600, chunks * 600));
        },
      });
      const source = { name: 'x', size: bytes.length, rereadable: false, stream: () => stream };
      expect(await refusal(() => readAll([source]))).toBe(`The connection broke. ${NOTHING}`);
    }
  });

  it('is refused or read, and never throws anything but a sentence, whatever is flipped', async () => {
    const zipped = await tarGzOf(ARCHIVE);
    const plain = await tarOf(ARCHIVE);
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.nat(254),
        async (zip, place, flip) => {
          const bytes = (zip ? zipped : plain).slice();
          bytes[Math.floor(place * bytes.length)] ^= flip + 1;
          await readAll([sourceOf('x', bytes)]).catch((error: unknown) =>
            expect(error).toHaveProperty('code', 'import'),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('an abort', () => {
  it('ends the reading at once, with the signal’s reason, while the stream waits', async () => {
    const controller = new AbortController();
    let released = false;
    const stream = new ReadableStream<Uint8Array>({
      pull: () => new Promise(() => undefined),
      cancel: () => void (released = true),
    });
    const sink = { blockSamples: 3, write: () => Promise.resolve(0) };
    const reading = readDataset(
      [{ name: 'slow.tar', size: 1e9, rereadable: false, stream: () => stream }],
      sink,
      controller.signal,
    );
    setTimeout(() => controller.abort(), 20);
    await expect(reading).rejects.toHaveProperty('name', 'AbortError');
    expect(released).toBe(true);
  });

  it('passes on what the store throws', async () => {
    const sink = { blockSamples: 3, write: () => Promise.reject(new Error('disk full')) };
    await expect(readDataset(await gz(ARCHIVE), sink, never())).rejects.toThrow('disk full');
  });
});
