import { packTar } from 'modern-tar';
import { beforeEach, describe, expect, it, onTestFinished, vi, type Mock } from 'vitest';
import type { Importer, ImportResult } from '../../src/contracts/importer.ts';
import { WorkerConnection } from '../../src/contracts/worker-client.ts';
import { db } from '../../src/store/database.ts';
import { sweepDeadImports } from '../../src/store/datasets.ts';
import { openImport } from '../../src/tasks/import-dataset.ts';
import { tellWhetherKept } from '../../src/tasks/keep-data.ts';
import { importerHere, importSource, sourceOf } from '../support/import-files.ts';
import { picture, sourceOf as picturesOf, type Files } from '../support/picture-files.ts';
import { emptyDatabase } from '../support/tiny-dataset.ts';

const PICTURES = 20;

/** A batch as CIFAR-10 has them: a label and 3,072 bytes of pixels a picture. */
function batch(): File {
  const bytes = new Uint8Array(PICTURES * 3073);
  for (let i = 0; i < PICTURES; i++) bytes[i * 3073] = i % 10;
  return new File([bytes], 'data_batch_1.bin');
}

/** A batch in an archive, which is read as a stream. */
async function archive(): Promise<File> {
  const data = new Uint8Array(await batch().arrayBuffer());
  const tar = await packTar([{ header: { name: 'data_batch_1.bin', size: data.length }, body: data }]);
  return new File([tar], 'cifar.tar');
}

/** Answers when `answer` is called, if ever. */
function unanswered<T>(): { asked: () => Promise<T>; answer: (value: T) => void } {
  let answer!: (value: T) => void;
  const promise = new Promise<T>((resolve) => (answer = resolve));
  return { asked: () => promise, answer };
}

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

async function expectEmptyStore(): Promise<void> {
  for (const table of [db.datasets, db.shards, db.columns]) expect(await table.count(), table.name).toBe(0);
}

/** An import that is cancelled once `stage` has come: it ends so, and leaves nothing. */
async function cancelAt(
  stage: () => boolean | Promise<boolean>,
  begin: (signal: AbortSignal) => Promise<ImportResult>,
): Promise<void> {
  const controller = new AbortController();
  const work = begin(controller.signal);
  work.catch(() => undefined);
  await expect.poll(stage).toBe(true);
  controller.abort();
  await expect(work).rejects.toHaveProperty('name', 'AbortError');
}

beforeEach(emptyDatabase);

describe('the question whether to keep what is stored', () => {
  it('holds no import up while it is open, and its answer is heard', async () => {
    const question = unanswered<boolean>();
    const persist = vi.spyOn(navigator.storage, 'persist').mockImplementation(question.asked);
    vi.spyOn(navigator.storage, 'persisted').mockResolvedValue(false);
    onTestFinished(() => void vi.restoreAllMocks());
    const signal = new AbortController().signal;
    expect((await importSource(signal, sourceOf([batch()]))).sampleCount).toBe(PICTURES);
    expect(persist).toHaveBeenCalledOnce();
    const told: boolean[] = [];
    tellWhetherKept((kept) => told.push(kept));
    await expect.poll(() => told).toEqual([false]);
    question.answer(true);
    await expect.poll(() => told).toEqual([false, true]);
  });

  it('is not answered where the browser refuses to say, and that is no error', async () => {
    vi.spyOn(navigator.storage, 'persisted').mockRejectedValue(new TypeError('not for this origin'));
    onTestFinished(() => void vi.restoreAllMocks());
    const onAnswer = vi.fn();
    tellWhetherKept(onAnswer);
    // A rejection that nobody takes would be told by now, and fail this file.
    await new Promise((resolve) => setTimeout(resolve));
    expect(onAnswer).not.toHaveBeenCalled();
  });
});

it('an import from an address goes on where the browser has no storage API', async () => {
  vi.spyOn(navigator, 'storage', 'get').mockReturnValue(undefined as unknown as StorageManager);
  onTestFinished(() => void vi.restoreAllMocks());
  const { href } = new URL('/demo/emoji-32.tar.gz', location.href);
  expect((await importSource(new AbortController().signal, { kind: 'url', url: href })).sampleCount).toBe(5226);
});

