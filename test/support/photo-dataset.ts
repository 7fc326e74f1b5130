import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { db } from '../../src/store/database.ts';
import { writeFolder } from '../../src/store/folders.ts';
import { OriginalsWriter } from '../../src/store/originals.ts';
import { flatPicture } from './pictures.ts';
import { storeTinyDataset } from './tiny-dataset.ts';

/** Colour of sample i's original; the shards' pictures have no blue of 200. */
export const photoColour = (i: number): [number, number, number] => [(i * 7) % 256, (i * 31) % 256, 200];

/** Name of sample i. */
export const photoName = (i: number): string => `class ${i % 3}/photo ${String(i).padStart(4, '0')}.png`;

/** Original of sample i: 200×120, of one colour. */
export const photoOf = (i: number): Promise<Blob> => flatPicture(200, 120, `rgb(${photoColour(i).join(' ')})`);

/** The tiny data set with originals in the store and with names. @param fileOf makes the original of sample i */
export async function storePhotos(
  count: number,
  fileOf: (i: number) => Blob | Promise<Blob> = photoOf,
): Promise<DatasetInfo> {
  const info = await storeTinyDataset(count);
  const writer = new OriginalsWriter(info.id);
  for (let i = 0; i < count; i++) await writer.add({ file: await fileOf(i) });
  return change(info, { fit: 'crop', originals: 'store', originalBlocks: await writer.finish() });
}

/** The same with originals in a folder called “photos”. */
export async function storePhotosInFolder(
  count: number,
): Promise<{ info: DatasetInfo; folder: FileSystemDirectoryHandle }> {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry('photos', { recursive: true }).catch(() => undefined);
  const folder = await root.getDirectoryHandle('photos', { create: true });
  const sizes = new Float64Array(count);
  const modified = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const [inside, name] = photoName(i).split('/');
    const handle = await (
      await folder.getDirectoryHandle(inside, { create: true })
    ).getFileHandle(name, { create: true });
    const writable = await handle.createWritable();
    await writable.write(await photoOf(i));
    await writable.close();
    ({ size: sizes[i], lastModified: modified[i] } = await handle.getFile());
  }
  const info = await storeTinyDataset(count);
  await writeFolder({ datasetId: info.id, handle: folder, sizes, modified });
  return { info: await change(info, { fit: 'crop', originals: 'folder' }), folder };
}

async function change(info: DatasetInfo, facts: Partial<DatasetInfo>): Promise<DatasetInfo> {
  await db.datasets.update(info.id, facts);
  const names = Array.from({ length: info.sampleCount }, (_, i) => photoName(i));
  await db.columns.put({ datasetId: info.id, name: 'names', data: names });
  return { ...info, ...facts };
}

/** Lets the browser read folders of the person's own, or has it say that it must ask first, until it was asked. Works in the page only. */
export function lockFolders(): { asked: number; restore(): void } {
  type Asked = { queryPermission(): Promise<string>; requestPermission(): Promise<string> };
  const prototype = FileSystemHandle.prototype as unknown as Asked;
  const { queryPermission, requestPermission } = prototype;
  const state = { asked: 0, restore: () => Object.assign(prototype, { queryPermission, requestPermission }) };
  prototype.queryPermission = async () => (state.asked > 0 ? 'granted' : 'prompt');
  prototype.requestPermission = async () => {
    state.asked += 1;
    return 'granted';
  };
  return state;
}
