import { beforeEach, expect, it } from 'vitest';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { createExporter } from '../../workers/export/exporter-service.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

let info: DatasetInfo;
let handle: FileSystemFileHandle;

/** A data set, and a file of the person's own that is to be written over. */
beforeEach(async () => {
  await emptyDatabase();
  info = await storeTinyDataset(50);
  handle = await (await navigator.storage.getDirectory()).getFileHandle('mine.npz', { create: true });
  const stream = await handle.createWritable();
  await stream.write('what was there');
  await stream.close();
});

const request = () => ({ datasetId: info.id, runId: null, format: 'npz' as const, options: {} });
const held = async (): Promise<string> => (await handle.getFile()).text();

/** The file on a disk that is full after some chunks. */
function onFullDisk(chunks: number): FileSystemFileHandle {
  const createWritable = async (): Promise<FileSystemWritableFileStream> => {
    const stream = await handle.createWritable();
    let left = chunks;
    const write = (chunk: FileSystemWriteChunkType): Promise<void> =>
      left-- > 0 ? stream.write(chunk) : Promise.reject(new DOMException('full', 'QuotaExceededError'));
    return { write, abort: () => stream.abort() } as FileSystemWritableFileStream;
  };
  return { createWritable } as unknown as FileSystemFileHandle;
}

it.each([0, 1, 4])('a disk that is full after %i chunks is told, and the file stays as it was', async (chunks) => {
  const never = new AbortController().signal;
  await expect(createExporter().export(never, request(), onFullDisk(chunks), () => undefined)).rejects.toMatchObject({
    code: 'no-space',
    message: expect.stringMatching(/^The disk is full/),
  });
  expect(await held()).toBe('what was there');
});

it('an export that is cancelled half-way leaves the file as it was', async () => {
  const cancel = new AbortController();
  const writing = createExporter().export(cancel.signal, request(), handle, () => cancel.abort());
  await expect(writing).rejects.toThrow(/abort/i);
  expect(await held()).toBe('what was there');
});