it('an import that another tab has just begun outlives a sweep, however late it gets its lock', async () => {
  const request = navigator.locks.request.bind(navigator.locks) as (...args: unknown[]) => Promise<unknown>;
  const requested = vi.spyOn(navigator.locks, 'request') as unknown as Mock<typeof request>;
  onTestFinished(() => requested.mockRestore());
  let swept: number | undefined;
  requested.mockImplementation(async (...args) => {
    requested.mockImplementation(request);
    swept = await sweepDeadImports();
    return request(...args);
  });
  await importSource(new AbortController().signal, sourceOf([batch()]), undefined, {}, importerHere());
  expect(swept).toBe(0);
});

it('an import reads on while its pictures are shown and shown again', async () => {
  const files: Files = {};
  for (let i = 0; i < 600; i++) files[`x/${i % 2 ? 'cat' : 'dog'}/${i}.png`] = await picture([i % 256, 0, 0]);
  const signal = new AbortController().signal;
  const open = await openImport(signal, picturesOf(files), null, () => undefined);
  const choices = open.survey!.suggested;
  let isSettled = false;
  const stored = open.store(signal, choices, () => undefined).finally(() => (isSettled = true));
  while (!isSettled) await open.preview(choices, 4).catch(() => undefined);
  expect((await stored).sampleCount).toBe(600);
});

it('an import tells which file cannot be opened any more, and takes the others', async () => {
  const source = picturesOf({ 'x/cat/1.png': await picture([10, 0, 0]), 'x/dog/2.png': await picture([20, 0, 0]) });
  if (source.kind !== 'files') throw new Error('no files');
  source.files.push({ path: 'x/dog/3.png', file: () => Promise.reject(new DOMException('gone', 'NotFoundError')) });
  const open = await openImport(new AbortController().signal, source, null, () => undefined);
  onTestFinished(() => open.close());
  expect(open.survey).toMatchObject({
    samples: 2,
    unreadable: [{ path: 'x/dog/3.png', why: 'x/dog/3.png cannot be opened; it may have been moved or deleted.' }],
  });
});

describe('an import that is cancelled', () => {
  it('ends while the browser says nothing of its free space', async () => {
    const estimate = vi.spyOn(navigator.storage, 'estimate').mockImplementation(never);
    onTestFinished(() => estimate.mockRestore());
    await cancelAt(
      () => estimate.mock.calls.length > 0,
      (signal) => importSource(signal, sourceOf([batch()]), undefined, {}, importerHere()),
    );
    await expectEmptyStore();
  });

  it('ends while the size of a file cannot be read', async () => {
    const file = batch();
    const slice = vi.spyOn(file, 'slice').mockReturnValue({ arrayBuffer: never } as unknown as Blob);
    await cancelAt(
      () => slice.mock.calls.length > 0,
      (signal) => importSource(signal, sourceOf([file]), undefined, {}, importerHere()),
    );
    await expectEmptyStore();
  });

  it('ends while a file gives no more bytes, and leaves nothing of those that it gave', async () => {
    const file = await archive();
    const source = { pull: vi.fn(never<void>), cancel: never<void> };
    const read = vi.spyOn(file, 'stream');
    await cancelAt(
      async () => source.pull.mock.calls.length > 0 && (await db.datasets.count()) > 0,
      async (signal) => {
        const open = await openImport(signal, sourceOf([file]), null, () => undefined, importerHere());
        read.mockImplementation(() => new ReadableStream(source) as ReturnType<File['stream']>);
        return open.store(signal, null, () => undefined);
      },
    );
    await expectEmptyStore();
  });

  it('leaves nothing of what a worker wrote that never answers', async () => {
    const halfImporter = new WorkerConnection<Importer>(
      new Worker(new URL('./half-importer.ts', import.meta.url), { type: 'module' }),
    );
    await cancelAt(
      async () => (await db.shards.count()) > 0,
      (signal) => importSource(signal, sourceOf([batch()]), undefined, {}, halfImporter),
    );
    await expect.poll(() => db.datasets.count()).toBe(0);
    await expectEmptyStore();
  });
});
