import { deflateSync, gzipSync } from 'node:zlib';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../../src/core/errors.ts';
import { numpyColumns } from '../../../../src/core/tables/numpy-table.ts';
import { pythonsWithNumpy, writtenBy } from '../../../support/python.ts';
import { formatOf, listed, listedIn, open, pixelsIn } from '../reading.ts';
import type { ListedFile } from '../../../../src/core/formats/listed-file.ts';
import { binary100Of, binaryOf, refusal } from '../support.ts';

const [python] = pythonsWithNumpy();

/** A machine that does much else at the same time takes long for hundreds of files. */
const LONG_MS = 120_000;

const RUNS = 80;

/** Most bytes that reading 20 pictures of 3,072 bytes may add up to, whatever a header says. */
const BOUND = 40e6;

/** Reads all there is. @returns a sentence where it was refused */
async function readThrough(files: ListedFile[]): Promise<void> {
  try {
    if (!(await formatOf(files))) return;
    const reader = await open(files);
    expect(reader.sizes).toHaveLength(2 * reader.rows);
    expect(reader.sizes.byteLength).toBeLessThan(BOUND);
    let read = 0;
    await pixelsIn(reader, (row) => row < 100).then((pixels) => (read = pixels.size));
    expect(read).toBe(Math.min(100, reader.rows));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error).toHaveProperty('code', 'import');
  }
}

/** A copy with bytes changed, most of them in headers, and cut off at times. */
const mutation = (length: number) =>
  fc.record({
    flips: fc.array(
      fc.tuple(
        fc.oneof(
          fc.nat(Math.min(300, length - 1)),
          fc.nat(length - 1),
          fc.integer({ min: Math.max(0, length - 300), max: length - 1 }),
        ),
        fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 127, 128, 255)),
      ),
      { minLength: 1, maxLength: 6 },
    ),
    keep: fc.oneof({ weight: 4, arbitrary: fc.constant(length) }, { weight: 1, arbitrary: fc.nat(length) }),
  });

async function mutate(files: { path: string; bytes: Uint8Array }[], which: number, runs: number): Promise<void> {
  const original = files[which].bytes;
  await fc.assert(
    fc.asyncProperty(mutation(original.length), async ({ flips, keep }) => {
      const bytes = original.slice(0, keep);
      for (const [at, value] of flips) if (at < keep) bytes[at] = value;
      await readThrough(files.map((file, i) => listed(file.path, i === which ? bytes : file.bytes)));
    }),
    { numRuns: runs },
  );
}

describe.skipIf(!python)('damaged files by Python (skipped where no Python has numpy)', { timeout: LONG_MS }, () => {
  const folder = python ? writtenBy(python, 'arrays.py') : '';
  const filesIn = async (name: string) => {
    const files = listedIn(path.join(folder, name));
    return Promise.all(
      files.map(async (file) => ({ path: file.path, bytes: new Uint8Array(await (await file.blob()).arrayBuffer()) })),
    );
  };

  it.each([
    'pickles/array-0',
    'pickles/list-2',
    'pickles/scalars-4',
    'pickles/array-5',
    'npy',
    'fortran',
    'big',
    'stored',
    'packed',
    'words',
    'objects',
  ])('are refused with a sentence or read: %s', async (name) => {
    const files = await filesIn(name);
    for (const which of files.keys()) await mutate(files, which, RUNS);
  });

  it.for(['mat', 'mat-packed', 'svhn'])('are refused with a sentence or read: %s', async (name, { skip }) => {
    if (!existsSync(path.join(folder, name))) return skip('scipy, which writes MATLAB files, is not installed');
    const files = await filesIn(name);
    for (const which of files.keys()) await mutate(files, which, RUNS);
  });

  it('are refused as tables', async () => {
    const bytes = new Uint8Array(readFileSync(path.join(folder, 'table/columns.npz')));
    await fc.assert(
      fc.asyncProperty(mutation(bytes.length), async ({ flips, keep }) => {
        const damaged = bytes.slice(0, keep);
        for (const [at, value] of flips) if (at < keep) damaged[at] = value;
        await numpyColumns(listed('columns.npz', damaged)).catch((error: unknown) =>
          expect(error).toHaveProperty('code', 'labels-file'),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('damaged files', { timeout: LONG_MS }, () => {
  const idx = (shape: number[], bytes: Uint8Array): Uint8Array =>
    Uint8Array.from([0, 0, 8, shape.length, ...shape.flatMap((n) => [0, 0, n >> 8, n & 255]), ...bytes]);
  const images = idx([20, 28, 28], new Uint8Array(20 * 784).fill(7));

  it.each([
    [
      'IDX',
      [
        ['train-images-idx3-ubyte', images],
        ['train-labels-idx1-ubyte', idx([20], new Uint8Array(20))],
      ],
    ],
    ['IDX, gzipped', [['images.gz', new Uint8Array(gzipSync(images))]]],
    [
      'STL-10',
      [
        ['train_X.bin', new Uint8Array(2 * 27_648)],
        ['train_y.bin', Uint8Array.of(1, 2)],
      ],
    ],
    ['CIFAR-10', [['data_batch_1.bin', binaryOf([1, 2, 3])]]],
    [
      'CIFAR-100',
      [
        [
          'train.bin',
          binary100Of([
            [1, 2],
            [3, 4],
          ]),
        ],
      ],
    ],
  ] as [string, [string, Uint8Array][]][])('are refused with a sentence or read: %s', async (_, named) => {
    const files = named.map(([name, bytes]) => ({ path: name, bytes }));
    for (const which of files.keys()) await mutate(files, which, RUNS);
  });

  it('that unpack to very much are refused by name, and are not unpacked to the end', async () => {
    const count = 200_000;
    const header = Uint8Array.from([
      0,
      0,
      8,
      3,
      0,
      count >> 16,
      (count >> 8) & 255,
      count & 255,
      0,
      0,
      0,
      28,
      0,
      0,
      0,
      28,
    ]);
    const bomb = new Uint8Array(gzipSync(Buffer.concat([header, Buffer.alloc(count * 784)])));
    expect(await refusal(() => open([listed('train-images-idx3-ubyte.gz', bomb)]))).toMatch(
      /^train-images-idx3-ubyte\.gz unpacks to 157 MB or more from [1-9]\d* kB, as no pictures do/,
    );
  });

  it('of MATLAB, a small variable that says it is large', async () => {
    const inside = Buffer.alloc(8 + 1000);
    inside.writeUInt32LE(14, 0);
    inside.writeUInt32LE(700_000_000, 4);
    const packed = deflateSync(inside);
    const file = Buffer.alloc(136 + packed.length);
    file.write('MATLAB 5.0 MAT-file', 0);
    file.write('IM', 126);
    file.writeUInt32LE(15, 128);
    file.writeUInt32LE(packed.length, 132);
    packed.copy(file, 136);
    expect(await refusal(() => open([listed('train.mat', file)]))).toMatch(
      /^train\.mat: the MATLAB file is damaged: a variable is larger than it can be\./,
    );
  });
});
