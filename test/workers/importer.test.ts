import { unpackTar } from 'modern-tar';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ImportResult } from '../../src/contracts/importer.ts';
import type { Progress } from '../../src/contracts/progress.ts';
import type { DatasetInfo, TextColumn } from '../../src/core/dataset/types.ts';
import type { ErrorCode } from '../../src/core/errors.ts';
import { db } from '../../src/store/database.ts';
import { getDataset, sweepDeadImports } from '../../src/store/datasets.ts';
import { readPixels } from '../../src/store/shards.ts';
import { fetchArchive, fetchDemo, type ArchiveName } from '../support/archives.ts';
import { importerHere, importSource, sourceOf } from '../support/import-files.ts';
import { emptyDatabase } from '../support/tiny-dataset.ts';

const TRAIN = 1000;
const TEST = 200;
const never = new AbortController().signal;

function importFiles(
  files: File[],
  signal = never,
  onProgress: (p: Progress) => void = () => {},
): Promise<ImportResult> {
  return importSource(signal, sourceOf(files), onProgress);
}

const importUrl = (url: string): Promise<ImportResult> => importSource(never, { kind: 'url', url });

async function refusal(work: Promise<unknown>, code: ErrorCode = 'import'): Promise<string> {
  const error = await work.then(
    () => new Error('it was not refused'),
    (reason: Error) => reason,
  );
  expect(error).toHaveProperty('code', code);
  return error.message;
}

async function expectEmptyStore(): Promise<void> {
  for (const table of [db.datasets, db.shards, db.columns]) expect(await table.count(), table.name).toBe(0);
  expect((await navigator.locks.query()).held?.filter(({ name }) => name?.startsWith('second-look:import'))).toEqual(
    [],
  );
}

interface Imported {
  info: DatasetInfo;
  labels: Uint16Array;
  coarse?: TextColumn;
  pixels: Uint8Array;
}

async function imported(result: ImportResult): Promise<Imported> {
  const info = (await getDataset(result.datasetId))!;
  const column = async (name: 'imported' | 'field/coarse') => (await db.columns.get([info.id, name]))?.data;
  return {
    info,
    labels: (await column('imported')) as Uint16Array,
    coarse: (await column('field/coarse')) as TextColumn | undefined,
    pixels: await readPixels(
      info,
      Uint32Array.from({ length: info.sampleCount }, (_, i) => i),
    ),
  };
}

/** The records of a binary archive as its format page describes them, read whole, by a tar reader that is not ours. */
async function recordsOf(
  file: File,
  batches: string[],
  head: number,
): Promise<{ heads: Uint8Array; pixels: Uint8Array }> {
  const entries = await unpackTar(file.stream().pipeThrough(new DecompressionStream('gzip') as never));
  const bodies = batches.map((name) => entries.find((entry) => entry.header.name.endsWith(`/${name}`))!.data!);
  const records = bodies.flatMap((body) =>
    Array.from({ length: body.length / (3072 + head) }, (_, i) =>
      body.subarray(i * (3072 + head), (i + 1) * (3072 + head)),
    ),
  );
  const pixels = new Uint8Array(records.length * 3072);
  records.forEach((record, i) => {
    for (let at = 0; at < 3072; at++) pixels[i * 3072 + at] = record[head + (at % 3) * 1024 + Math.floor(at / 3)];
  });
  return { heads: Uint8Array.from(records.flatMap((record) => [...record.subarray(0, head)])), pixels };
}

/** Compares long arrays without printing them. */
function expectSame(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(actual.length).toBe(expected.length);
  let wrong = -1;
  for (let i = 0; i < expected.length && wrong < 0; i++) if (actual[i] !== expected[i]) wrong = i;
  expect(wrong, 'place of the first difference').toBe(-1);
}

beforeEach(emptyDatabase);

const binary10 = await fetchArchive('cifar-10-binary.tar.gz', { train: TRAIN, test: TEST });
const why = 'needs the real pictures in ../shared/data';

