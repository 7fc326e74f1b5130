import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CIFAR_10_CLASSES, CIFAR_100_CLASSES, CIFAR_100_COARSE } from '../../../src/core/formats/cifar-names.ts';
import { columnOf, formatOf, listedOf, open, openOf, pixelsIn, valuesOf } from './reading.ts';
import { binary100Of, binaryOf, pixelsOf, refusal, text } from './support.ts';

const int32 = (n: number): number[] => [n >>> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255];
const idx = (type: number, shape: number[], values: ArrayLike<number>): Uint8Array =>
  Uint8Array.from([0, 0, type, shape.length, ...shape.flatMap(int32), ...Array.from(values)]);
const gz = (bytes: Uint8Array): Uint8Array => new Uint8Array(gzipSync(bytes));
const digits = (count: number): Uint8Array =>
  Uint8Array.from({ length: count * 784 }, (_, i) => (i * 7 + (i >> 8)) & 255);

/** An `.npy` of bytes. */
function npy(shape: number[], values: ArrayLike<number>, type = '|u1'): Uint8Array {
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`;
  const padded = `${header.padEnd(117)}\n`;
  return Uint8Array.from([0x93, ...text('NUMPY'), 1, 0, padded.length, 0, ...text(padded), ...Array.from(values)]);
}

/** Records of grey pictures and the like: labels, each before a picture of `size` bytes. */
const recordsOf = (labels: number[], size: number): Uint8Array =>
  Uint8Array.from(
    labels.flatMap((label, i) => [label, ...Array.from({ length: size }, (_, p) => (p * 5 + i * 40) & 255)]),
  );

describe('batches in CIFAR’s layouts', () => {
  const BATCHES = {
    'cifar-10-batches-bin/data_batch_2.bin': binaryOf([4, 5, 6], 4),
    'cifar-10-batches-bin/test_batch.bin': binaryOf([7, 8, 9], 7),
    'cifar-10-batches-bin/data_batch_1.bin': binaryOf([0, 1, 2, 3], 0),
    'cifar-10-batches-bin/batches.meta.txt': text(`${CIFAR_10_CLASSES.join('\n')}\n\n`),
  };
  const STRANGERS = {
    'cifar-10-batches-bin/readme.html': text('<html>'),
    'cifar-10-batches-bin/.DS_Store': Uint8Array.of(0, 0, 0, 1),
    'cifar-10-batches-bin/._data_batch_1.bin': Uint8Array.of(0, 5, 22, 7),
  };

  it('open as the official folder, with what lies in it, and nothing has to be asked', async () => {
    const reader = await openOf({ ...STRANGERS, ...BATCHES });
    expect(reader).toMatchObject({
      ...{ format: 'CIFAR-10 binary', name: 'CIFAR-10', rows: 10, plain: true, names: null, notes: [] },
      strangers: [
        { kind: 'web page (.html)', count: 1, example: 'cifar-10-batches-bin/readme.html' },
        { kind: 'file without an ending', count: 1, example: 'cifar-10-batches-bin/.DS_Store' },
      ],
    });
    expect(valuesOf(reader, 'label')).toEqual(CIFAR_10_CLASSES);
    expect(valuesOf(reader, 'split').join(' ')).toBe(`${'train '.repeat(7)}test test test`);
    const pixels = await pixelsIn(reader);
    for (let i = 0; i < 10; i++) expect(pixels.get(i)).toEqual(pixelsOf(i));
  });

  it.each([
    ['out.bin', null],
    ['train_batch_1.bin', 'train'],
    ['val_batch.bin', 'val'],
    ['data_batch_1 (1).bin', 'train'],
    ['my-test.bin.gz', 'test'],
  ])('are read by their contents as %s, and asked about', async (name, split) => {
    const bytes = binaryOf([3, 1, 4]);
    const reader = await openOf({ [name]: name.endsWith('.gz') ? gz(bytes) : bytes });
    expect(reader).toMatchObject({ rows: 3, plain: false });
    expect(reader.guess.split).toBe(split && 'split');
    if (split) expect(valuesOf(reader, 'split')).toEqual([split, split, split]);
    expect((await pixelsIn(reader, (row) => row > 1)).get(2)).toEqual(pixelsOf(2));
  });

  it('give CIFAR-100’s fine and coarse labels as classes of their own', async () => {
    const reader = await openOf({
      'c/train.bin': binary100Of([
        [4, 0],
        [14, 42],
      ]),
      'c/test.bin': binary100Of([[19, 99]], 2),
    });
    expect(reader).toMatchObject({ format: 'CIFAR-100 binary', guess: { label: 'fine' } });
    expect(columnOf(reader, 'fine').data).toMatchObject({ dictionary: CIFAR_100_CLASSES });
    expect(columnOf(reader, 'coarse')).toMatchObject({ isClasses: true, data: { dictionary: CIFAR_100_COARSE } });
    expect(await pixelsIn(reader)).toEqual(new Map([0, 1, 2].map((i) => [i, pixelsOf(i)])));
  });

  it.each([
    [96, 3],
    [64, 3],
    [32, 1],
    [16, 3],
  ])('may have squares of %d pixels in %d colours', async (side, channels) => {
    const reader = await openOf({ 'data_batch_1.bin': recordsOf([0, 1, 2, 1, 0], channels * side * side) });
    expect([...reader.sizes.subarray(0, 2)]).toEqual([side, side]);
    expect(reader.rows).toBe(5);
    const first = (await pixelsIn(reader)).get(1)!;
    expect([...first.subarray(0, 3)]).toEqual(
      channels === 1 ? [40, 40, 40] : [40, (side * side * 5 + 40) & 255, (2 * side * side * 5 + 40) & 255],
    );
  });

  it('have labels from 1 taken for what the names fit, with a note', async () => {
    const reader = await openOf({
      'd/data_batch_1.bin': binaryOf([1, 2, 3]),
      'd/batches.meta.txt': text('cat\ndog\neel\n'),
    });
    expect(valuesOf(reader, 'label')).toEqual(['cat', 'dog', 'eel']);
    expect(reader.notes).toEqual(['The labels seem to start at 1: 1 is “cat”, 3 is “eel”.']);
    expect(reader.plain).toBe(false);
  });

  it('get fields of samples.csv, ids as they stand', async () => {
    const reader = await openOf({
      'd/data_batch_1.bin': binaryOf([0, 1]),
      'd/test_batch.bin': binaryOf([2], 2),
      'd/samples.csv': text('split,index,id,zip,size\ntest,0,123456789,00004,1.5\ntrain,1,123456790,00010,\n'),
    });
    expect(valuesOf(reader, 'id')).toEqual([null, '123456790', '123456789']);
    expect(valuesOf(reader, 'zip')).toEqual([null, '00010', '00004']);
    expect(valuesOf(reader, 'size')).toEqual([null, null, 1.5]);
  });

  it('are called after their folder, or what was dropped, where their classes are their own', async () => {
    const files = {
      'batches.meta.txt': text('a\nb\n'),
      'data_batch_1.bin': binaryOf([0, 1]),
      'test_batch.bin': binaryOf([1]),
    };
    expect(await openOf(files, 'my things')).toMatchObject({ name: 'My things', plain: false });
    const inside = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`faces/${name}`, bytes]));
    expect(await openOf(inside, 'x')).toMatchObject({ name: 'Faces', plain: true });
  });

  it('have equal pictures counted where something is asked', async () => {
    const one = binaryOf([1, 2], 5);
    expect((await openOf({ 'out.bin': Uint8Array.from([...binaryOf([0], 1), ...one, ...one]) })).duplicates).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });

  it('are not seen in a text or in a file of another kind that happens to have their size', async () => {
    const words = text('All rights reserved. '.repeat(200)).slice(0, 3073);
    const batch = binaryOf([1, 2, 3]);
    expect(await formatOf(listedOf({ 'a.bin': batch, 'a.parquet': text('PAR1') }))).toBe(undefined);
    expect(await formatOf(listedOf({ LICENSE: words }))).toBe(undefined);
    expect(await formatOf(listedOf({ 'weights.bin': new Uint8Array(1025 * 2) }))).toBe(undefined);
    expect(await formatOf(listedOf({ 'a.bin': batch }))).toBeDefined();
  });

  it.each([
    [
      { 'data_batch_3.bin': binaryOf([1, 2]).slice(0, 6000) },
      /^data_batch_3\.bin: 6,000 bytes is not a multiple of 3,073/,
    ],
    [
      { 'data_batch_1.bin': Uint8Array.of(0x89, 0x50, 0x4e, 0x47) },
      /^data_batch_1\.bin is a PNG picture, not a CIFAR batch/,
    ],
    [{ data_batch_1: text('}q\u0000(cos\nsystem\n') }, /^data_batch_1: the pickle asks for os\.system at byte 4/],
    [{ 'a/data_batch_1.bin': binaryOf([1]), 'b/data_batch_1.bin': binaryOf([1]) }, /are the same batch; only one/],
    [
      { 'train.mat': text(`MATLAB 7.3 MAT-file${' '.repeat(600)}`) },
      /is a MATLAB file of version 7\.3 \(HDF5\)\. Save it again/,
    ],
  ])('are refused with a sentence, case %#', async (files, sentence) => {
    expect(await refusal(() => openOf(files as Record<string, Uint8Array>))).toMatch(sentence);
  });
});

describe('IDX', () => {
  const train = idx(8, [3, 28, 28], digits(3));
  const test = idx(8, [2, 28, 28], digits(2));

  it('opens MNIST’s four files, gzipped or not, at their own size', async () => {
    const reader = await openOf({
      'train-images-idx3-ubyte.gz': gz(train),
      'train-labels-idx1-ubyte.gz': gz(idx(8, [3], [5, 0, 4])),
      't10k-images-idx3-ubyte': test,
      't10k-labels-idx1-ubyte': idx(8, [2], [7, 2]),
    });
    expect(reader).toMatchObject({ format: 'IDX', rows: 5, names: null, guess: { label: 'label', split: 'split' } });
    expect(valuesOf(reader, 'label')).toEqual(['5', '0', '4', '7', '2']);
    expect(columnOf(reader, 'label').data).toMatchObject({ dictionary: ['0', '2', '4', '5', '7'] });
    expect(valuesOf(reader, 'split')).toEqual(['train', 'train', 'train', 'test', 'test']);
    expect([...reader.sizes.subarray(0, 2)]).toEqual([28, 28]);
    const pixels = await pixelsIn(reader);
    expect([...pixels.get(1)!.subarray(0, 6)]).toEqual(
      [99, 99, 99, 106, 106, 106].map((v) => (v === 99 ? digits(2)[784] : digits(2)[785])),
    );
    expect(reader.duplicates).toEqual([
      [0, 3],
      [1, 4],
    ]);
  });

  it('knows its files by their first bytes, whatever they are called', async () => {
    const reader = await openOf({ 'a.bin': train, b: idx(8, [3], [1, 0, 1]) });
    expect(valuesOf(reader, 'label')).toEqual(['1', '0', '1']);
  });

  it('has EMNIST’s letters out of its mapping, and its pictures upright', async () => {
    const sideways = Uint8Array.from({ length: 784 }, (_, i) => (Math.floor(i / 28) === 3 ? 200 : 0));
    const reader = await openOf({
      'emnist-letters-train-images-idx3-ubyte': idx(8, [1, 28, 28], sideways),
      'emnist-letters-train-labels-idx1-ubyte': idx(8, [1], [2]),
      'emnist-letters-mapping.txt': text('1 65 97\n2 66 98\n'),
    });
    expect(valuesOf(reader, 'label')).toEqual(['Bb']);
    const picture = (await pixelsIn(reader)).get(0)!;
    expect([picture[3 * 3], picture[3 * (28 + 3)], picture[3 * 4]]).toEqual([200, 200, 0]);
  });

  it.each([
    [
      { 'x-images-idx3-ubyte': train.slice(0, 1000) },
      /its header says 3 × 28 × 28 values, 2,368 bytes, but there are 1,000/,
    ],
    [
      { 'x-images-idx3-ubyte': train, 'x-labels-idx1-ubyte': idx(8, [2], [1, 2]) },
      /has 2 labels for the 3 pictures of/,
    ],
    [{ 'x-labels-idx1-ubyte': idx(8, [2], [1, 2]) }, /these are labels alone/],
    [
      { 'x-images-idx3-ubyte.gz': gz(idx(8, [4_000_000, 28, 28], new Uint8Array(1e6))) },
      /its header says 4,000,000 × 28 × 28|would unpack to/,
    ],
  ])('is refused with a sentence, case %#', async (files, sentence) => {
    expect(await refusal(() => openOf(files as Record<string, Uint8Array>))).toMatch(sentence);
  });
});

describe('STL-10', () => {
  const SIZE = 27_648;
  const columnMajor = Uint8Array.from({ length: 2 * SIZE }, (_, i) => (i % SIZE < 96 ? 250 : 3));

  it('has its pictures upright, labels from 1, and those without', async () => {
    const reader = await openOf({
      'stl10_binary/unlabeled_X.bin': columnMajor.subarray(0, SIZE),
      'stl10_binary/test_X.bin': columnMajor,
      'stl10_binary/test_y.bin': Uint8Array.of(10, 1),
      'stl10_binary/fold_indices.txt': text('0 1'),
    });
    expect(reader).toMatchObject({ format: 'STL-10 binary', name: 'STL-10', rows: 3, strangers: [] });
    expect(valuesOf(reader, 'label')).toEqual([null, 'truck', 'airplane']);
    expect(valuesOf(reader, 'split')).toEqual(['unlabeled', 'test', 'test']);
    const picture = (await pixelsIn(reader)).get(1)!;
    // The first 96 values are the red ones of the left column.
    expect([picture[0], picture[1], picture[3], picture[3 * 96]]).toEqual([250, 3, 3, 250]);
  });

  it('says which of its files is cut off', async () => {
    expect(await refusal(() => openOf({ 'train_X.bin': columnMajor.subarray(0, 30_000) }))).toMatch(
      /^train_X\.bin: 30,000 bytes is not a multiple of 27,648/,
    );
  });
});

describe('arrays of NumPy', () => {
  const pictures = (count: number, seed = 0): Uint8Array =>
    Uint8Array.from({ length: count * 192 }, (_, i) => (i * 13 + seed + (i >> 6)) & 255);

  it('are CIFAR-10-C where its labels are the same five times', async () => {
    const labels = [3, 8, 3, 8, 3, 8, 3, 8, 3, 8];
    const reader = await openOf({
      'CIFAR-10-C/labels.npy': npy([10], labels),
      'CIFAR-10-C/fog.npy': npy([10, 8, 8, 3], pictures(10)),
      'CIFAR-10-C/snow.npy': npy([10, 8, 8, 3], pictures(10, 5)),
    });
    expect(valuesOf(reader, 'label').slice(0, 2)).toEqual(['cat', 'ship']);
    expect(valuesOf(reader, 'corruption')).toEqual([
      ...Array<string>(10).fill('fog'),
      ...Array<string>(10).fill('snow'),
    ]);
    expect(valuesOf(reader, 'severity').slice(0, 10)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(valuesOf(reader, 'picture').slice(0, 4)).toEqual([0, 1, 0, 1]);
  });

  it('are CIFAR-10.1, a test split with CIFAR-10’s classes', async () => {
    const reader = await openOf({
      'cifar10.1_v4_data.npy': npy([3, 8, 8, 3], pictures(3)),
      'cifar10.1_v4_labels.npy': npy([3], [0, 1, 9]),
      'cifar10.1_v6_data.npy': npy([2, 8, 8, 3], pictures(2)),
      'cifar10.1_v6_labels.npy': npy([2], [2, 3]),
    });
    expect(valuesOf(reader, 'label')).toEqual(['airplane', 'automobile', 'truck', 'bird', 'cat']);
    expect(valuesOf(reader, 'split')).toEqual(['test', 'test', 'test', 'test', 'test']);
  });

  it('have opacity on white', async () => {
    const values = Uint8Array.from({ length: 16 * 4 }, (_, i) => (i % 4 === 3 ? (i < 32 ? 0 : 255) : 10));
    const pixels = (await pixelsIn(await openOf({ 'images.npy': npy([1, 4, 4, 4], values) }))).get(0)!;
    expect([pixels[0], pixels[47]]).toEqual([255, 10]);
  });

  it.each([
    [npy([10], new Uint8Array(10)), /No array holds pictures \(x is uint8 of 10\)\. Pictures are n × height × width/],
    [npy([9, 8, 8, 3], pictures(3)), /its header says uint8 of 9 × 8 × 8 × 3, 1,856 bytes, but there are 704/],
    [npy([2, 8, 8, 3], pictures(2), '<c8'), /are of the type “<c8”, which is neither number nor text/],
  ])('are refused with a sentence, case %#', async (bytes, sentence) => {
    expect(await refusal(() => openOf({ 'x.npy': bytes }))).toMatch(sentence);
  });

  it('beside photos are none of ours', async () => {
    const photos = { 'a/1.jpg': text('1'), 'a/2.jpg': text('2'), 'b/3.jpg': text('3') };
    expect(await formatOf(listedOf({ ...photos, 'embeddings.npy': npy([3, 8, 8], new Uint8Array(192)) }))).toBe(
      undefined,
    );
  });
});

it('reading ends with the signal’s reason as soon as it is aborted', async () => {
  const reader = await open(listedOf({ 'data_batch_1.bin': binaryOf(Array<number>(800).fill(1)) }));
  const controller = new AbortController();
  const read = async (): Promise<void> => {
    for await (const { row } of reader.pictures(() => true, controller.signal)) if (row === 5) controller.abort();
  };
  await expect(read()).rejects.toHaveProperty('name', 'AbortError');
});
