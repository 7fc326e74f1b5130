import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CIFAR_10_CLASSES, CIFAR_100_CLASSES, CIFAR_100_COARSE } from '../../../../src/core/formats/cifar-names.ts';
import { columnOf, formatOf, listedOf, open, openOf, pixelsIn, valuesOf } from '../reading.ts';
import { binary100Of, binaryOf, pixelsOf, refusal, text } from '../support.ts';

const gz = (bytes: Uint8Array): Uint8Array => new Uint8Array(gzipSync(bytes));

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
    expect(reader.notes).toEqual(['The labels seem to start at 1; they were counted from 0: 1 is “cat”, 3 is “eel”.']);
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

  it('of ImageNet’s kind, whose labels start at 1, are noted to', async () => {
    const reader = await openOf({ 'train_data_batch_1.bin': binaryOf([1, 2, 3, 2, 1]) });
    expect(reader.notes).toContain('The labels seem to start at 1; they were counted from 0: 1 is “automobile”.');
    expect(reader.plain).toBe(false);
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

it('reading ends with the signal’s reason as soon as it is aborted', async () => {
  const reader = await open(listedOf({ 'data_batch_1.bin': binaryOf(Array<number>(800).fill(1)) }));
  const controller = new AbortController();
  const read = async (): Promise<void> => {
    for await (const { row } of reader.pictures(() => true, controller.signal)) if (row === 5) controller.abort();
  };
  await expect(read()).rejects.toHaveProperty('name', 'AbortError');
});