describe.skipIf(!binary10)(`real archives (${why})`, () => {
  const fetched = async (name: ArchiveName): Promise<File> => (await fetchArchive(name, { train: TRAIN, test: TEST }))!;

  it('gives every label, split and pixel of CIFAR-10 as the binary archive has them, and the python one the same', async () => {
    const batches = [1, 2, 3, 4, 5].map((k) => `data_batch_${k}.bin`);
    const { heads, pixels } = await recordsOf(binary10!, [...batches, 'test_batch.bin'], 1);
    for (const layout of ['binary', 'python'] as const) {
      const result = await importFiles([await fetched(`cifar-10-${layout}.tar.gz`)]);
      expect(result.sampleCount).toBe(TRAIN + TEST);
      const found = await imported(result);
      expect(found.info).toMatchObject({
        source: `cifar-10-${layout}.tar.gz`,
        format: `CIFAR-10 ${layout}`,
        splits: [
          { name: 'train', start: 0, count: TRAIN },
          { name: 'test', start: TRAIN, count: TEST },
        ],
        fields: [],
      });
      expect(found.info.classes.slice(0, 3)).toEqual(['airplane', 'automobile', 'bird']);
      expectSame(found.labels, heads);
      expectSame(found.pixels, pixels);
    }
  });

  it('gives CIFAR-100’s fine labels as labels and the coarse ones as a field, the same from both layouts', async () => {
    const source = await recordsOf(await fetched('cifar-100-binary.tar.gz'), ['train.bin', 'test.bin'], 2);
    for (const layout of ['binary', 'python'] as const) {
      const found = await imported(await importFiles([await fetched(`cifar-100-${layout}.tar.gz`)]));
      expect(found.info).toMatchObject({ format: `CIFAR-100 ${layout}`, fields: ['coarse'] });
      expect(found.info.classes).toHaveLength(100);
      expect(found.coarse?.dictionary).toContain('frog');
      expectSame(
        found.coarse!.codes,
        source.heads.filter((_, i) => i % 2 === 0),
      );
      expectSame(
        found.labels,
        source.heads.filter((_, i) => i % 2 === 1),
      );
      expectSame(found.pixels, source.pixels);
    }
  });

  it('reads the unzipped archive and its loose batches to the same', async () => {
    const whole = await imported(await importFiles([binary10!]));
    const unzip = new DecompressionStream('gzip') as never;
    const tar = new Uint8Array(await new Response(binary10!.stream().pipeThrough(unzip)).arrayBuffer());
    const batches = (await unpackTar(tar))
      .filter(({ header }) => /\.(bin|txt)$/.test(header.name))
      .map(({ header, data }) => new File([data!], header.name.split('/')[1]));
    const firstSix = batches.slice(0, 6).map(({ name }) => name);
    const cases: [File[], string][] = [
      [[new File([tar], 'cifar.tar')], 'cifar.tar'],
      [batches, `${firstSix.join(', ')} and 1 more`],
    ];
    for (const [files, source] of cases) {
      const { info, labels, pixels } = await imported(await importFiles(files));
      expect(info).toMatchObject({ format: 'CIFAR-10 binary', source });
      expectSame(labels, whole.labels);
      expectSame(pixels, whole.pixels);
    }
  });

  it('counts images up to the end, with a total that it knows from the start', async () => {
    const said: Progress[] = [];
    await importFiles([binary10!], never, (progress) => said.push(progress));
    expect(said[0]).toMatchObject({ done: 0, unit: 'samples' });
    expect(Math.abs(said[0].total - (TRAIN + TEST))).toBeLessThan(10);
    expect(said.at(-1)).toMatchObject({ done: TRAIN + TEST, total: TRAIN + TEST, etaMs: 0 });
    expect(said.every((p, i) => i === 0 || p.done >= said[i - 1].done)).toBe(true);
  });

  it('leaves nothing behind when it is aborted half-way', async () => {
    const archive = (await fetchArchive('cifar-10-binary.tar.gz', { train: 5000, test: 1000 }))!;
    const controller = new AbortController();
    let abortedAt = 0;
    const work = importFiles([archive], controller.signal, ({ done }) => {
      if (done === 0 || abortedAt > 0) return;
      abortedAt = performance.now();
      controller.abort();
    });
    await expect(work).rejects.toHaveProperty('name', 'AbortError');
    // Less than the grace after which the worker would be terminated.
    expect(performance.now() - abortedAt).toBeLessThan(3000);
    await expectEmptyStore();
  });

  it('leaves nothing behind when the file is cut off', async () => {
    const archive = (await fetchArchive('cifar-10-python.tar.gz', { train: 5000, test: 1000 }))!;
    const cut = new File([archive.slice(0, archive.size * 0.8)], 'cifar-10-python.tar.gz');
    expect(await refusal(importFiles([cut]))).toMatch(
      /^cifar-10-python\.tar\.gz: the compressed data is cut off or damaged after [\d,]+ unzipped bytes, in or behind data_batch_\d\. .*Nothing was imported\.$/,
    );
    await expectEmptyStore();
  });

  it('says that the disk is full, and leaves nothing behind', async () => {
    let written = 0;
    const fill = (): void => {
      if (++written > 1) throw new DOMException('full', 'QuotaExceededError');
    };
    db.shards.hook('creating', fill);
    try {
      expect(
        await refusal(
          importSource(never, sourceOf([binary10!]), () => undefined, {}, importerHere()),
          'no-space',
        ),
      ).toMatch(/^The disk is full.* this import needs about 5 MB\. .*Nothing was imported\.$/);
    } finally {
      db.shards.hook('creating').unsubscribe(fill);
    }
    expect(written).toBe(2);
    await expectEmptyStore();
  });

  it('holds the lock of its data set while it works, so that a sweep in another tab leaves it alone', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const slow = new File([binary10!], 'slow.tar.gz');
    const { service } = importerHere();
    const give = (): Promise<File[]> => Promise.resolve([slow]);
    expect(
      await service.survey(
        never,
        { kind: 'files', files: [{ path: slow.name }] },
        null,
        () => undefined,
        give,
        () => Promise.reject(new Error('there is no SVG')),
      ),
    ).toBeNull();
    slow.stream = () => readable as ReturnType<File['stream']>;
    const work = service.store(
      never,
      null,
      () => undefined,
      () => Promise.reject(new Error('there is no SVG')),
      give,
    );
    const bytes = new Uint8Array(await binary10!.arrayBuffer());
    const writer = writable.getWriter();
    await writer.write(bytes.subarray(0, bytes.length / 2));
    expect(await sweepDeadImports()).toBe(0);
    const { id, importLock } = (await db.datasets.toCollection().first())!;
    const { held } = await navigator.locks.query();
    expect(held?.map(({ name }) => name)).toContain(importLock);
    void writer.write(bytes.subarray(bytes.length / 2)).then(() => writer.close());
    expect(await work).toMatchObject({ datasetId: id, sampleCount: TRAIN + TEST });
  });
});

