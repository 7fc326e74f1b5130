import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { db } from '../../src/store/database.ts';
import { deleteDataset } from '../../src/store/datasets.ts';
import { readFolder, writeFolder } from '../../src/store/folders.ts';
import { OriginalsReader, OriginalsWriter, type Original } from '../../src/store/originals.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

beforeEach(emptyDatabase);
afterEach(() => vi.restoreAllMocks());

/** A file whose bytes say which it is, of another length each. */
const fileOf = (i: number, size = 10): Blob => new Blob([new Uint8Array(size + i).fill(i)]);

const bytesOf = async (original: Original): Promise<Uint8Array> =>
  'pixels' in original ? original.pixels : new Uint8Array(await original.file.arrayBuffer());

async function stored(pictures: Original[]): Promise<DatasetInfo> {
  const info = await storeTinyDataset(pictures.length);
  const writer = new OriginalsWriter(info.id);
  for (const picture of pictures) await writer.add(picture);
  return { ...info, originals: 'store', originalBlocks: await writer.finish() };
}

it('gives every sample its own file back, across blocks', async () => {
  const mega = 2 ** 20;
  const info = await stored(Array.from({ length: 20 }, (_, i) => ({ file: fileOf(i, mega) })));
  expect(info.originalBlocks.map(({ start, count }) => [start, count])).toEqual([
    [0, 8],
    [8, 8],
    [16, 4],
  ]);
  const reader = new OriginalsReader(info);
  for (const i of [19, 0, 8, 7, 15, 16]) {
    const bytes = await bytesOf(await reader.read(i));
    expect([bytes.length, bytes[0], bytes.at(-1)]).toEqual([mega + i, i, i]);
  }
});

it('keeps plain pixels with their size, beside files', async () => {
  const pixels = (i: number, width: number, height: number): Original => {
    return { pixels: new Uint8Array(width * height * 3).fill(i), width, height };
  };
  const info = await stored([pixels(0, 4, 2), pixels(1, 4, 2), { file: fileOf(2) }, pixels(3, 5, 5)]);
  const reader = new OriginalsReader(info);
  expect(await reader.read(1)).toEqual(pixels(1, 4, 2));
  expect(await bytesOf(await reader.read(2))).toEqual(new Uint8Array(12).fill(2));
  expect(await reader.read(3)).toEqual(pixels(3, 5, 5));
});

it('keeps files where the browser stores no blobs, as WebKit in a private window', async () => {
  const add = db.originals.add.bind(db.originals);
  vi.spyOn(db.originals, 'add').mockImplementation(((row: Parameters<typeof add>[0]) =>
    row.bytes instanceof Blob
      ? Promise.reject(new DOMException('Error preparing Blob/File data to be stored in object store', 'UnknownError'))
      : add(row)) as typeof add);
  const reader = new OriginalsReader(await stored([{ file: fileOf(0) }, { file: fileOf(1) }]));
  expect(await bytesOf(await reader.read(1))).toEqual(new Uint8Array(11).fill(1));
});

it('has the shards’ pixels where there is nothing else', async () => {
  const info = await storeTinyDataset(5);
  const original = await new OriginalsReader(info).read(2);
  expect(original).toMatchObject({ width: 32, height: 32 });
  expect((await bytesOf(original)).subarray(0, 3)).toEqual(Uint8Array.of(2, 40, 0));
});

it('says that the data set was deleted', async () => {
  const info = await stored([{ file: fileOf(0) }]);
  await deleteDataset(info.id);
  await expect(new OriginalsReader(info).read(0)).rejects.toMatchObject({ code: 'deleted' });
  expect(await db.originals.count()).toBe(0);
});

/** A folder with one picture in it, kept as a data set's originals. */
async function storedFolder(names: string[]): Promise<{ info: DatasetInfo; folder: FileSystemDirectoryHandle }> {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry('photos', { recursive: true }).catch(() => undefined);
  const folder = await root.getDirectoryHandle('photos', { create: true });
  const cats = await folder.getDirectoryHandle('cats', { create: true });
  const writable = await (await cats.getFileHandle('a.jpg', { create: true })).createWritable();
  await writable.write(fileOf(7));
  await writable.close();
  const info = await storeTinyDataset(names.length);
  await db.columns.put({ datasetId: info.id, name: 'names', data: names });
  const { size, lastModified } = await (await cats.getFileHandle('a.jpg')).getFile();
  const [sizes, modified] = [size, lastModified].map((value) => new Float64Array(names.length).fill(value));
  await writeFolder({ datasetId: info.id, handle: folder, sizes, modified });
  return { info: { ...info, originals: 'folder' }, folder };
}

it('reads a picture by its name from the person’s own folder, and says which one is gone', async () => {
  const { info } = await storedFolder(['cats/a.jpg', 'cats/b.jpg', '../a.jpg', 'cats/../cats/a.jpg']);
  const reader = new OriginalsReader(info);
  expect(await bytesOf(await reader.read(0))).toEqual(new Uint8Array(17).fill(7));
  await expect(reader.read(1)).rejects.toMatchObject({
    code: 'not-found',
    message: '“cats/b.jpg” is not in the folder “photos” any more, or cannot be read there.',
  });
  for (const outside of [2, 3]) await expect(reader.read(outside)).rejects.toMatchObject({ code: 'not-found' });
});

it('does not show a file that took the place of the one that was imported', async () => {
  const { info, folder } = await storedFolder(['cats/a.jpg']);
  const cats = await folder.getDirectoryHandle('cats');
  const writable = await (await cats.getFileHandle('a.jpg')).createWritable();
  await writable.write(new Uint8Array(5));
  await writable.close();
  await expect(new OriginalsReader(info).read(0)).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringMatching(/^“cats\/a\.jpg” is another file now/) as string,
  });
});

it('says that the folder must be asked for again', async () => {
  const { info } = await storedFolder(['cats/a.jpg']);
  const kept = (await readFolder(info.id))!.handle as FileSystemDirectoryHandle & {
    queryPermission(): Promise<string>;
  };
  vi.spyOn(Object.getPrototypeOf(Object.getPrototypeOf(kept)) as typeof kept, 'queryPermission').mockResolvedValue(
    'prompt',
  );
  await expect(new OriginalsReader(info).read(0)).rejects.toMatchObject({ code: 'no-permission' });
});
