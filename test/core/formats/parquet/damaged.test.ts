import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../../src/core/errors.ts';
import { readHybrid } from '../../../../src/core/formats/parquet/levels.ts';
import { column, imageColumn, labelColumn, listColumn, open, parquetOf, picturesOf, png } from './support.ts';

const pictures = await Promise.all(Array.from({ length: 40 }, (_, i) => png(i)));
const good = {
  files: parquetOf(
    [
      imageColumn(
        pictures,
        pictures.map((_, i) => `${i}.png`),
      ),
      labelColumn(
        pictures.map((_, i) => i % 3),
        ['a', 'b', 'c'],
      ),
      column(
        'place',
        'TEXT',
        pictures.map((_, i) => (i % 4 ? `place ${i % 5}` : null)),
      ),
      column(
        'weight',
        'DOUBLE',
        pictures.map((_, i) => i / 7),
      ),
    ],
    { rowGroupSize: 15, pageSize: 800 },
  ),
  arrays: parquetOf(
    [
      listColumn(
        'image',
        2,
        pictures.map((_, i) => [
          [i, 1],
          [2, 3],
        ]),
      ),
    ],
    { pageSize: 100 },
  ),
};

/** Opens a file and reads all of it; what is thrown has to be for people. */
async function readWhole(bytes: Uint8Array): Promise<void> {
  try {
    const reader = await open({ 'train.parquet': bytes });
    await picturesOf(reader);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).code).toBe('import');
    expect((error as UserError).message).toMatch(/^train\.parquet.*Nothing was imported\.$/s);
  }
}

describe('A damaged Parquet file', () => {
  it.each(Object.entries(good))(
    'never hangs and never ends in anything but a sentence: %s',
    async (_, file) => {
      const change = fc.record({ at: fc.nat({ max: file.length - 1 }), byte: fc.nat({ max: 255 }) });
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
          const bytes = file.slice();
          for (const { at, byte } of changes) bytes[at] = byte;
          await readWhole(bytes);
        }),
        { numRuns: 200 },
      );
    },
    60_000,
  );

  it('never does either wherever it is cut off', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: good.files.length }), fc.nat({ max: 60 }), async (from, length) => {
        const bytes = new Uint8Array([...good.files.subarray(0, from), ...good.files.subarray(from + length)]);
        await readWhole(bytes);
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});

describe('Runs and packed bits', () => {
  it('never fill more than was asked for', () => {
    const output = new Uint32Array(5);
    // A run that says it is 2³⁰ long.
    const run = [0x80, 0x80, 0x80, 0x80, 0x08, 3];
    readHybrid({ view: new DataView(Uint8Array.from(run).buffer), offset: 0 }, 2, output);
    expect([...output]).toEqual([3, 3, 3, 3, 3]);
  });

  it('end where the bytes do', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 50 }),
        fc.nat({ max: 32 }),
        fc.nat({ max: 1000 }),
        (bytes, width, count) => {
          try {
            readHybrid({ view: new DataView(bytes.slice().buffer), offset: 0 }, width, new Uint32Array(count));
          } catch (error) {
            expect(error).toBeInstanceOf(Error);
          }
        },
      ),
    );
  });
});
