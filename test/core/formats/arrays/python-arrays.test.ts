import { readFileSync, readdirSync } from 'node:fs';
import { Buffer } from 'node:buffer';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CIFAR_10_CLASSES } from '../../../../src/core/formats/cifar-names.ts';
import { numpyColumns } from '../../../../src/core/tables/numpy-table.ts';
import { pythonsWithNumpy, writtenBy } from '../../../support/python.ts';
import { columnOf, formatOf, listed, listedIn, open, pixelsIn, valuesOf } from '../reading.ts';
import { refusal } from '../support.ts';

const COUNT = 20;
const PICTURE = 3072;
const labels = Array.from({ length: COUNT }, (_, i) => i % 10);
const names = labels.map((_, i) => `grün_${i}.png`);
const pythons = pythonsWithNumpy();

it.skipIf(pythons.length === 0)('has a numpy to be tested against (skipped where no Python has it)', () => {
  expect(pythons.map(({ title }) => title)).toContainEqual(expect.stringMatching(/^numpy \d/));
});

describe.each(pythons)('files by $title', (python) => {
  const folder = writtenBy(python, 'arrays.py');
  const whole = new Uint8Array(readFileSync(path.join(folder, 'pixels.bin')));
  const files = (name: string) => listedIn(path.join(folder, name));
  const expectPixels = async (reader: Awaited<ReturnType<typeof open>>, tolerance = 0): Promise<void> => {
    const pixels = await pixelsIn(reader);
    expect(pixels.size).toBe(COUNT);
    for (const [row, found] of pixels) {
      const expected = whole.subarray(row * PICTURE, (row + 1) * PICTURE);
      if (tolerance === 0) expect(Buffer.from(found).equals(Buffer.from(expected))).toBe(true);
      else expect(found.every((value, i) => Math.abs(value - expected[i]) <= tolerance)).toBe(true);
    }
  };
  const hasScipy = readdirSync(folder).includes('mat');

  it.each(
    ['list', 'array', 'scalars', 'bytes', 'nchw', 'nhwc'].flatMap((kind) =>
      [0, 1, 2, 3, 4, 5].map((p) => [kind, p] as const),
    ),
  )('a batch (%s) pickled by protocol %d', async (kind, protocol) => {
    const reader = await open(files(`pickles/${kind}-${protocol}`));
    expect(reader).toMatchObject({ format: 'CIFAR-10 python', name: 'CIFAR-10', rows: COUNT, plain: true });
    await expectPixels(reader);
    expect(valuesOf(reader, 'label')).toEqual(labels.map((label) => CIFAR_10_CLASSES[label]));
    expect(reader.names).toEqual(kind.startsWith('n') ? null : names);
    expect(reader.guess).toEqual({ label: 'label', split: 'split', annotators: [] });
  });

  it('an ImageNet batch, whose labels start at 1', async () => {
    const reader = await open(files('imagenet'));
    await expectPixels(reader);
    expect(valuesOf(reader, 'label').slice(0, 2)).toEqual(['class 1', 'class 2']);
    expect(reader.notes).toContain('The labels seem to start at 1; they were counted from 0.');
    expect(reader.plain).toBe(false);
    expect(valuesOf(reader, 'split')).toEqual(labels.map(() => 'train'));
  });

  it.each([
    ['npy', 0],
    ['fortran', 0],
    ['nchw', 0],
    ['floats', 0],
    ['big', 0],
    ['half', 0],
    ['stored', 0],
    ['packed', 0],
    ['positions', 0],
    ['medmnist', 0],
    ['words', 0],
    ['objects', 0],
  ])('arrays (%s)', async (name, tolerance) => {
    const reader = await open(files(name));
    await expectPixels(reader, tolerance);
    if (['big', 'half', 'words', 'objects'].includes(name)) return;
    expect(valuesOf(reader, 'label')).toEqual(labels.map(String));
    expect(columnOf(reader, 'label').isClasses).toBe(true);
  });

  it('floats from 0 to 1, and from −1 to 1, with a note', async () => {
    expect((await open(files('floats'))).notes).toEqual([
      'The pictures’ values are from 0 to 1: 0 is taken for black, 1 for white.',
    ]);
    expect((await open(files('big'))).notes).toEqual([
      'The pictures’ values are from -1 to 1: -1 is taken for black, 1 for white.',
    ]);
    expect((await open(files('half'))).notes).toEqual([]);
  });

  it('splits in one archive, and a field of both', async () => {
    const reader = await open(files('stored'));
    expect(valuesOf(reader, 'split')).toEqual(labels.map((_, i) => (i < 15 ? 'train' : 'test')));
    expect(valuesOf(reader, 'age')).toEqual(labels.map((_, i) => (i < 15 ? i : i - 15) / 4));
    expect((await open(files('positions'))).guess.split).toBe(null);
    const medical = await open(files('medmnist'));
    expect(valuesOf(medical, 'split').slice(9, 15)).toEqual(['train', 'val', 'val', 'val', 'val', 'test']);
  });

  it('labels and names as texts, ids that no float keeps', async () => {
    const reader = await open(files('words'));
    expect(valuesOf(reader, 'label').slice(0, 4)).toEqual(['cat', 'dög', 'eel', 'fox']);
    expect(reader.names).toEqual(names);
    expect(valuesOf(reader, 'ids').slice(0, 2)).toEqual(['123456789', '123456790']);
    expect(valuesOf(await open(files('objects')), 'label').slice(0, 2)).toEqual(['cat', 'dög']);
  });

  it('several labels a picture are refused with a sentence', async () => {
    expect(await refusal(() => open(files('several')))).toMatch(
      /labels has 3 values a picture, and not one 1 among 0s in each row\. Several labels a picture/,
    );
  });

  it('one picture that is asked for is read alone, wherever it lies', async () => {
    for (const name of ['npy', 'packed', 'fortran', 'pickles/bytes-0']) {
      const pixels = await pixelsIn(await open(files(name)), (row) => row === 17);
      expect([...pixels.keys()]).toEqual([17]);
      expect(pixels.get(17)).toEqual(whole.slice(17 * PICTURE, 18 * PICTURE));
    }
  });

  it('columns of a table', async () => {
    const [file] = files('table');
    expect(await numpyColumns(file)).toEqual({
      file: 'columns.npz',
      rows: 3,
      columns: [
        { name: 'id', cells: ['0', '1', '2'] },
        { name: 'label', cells: ['a', 'b', ''] },
        { name: 'score', cells: ['0.5', '', '2'] },
        { name: 'probs 1', cells: ['1', '1', '1'] },
        { name: 'probs 2', cells: ['1', '1', '1'] },
      ],
    });
  });

  it.skipIf(!hasScipy).each(['mat', 'mat-packed'])('batches of MATLAB by scipy (%s)', async (name) => {
    const reader = await open(files(name));
    expect(reader).toMatchObject({ format: 'CIFAR-10 MATLAB', name: 'CIFAR-10', plain: true, notes: [] });
    await expectPixels(reader);
    expect(valuesOf(reader, 'label')).toEqual(labels.map((label) => CIFAR_10_CLASSES[label]));
  });

  it.skipIf(!hasScipy)('CIFAR-100’s and SVHN’s MATLAB files', async () => {
    const hundred = await open(files('mat100'));
    await expectPixels(hundred);
    expect(hundred.guess.label).toBe('fine');
    expect(columnOf(hundred, 'coarse').isClasses).toBe(true);
    expect(hundred.names).toEqual(names);
    const svhn = await open(files('svhn'));
    await expectPixels(svhn);
    expect(valuesOf(svhn, 'label').slice(0, 2)).toEqual(['class 1', 'class 2']);
  });

  it('is recognised by contents under any name', async () => {
    const [batch] = files('pickles/list-4');
    const bytes = new Uint8Array(await (await batch.blob()).arrayBuffer());
    expect((await formatOf([listed('whatever', bytes)]))?.title).toBe('CIFAR batches');
    expect((await open([listed('whatever', bytes)])).plain).toBe(false);
  });
});