describe('importing', () => {
  it('takes the demo as any other archive, with its fields', async () => {
    const demo = await fetchDemo();
    const { info, pixels } = await imported(await importFiles([demo]));
    expect(info).toMatchObject({ name: 'Emoji-32', format: 'CIFAR-layout binary', fields: ['emoji', 'style'] });
    expect(info.classes).toHaveLength(9);
    expect(info.sampleCount).toBeGreaterThan(5000);
    expect(pixels).toHaveLength(info.sampleCount * 3072);
    const style = (await db.columns.get([info.id, 'field/style']))!.data as TextColumn;
    expect([...style.dictionary].sort()).toEqual(['Fluent', 'Noto', 'Twemoji']);
  });

  it('fetches an archive from a URL and keeps the URL as its source', async () => {
    const url = new URL('/demo/emoji-32.tar.gz', location.href).href;
    const { info } = await imported(await importUrl(url));
    expect(info).toMatchObject({ name: 'Emoji-32', source: url });
  });

  it('says in plain words that a URL does not answer, or answers with an error', async () => {
    expect(await refusal(importUrl('http://127.0.0.1:9/cifar.tar.gz'))).toMatch(
      /^http:\/\/127\.0\.0\.1:9\/cifar\.tar\.gz could not be fetched .* \(CORS\)\. Download the file and drop it here\. Nothing was imported\.$/,
    );
    const missing = new URL('/test-archives/no-such-archive', location.href).href;
    expect(await refusal(importUrl(missing))).toMatch(/could not be fetched: the server answers [45]\d\d/);
    // A URL whose last part is no valid escape.
    expect(await refusal(importUrl('data:,100%'))).toMatch(/^,100%/);
    await expectEmptyStore();
  });

  it('names what was dropped when it is no data set, and leaves nothing behind', async () => {
    const png = new File([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10)], 'cat.png');
    expect(await refusal(importFiles([png]))).toBe(
      'cat: none of its pictures can be read. cat.png: it begins as a PNG picture and does not go on as one. ' +
        'JPEG, PNG and WebP can be read. Nothing was imported.',
    );
    expect(await refusal(importFiles([new File(['these are notes'], 'notes.md')]))).toMatch(
      /^notes\.md is a text file\. What can be read: .* Nothing was imported\.$/,
    );
    expect(await refusal(importFiles([new File([], 'a.tar.gz')]))).toBe('a.tar.gz is empty. Nothing was imported.');
    await expectEmptyStore();
  });
});
