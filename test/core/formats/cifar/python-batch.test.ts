import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { unpackTar } from 'modern-tar';
import { describe, expect, it } from 'vitest';
import { makeArchive } from '../../../../scripts/test-archives.mjs';
import { pixelsOf, planesOf, readAll, refusal, sourceOf, text } from '../support.ts';

const bytesOf = (...parts: (number | string | Uint8Array)[]): number[] =>
  parts.flatMap((part) => (typeof part === 'number' ? [part] : typeof part === 'string' ? [...text(part)] : [...part]));
const int32 = (n: number): number[] => [n & 255, (n >> 8) & 255, (n >> 16) & 255, n >>> 24];
const string = (value: string): number[] => bytesOf('U', value.length, value);

interface Made {
  data: Uint8Array;
  count: number;
  labels: number[];
  width?: number;
  type?: string;
  columnMajor?: boolean;
}

/** A batch as cPickle writes it. */
function batchOf({ data, count, labels, width = 3072, type = 'u1', columnMajor = false }: Made): Uint8Array {
  const int = (n: number): number[] => bytesOf('M', n & 255, n >> 8);
  const head = bytesOf('cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK', 0, 0x85, ...string('b'), 0x87, 'R');
  const shape = bytesOf(
    '(K',
    1,
    ...int(count),
    ...int(width),
    0x86,
    'cnumpy\ndtype\n',
    ...string(type),
    'K',
    0,
    'K',
    1,
    0x87,
    'R',
  );
  const body = bytesOf(columnMajor ? 0x88 : 0x89, 'T', ...int32(data.length), data, 'tb');
  const list = bytesOf('](', ...labels.flatMap((label) => int(label)), 'e');
  return Uint8Array.from([
    0x80,
    2,
    ...bytesOf('}('),
    ...string('data'),
    ...head,
    ...shape,
    ...body,
    ...string('labels'),
    ...list,
    ...bytesOf('u.'),
  ]);
}

const pictures = (count: number): Uint8Array =>
  Uint8Array.from(Array.from({ length: count }, (_, i) => [...planesOf(i)]).flat());
const read = (made: Made) => readAll([sourceOf('data_batch_1', batchOf(made))]);

describe('a pickled batch', () => {
  it.each([1, 5])('gives its labels and pictures, %d of them', async (count) => {
    const labels = Array.from({ length: count }, (_, i) => i);
    const { dataset, pixels } = await read({ data: pictures(count), count, labels });
    expect(dataset).toMatchObject({ format: 'CIFAR-10 python', sampleCount: count });
    expect([...dataset.labels]).toEqual(labels);
    for (let i = 0; i < count; i++) expect(pixels.slice(i * 3072, (i + 1) * 3072)).toEqual(pixelsOf(i));
  });

  it('may have labels beyond 255', async () => {
    const labels = Array.from({ length: 301 }, (_, i) => i);
    const { dataset } = await read({ data: new Uint8Array(301 * 3072), count: 301, labels });
    expect(dataset.classes[300]).toBe('class 300');
    expect([...dataset.labels]).toEqual(labels);
  });

  it('is read from an array in column-major order too', async () => {
    const rows = pictures(4);
    const data = Uint8Array.from(rows, (_, at) => rows[(at % 4) * 3072 + Math.floor(at / 4)]);
    const { pixels } = await read({ data, count: 4, labels: [0, 1, 2, 3], columnMajor: true });
    for (let i = 0; i < 4; i++) expect(pixels.slice(i * 3072, (i + 1) * 3072)).toEqual(pixelsOf(i));
  });

  it.each([
    ['has fewer labels than pictures', { labels: [1] }, 'there are 1 “labels” for 2 pictures.'],
    ['has no pictures', { data: new Uint8Array(0), count: 0, labels: [] }, 'there are no pictures in it.'],
    [
      'has a label that is no class number',
      { labels: [1, 65535] },
      '“labels” 1 is 65535, which is no class number: those are whole, from 0 to 65,534, or −1 for none.',
    ],
    [
      'has a label beyond its classes',
      { labels: [1, 300] },
      'record 1 has the label 300, but of such classes there are 10, and no file names others; the file is damaged or is none of CIFAR.',
    ],
    [
      'has pictures of another size',
      { width: 784 },
      'its “data” is u1 of 2 × 784 in 6,144 bytes; a CIFAR batch has u1 of n × 3,072.',
    ],
    [
      'has fewer pictures than it says',
      { count: 3 },
      'its “data” is u1 of 3 × 3072 in 6,144 bytes; a CIFAR batch has u1 of n × 3,072.',
    ],
    ['has floats', { type: 'f4' }, 'its “data” is f4 of 2 × 3072 in 6,144 bytes; a CIFAR batch has u1 of n × 3,072.'],
  ])('is refused where it %s', async (_, change, sentence) => {
    const made = { data: pictures(2), count: 2, labels: [1, 2], ...change };
    expect(await refusal(() => read(made))).toBe(`data_batch_1: ${sentence} Nothing was imported.`);
  });

  it('is refused where it holds something else', async () => {
    const list = sourceOf('data_batch_1', Uint8Array.from([0x80, 2, 0x7d, 0x30]));
    expect(await refusal(() => readAll([list]))).toMatch(/has the opcode 0x30 at byte 3; a CIFAR batch never does/);
    const empty = sourceOf('data_batch_1', Uint8Array.from([0x80, 2, 0x7d, 0x2e]));
    expect(await refusal(() => readAll([empty]))).toMatch(
      /^data_batch_1: the pickle has no “data” array of pictures\./,
    );
  });
});

const archive = makeArchive('cifar-100-python.tar.gz', { train: 20, test: 4 });

describe.skipIf(!archive)('a real python archive (needs the real pictures in ../shared/data)', () => {
  it('gives its files’ names to the samples', async () => {
    const { dataset } = await readAll([sourceOf('x.tar.gz', new Uint8Array(readFileSync(archive!)))]);
    expect(new Set(dataset.names).size).toBe(24);
    expect(dataset.names![0]).toMatch(/\.png$/);
  });

  it('is refused or read, and never throws anything but a sentence, whatever is flipped in its pickles', async () => {
    const entries = await unpackTar(gunzipSync(readFileSync(archive!)));
    const train = entries.find(({ header }) => header.name.endsWith('/train'))!.data!;
    // The opcodes stand before and behind the pictures.
    const places = [...train.keys()].filter((at) => at < 1500 || at > train.length - 100);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), fc.nat(255), async (at, value) => {
        const damaged = train.slice();
        damaged[at] = value;
        await readAll([sourceOf('train', damaged, 1e6)]).catch((error: unknown) =>
          expect(error).toHaveProperty('code', 'import'),
        );
      }),
      { numRuns: 1000 },
    );
  });
});
