import { describe, expect, it } from 'vitest';
import { parquetFormat } from '../../../../src/core/formats/parquet/parquet-format.ts';
import {
  bytesOf,
  column,
  imageColumn,
  labelColumn,
  listColumn,
  listed,
  open,
  parquetOf,
  picturesOf,
  png,
  textsOf,
} from './support.ts';

const pngs = (count: number, from = 0): Promise<Uint8Array[]> =>
  Promise.all(Array.from({ length: count }, (_, i) => png(from + i)));

describe('A Parquet file of Hugging Face', () => {
  it('gives pictures, sizes, class names and fields', async () => {
    const pictures = [await png(1), await png(2, 7, 5), await png(3)];
    const file = parquetOf([
      imageColumn(pictures, ['a.png', 'b.png', 'c.png']),
      labelColumn([1, -1, 0], ['cat', 'dog', 'owl']),
      column('weight', 'DOUBLE', [0.5, null, 2]),
      column('sharp', 'BOOLEAN', [true, false, null]),
      column('place', 'TEXT', ['Rome', null, 'Oslo']),
    ]);
    const reader = await open({ 'train.parquet': file });

    expect(reader.rows).toBe(3);
    expect(reader.names).toEqual(['a.png', 'b.png', 'c.png']);
    expect([...reader.sizes]).toEqual([4, 3, 7, 5, 4, 3]);
    expect(reader.columns[0]).toMatchObject({
      name: 'label',
      isClasses: true,
      data: { dictionary: ['cat', 'dog', 'owl'] },
    });
    expect(textsOf(reader, 'label')).toEqual(['dog', undefined, 'cat']);
    expect(textsOf(reader, 'sharp')).toEqual(['true', 'false', undefined]);
    expect(textsOf(reader, 'place')).toEqual(['Rome', undefined, 'Oslo']);
    expect(reader.columns.find(({ name }) => name === 'weight')?.data).toEqual({
      kind: 'number',
      values: Float32Array.of(0.5, NaN, 2),
    });
    expect(reader.guess).toMatchObject({ label: 'label', split: 'split' });
    const read = await picturesOf(reader);
    expect(await bytesOf(read)).toEqual(pictures);
    expect(read.map((one) => 'file' in one && one.file.type)).toEqual(Array(3).fill('image/png'));
  });

  it('is one data set in several files, training first, in the order of their numbers', async () => {
    const shard = async (from: number): Promise<Uint8Array> =>
      parquetOf([imageColumn(await pngs(2, from)), labelColumn([0, 1], ['a', 'b'])]);
    const reader = await open({
      'data/test-00000-of-00001.parquet': await shard(40),
      'data/train-00010-of-00011.parquet': await shard(30),
      'data/train-00002-of-00011.parquet': await shard(20),
      'data/validation-00000-of-00001.parquet': await shard(50),
      'README.md': new Uint8Array(3),
    });

    expect(textsOf(reader, 'split')).toEqual([
      'train',
      'train',
      'train',
      'train',
      'validation',
      'validation',
      'test',
      'test',
    ]);
    const sources = [...(await pngs(2, 20)), ...(await pngs(2, 30)), ...(await pngs(2, 50)), ...(await pngs(2, 40))];
    expect(await bytesOf(await picturesOf(reader))).toEqual(sources);
    expect(reader.names).toBeNull();
    expect(reader.strangers).toEqual([{ kind: 'text (.md)', count: 1, example: 'README.md' }]);
  });

  it('offers every column of class labels and takes the fine ones', async () => {
    const file = parquetOf([
      imageColumn(await pngs(2), [], 'img'),
      labelColumn([0, 1], ['beaver', 'dolphin'], 'fine_label'),
      labelColumn([0, 0], ['aquatic mammals'], 'coarse_label'),
    ]);
    const reader = await open({ 'train.parquet': file });
    expect(reader.columns.filter(({ isClasses }) => isClasses).map(({ name }) => name)).toEqual([
      'fine_label',
      'coarse_label',
    ]);
    expect(reader.guess.label).toBe('fine_label');
  });

  it('reads any rows out of many row groups and pages', async () => {
    const count = 300;
    const pictures = await pngs(count);
    const file = parquetOf(
      [
        imageColumn(pictures),
        labelColumn(
          pictures.map((_, i) => i % 2),
          ['a', 'b'],
        ),
      ],
      {
        rowGroupSize: 70,
        pageSize: 1000,
      },
    );
    const reader = await open({ 'x.parquet': file });
    const wanted = new Set([0, 69, 70, 211, 299]);
    const read = await picturesOf(reader, (row) => wanted.has(row));
    expect(read.map(({ row }) => row)).toEqual([...wanted]);
    expect(await bytesOf(read)).toEqual([...wanted].map((row) => pictures[row]));
  });

  it('names pictures that are the same, missing or none', async () => {
    const twice = await png(9);
    const file = parquetOf([imageColumn([twice, null, await png(8), twice, new Uint8Array([1, 2, 3, 4])])]);
    const reader = await open({ 'train.parquet': file });
    expect(reader.duplicates).toEqual([[0, 3]]);
    expect(reader.unreadable).toEqual([
      { path: 'train.parquet, row 1', why: 'there is none in the file' },
      { path: 'train.parquet, row 4', why: 'it is no picture that is known' },
    ]);
    expect([...reader.sizes.subarray(2, 4)]).toEqual([0, 0]);
  });
});

