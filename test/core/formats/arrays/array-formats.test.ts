import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { columnOf, openOf, pixelsIn, valuesOf } from '../reading.ts';
import { refusal, text } from '../support.ts';

const int32 = (n: number): number[] => [n >>> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255];
const idx = (type: number, shape: number[], values: ArrayLike<number>): Uint8Array =>
  Uint8Array.from([0, 0, type, shape.length, ...shape.flatMap(int32), ...Array.from(values)]);
const gz = (bytes: Uint8Array): Uint8Array => new Uint8Array(gzipSync(bytes));
const digits = (count: number): Uint8Array =>
  Uint8Array.from({ length: count * 784 }, (_, i) => (i * 7 + (i >> 8)) & 255);

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
      /its header says 4,000,000 × 28 × 28|unpacks to/,
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
