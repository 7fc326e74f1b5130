import { BlobReader, BlobWriter, ZipWriter } from '@zip.js/zip.js';
import { afterEach, describe, expect, it } from 'vitest';
import { foldersFormat } from '../../src/core/formats/folders/folders-format.ts';
import { listFiles } from '../../src/core/formats/listing/list-files.ts';
import { listFolder } from '../../src/core/formats/listing/list-folder.ts';
import { brought } from '../support/brought.ts';

const quiet = () => ({ signal: new AbortController().signal, progress: () => undefined, name: 'pets' });

async function drawn(width: number, height: number, colour: string): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
  return canvas.convertToBlob({ type: 'image/jpeg' });
}

/** A folder of the browser's own, which is opened as a person's is. */
async function folderOf(files: Record<string, Blob>): Promise<FileSystemDirectoryHandle> {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('pets', { create: true });
  for (const [path, body] of Object.entries(files)) {
    let folder = root;
    const parts = path.split('/');
    for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true });
    const writable = await (await folder.getFileHandle(parts[parts.length - 1], { create: true })).createWritable();
    await writable.write(body);
    await writable.close();
  }
  return root;
}

const FILES = async (): Promise<Record<string, Blob>> => ({
  'train/cat/1.jpg': await drawn(40, 30, 'red'),
  'train/dog/2.jpg': await drawn(50, 20, 'green'),
  'test/cat/3.jpg': await drawn(60, 10, 'blue'),
  'labels.txt': new Blob(['cat\ndog\n']),
  'Thumbs.db': new Blob(['x']),
});

describe('a folder that the browser can open again', () => {
  afterEach(async () => {
    await (await navigator.storage.getDirectory()).removeEntry('pets', { recursive: true });
  });

  it('is listed with all folders in it, sorted, and read as a data set', async () => {
    const files = await FILES();
    const listed = await listFolder(await folderOf(files), quiet());
    expect(listed.map(({ path, size }) => [path, size])).toEqual([
      ['labels.txt', null],
      ['test/cat/3.jpg', null],
      ['train/cat/1.jpg', null],
      ['train/dog/2.jpg', null],
    ]);
    const reader = await foldersFormat.open(listed, quiet());
    expect(reader.names).toEqual(['test/cat/3.jpg', 'train/cat/1.jpg', 'train/dog/2.jpg']);
    expect([...reader.sizes]).toEqual([60, 10, 40, 30, 50, 20]);
    expect(reader.guess).toEqual({ label: 'folder 2', split: 'folder 1', annotators: [] });
    for await (const picture of reader.pictures(() => true, quiet().signal)) {
      const { file } = picture as { file: Blob };
      const bitmap = await createImageBitmap(file);
      expect([bitmap.width, bitmap.height]).toEqual([...reader.sizes.slice(2 * picture.row, 2 * picture.row + 2)]);
    }
  });

  it('ends with what the signal says', async () => {
    const folder = await folderOf(await FILES());
    const abort = new AbortController();
    abort.abort(new Error('enough'));
    await expect(listFolder(folder, { ...quiet(), signal: abort.signal })).rejects.toThrow('enough');
  });

  it('says which file is gone since', async () => {
    const folder = await folderOf(await FILES());
    const [, file] = await listFolder(folder, quiet());
    await (await folder.getDirectoryHandle('test')).removeEntry('cat', { recursive: true });
    await expect(file.blob()).rejects.toThrow(
      'test/cat/3.jpg can no longer be read; it may have been moved or deleted. Nothing was imported.',
    );
  });
});

describe('an archive in a browser', () => {
  it('is listed and read like the folder that it holds', async () => {
    const files = await FILES();
    const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
    for (const [path, body] of Object.entries(files)) await writer.add(path, new BlobReader(body));
    const zip = await writer.close();
    const listed = await listFiles([brought('pets.zip', zip)], quiet());
    const reader = await foldersFormat.open(listed, quiet());
    expect([...reader.sizes]).toEqual([60, 10, 40, 30, 50, 20]);
    for await (const picture of reader.pictures(() => true, quiet().signal)) {
      const { file } = picture as { file: Blob };
      expect(await file.arrayBuffer()).toEqual(await files[reader.names![picture.row]].arrayBuffer());
    }
  });

  it('packed with gzip is unpacked, and one made to fill the disk is refused', async () => {
    const packed = (blobs: Blob[]): Promise<Blob> =>
      new Response(new Blob(blobs).stream().pipeThrough(new CompressionStream('gzip'))).blob();
    const header = tarHeader('zeros.jpg', 8_000_000_000);
    const zeros = new Blob([new Uint8Array(10_000_000)]);
    const bomb = await packed([header, ...Array.from({ length: 15 }, () => zeros)]);
    await expect(listFiles([brought('bomb.tgz', bomb)], quiet())).rejects.toThrow(/^bomb\.tgz unpacks to 10\d MB/);
    const fine = await packed([tarHeader('a/1.txt', 3), new Blob(['abc', new Uint8Array(509 + 1024)])]);
    const [file] = await listFiles([brought('fine.tgz', fine)], quiet());
    expect([file.path, await (await file.blob()).text()]).toEqual(['a/1.txt', 'abc']);
  });
});

/** A ustar header. */
function tarHeader(name: string, size: number): Blob {
  const header = new Uint8Array(512);
  const put = (text: string, at: number): void => header.set(new TextEncoder().encode(text), at);
  put(name, 0);
  put(size.toString(8).padStart(11, '0'), 124);
  put('        0', 148);
  put(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  return new Blob([header]);
}