it('A picture of more pixels than a browser can hold is left out by name', async () => {
  const huge = await png(1);
  new DataView(huge.buffer, huge.byteOffset).setUint32(16, 60_000);
  new DataView(huge.buffer, huge.byteOffset).setUint32(20, 60_000);
  const reader = await open({ 'train.parquet': parquetOf([imageColumn([huge, await png(2)], ['huge.png', 'b.png'])]) });
  expect(reader.unreadable).toEqual([
    { path: 'huge.png', why: expect.stringMatching(/^it has 60,000 × 60,000 pixels/) as string },
  ]);
  expect([...reader.sizes]).toEqual([0, 0, 4, 3]);
});

describe('Any other Parquet file with pictures', () => {
  it('may have them as plain bytes, and labels as numbers in their order', async () => {
    const pictures = await pngs(3);
    const bytes = { name: 'photo', schema: [{ name: 'photo', type: 'BYTE_ARRAY' as const }], data: pictures };
    const file = parquetOf([
      bytes,
      column('class', 'INT32', [10, 9, -1]),
      column('id', 'INT64', [7n, 2n ** 60n + 1n, 8n]),
    ]);
    const reader = await open({ 'mine.parquet': file });
    expect(textsOf(reader, 'class')).toEqual(['10', '9', undefined]);
    expect(reader.columns.find(({ name }) => name === 'class')).toMatchObject({
      isClasses: true,
      data: { dictionary: ['9', '10'] },
    });
    expect(reader.names).toEqual(['7', '1152921504606846977', '8']);
    expect(reader.guess).toMatchObject({ label: 'class', split: null });
  });

  it('may have them as lists of lists of numbers', async () => {
    const grey = [
      [0, 10, 20],
      [30, 40, 255],
    ];
    const file = parquetOf([listColumn('image', 2, [grey, grey.map((row) => row.map((v) => 255 - v))])]);
    const reader = await open({ 'digits.parquet': file });
    expect([...reader.sizes]).toEqual([3, 2, 3, 2]);
    const [first] = await picturesOf(reader);
    expect(first).toMatchObject({ row: 0, width: 3, height: 2 });
    expect('pixels' in first && [...first.pixels]).toEqual([0, 10, 20, 30, 40, 255].flatMap((v) => [v, v, v]));
  });

  it('takes the split from a column where file names do not say', async () => {
    const file = parquetOf([imageColumn(await pngs(2)), column('split', 'TEXT', ['train', 'val'])]);
    expect((await open({ 'all.parquet': file })).guess.split).toBe('split');
  });
});

describe('A Parquet file that cannot be imported', () => {
  it('is refused where samples have several labels', async () => {
    const file = parquetOf([imageColumn(await pngs(1)), listColumn('labels', 1, [[1, 2]])]);
    await expect(open({ 'multi.parquet': file })).rejects.toThrow(
      'multi.parquet: column “labels” holds a list of labels for each picture',
    );
  });

  it('is refused where it has no pictures, and says what it has', async () => {
    const file = parquetOf([column('id', 'INT32', [1]), column('label', 'TEXT', ['cat'])]);
    await expect(open({ 'table.parquet': file })).rejects.toThrow(
      'table.parquet has no column of pictures: it has “id”, “label”.',
    );
  });

  it('is refused where a label has no class', async () => {
    const file = parquetOf([imageColumn(await pngs(2)), labelColumn([0, 5], ['a', 'b'])]);
    await expect(open({ 'odd.parquet': file })).rejects.toThrow('odd.parquet: row 1 has the label 5 in column “label”');
  });

  it('is refused all the same where another row has no label', async () => {
    const file = parquetOf([imageColumn(await pngs(3)), labelColumn([null, 0, 5], ['a', 'b'])]);
    await expect(open({ 'odd.parquet': file })).rejects.toThrow('odd.parquet: row 2 has the label 5 in column “label”');
  });

  it('is refused where files name other classes', async () => {
    const one = parquetOf([imageColumn(await pngs(1)), labelColumn([0], ['a'])]);
    const two = parquetOf([imageColumn(await pngs(1)), labelColumn([0], ['b'])]);
    await expect(open({ 'test.parquet': one, 'train.parquet': two })).rejects.toThrow(
      'test.parquet names other classes than train.parquet',
    );
  });

  it('is refused where it is cut off, encrypted or something else', async () => {
    const file = parquetOf([imageColumn(await pngs(2))]);
    await expect(open({ 'a.parquet': file.slice(0, -20) })).rejects.toThrow('a.parquet is cut off or damaged');
    const sealed = file.slice();
    sealed[sealed.length - 1] = 0x45;
    await expect(open({ 'a.parquet': sealed })).rejects.toThrow('a.parquet is encrypted.');
    await expect(open({ 'a\u202e.parquet': sealed })).rejects.toThrow('a\\u{202e}.parquet is encrypted.');
    await expect(open({ 'a.parquet': new TextEncoder().encode('no table at all') })).rejects.toThrow(
      'a.parquet is no Parquet file: by its first bytes it is a text file. Give it the ending that it should have.',
    );
  });
});

describe('Whether files are Parquet with pictures', () => {
  it('is told from a table of labels beside pictures', async () => {
    const table = parquetOf([column('file_name', 'TEXT', ['a.png'])]);
    const pictures = parquetOf([imageColumn(await pngs(1))]);
    const beside = { 'a.png': await png(1) };
    expect(await parquetFormat.recognises(listed({ 'metadata.parquet': table, ...beside }))).toBe(false);
    expect(await parquetFormat.recognises(listed({ 'train.parquet': pictures, ...beside }))).toBe(true);
    expect(await parquetFormat.recognises(listed({ 'no ending': pictures }))).toBe(true);
    expect(await parquetFormat.recognises(listed(beside))).toBe(false);
  });
});
