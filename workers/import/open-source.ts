import type { ImportSource, PathedFile } from '../../src/contracts/importer.ts';
import type { OnProgress } from '../../src/contracts/progress.ts';
import { roleOf } from '../../src/core/formats/cifar-roles.ts';
import type { DatasetReader, ReadContext } from '../../src/core/formats/dataset-reader.ts';
import { importError } from '../../src/core/formats/import-error.ts';
import { openDataset } from '../../src/core/formats/open-dataset.ts';
import { originOf } from '../../src/core/import/origin.ts';
import { readEntries, type Source } from '../../src/core/formats/source.ts';
import { listFiles } from '../../src/core/formats/listing/list-files.ts';
import { listFolder } from '../../src/core/formats/listing/list-folder.ts';
import type { ListedFile } from '../../src/core/formats/listed-file.ts';
import { unlessAborted } from '../../src/core/unless-aborted.ts';
import { download } from './download.ts';
import { estimateImages } from './estimate.ts';
import { fetchSplits } from './hugging-face.ts';
import { compareWith, readKnown, type Changes, type KnownDataset } from './known-dataset.ts';
import { fileSource } from './sources.ts';

/** An archive of CIFAR's layouts, which is read as a stream. */
export interface OpenedArchive {
  kind: 'archive';
  source: Source;
  /** File name or address, as the data set keeps it. */
  origin: string;
  /** About how many pictures it holds. */
  images: number;
}

/** Anything else: what its format's reader found. */
export interface OpenedReader {
  kind: 'reader';
  reader: DatasetReader;
  /** File names, folder or address, as the data set keeps it. */
  origin: string;
  /** Bytes of all files. */
  bytes: number;
  /** Whether the pictures are encoded files. */
  photos: boolean;
  /** The folder that the samples' names are paths in, where the browser can open it again. */
  folder?: FileSystemDirectoryHandle;
  /** Whether there is such a folder. */
  fromFolder: boolean;
  /** The data set that it may be a newer version of, and what is another in it. */
  update?: { known: KnownDataset; changes: Changes };
}

/** What an import source turned out to be. */
export type OpenedSource = OpenedArchive | OpenedReader;

/** Entries of an archive, and bytes, that are looked at to tell whether it is one of CIFAR's. */
const FIRST_ENTRIES = 12;
const FIRST_BYTES = 2_000_000;

/**
 * Looks through a source as far as is needed to say what it holds.
 * @throws UserError 'import' where it holds nothing that can be read
 */
export async function openSource(
  source: ImportSource,
  into: number | null,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<OpenedSource> {
  const counted = (activity: string, done: number, total: number): void =>
    onProgress({ activity, done, total, unit: 'files' });
  if (source.kind === 'folder') {
    const { folder } = source;
    const listed = await listFolder(folder, { signal, progress: counted });
    return compared(
      await openListed(listed, folder.name, originOf(source), signal, counted, folder),
      into,
      signal,
      counted,
    );
  }
  if (source.kind === 'hugging-face') {
    const listed = await fetchSplits(signal, source, onProgress);
    const name = source.repository.slice(source.repository.lastIndexOf('/') + 1);
    return compared(await openListed(listed, name, originOf(source), signal, counted), into, signal, counted);
  }
  const files = await filesOf(source, signal, onProgress);
  if (files.length === 0) throw importError('There is no file to import: drop a folder, an archive, or files.');
  const origin = originOf(source);
  if (files.length === 1 && into === null) {
    const [{ file }] = files;
    if (await isCifarArchive(fileSource(file), signal)) {
      const images = await unlessAborted(signal, estimateImages([file]));
      return { kind: 'archive', source: fileSource(file), origin, images };
    }
  }
  const listed = await listFiles(files, { signal, progress: counted });
  return compared(await openListed(listed, nameOf(files), origin, signal, counted), into, signal, counted);
}

async function filesOf(
  source: Exclude<ImportSource, { kind: 'folder' | 'hugging-face' }>,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<PathedFile[]> {
  switch (source.kind) {
    case 'files':
      return source.files;
    case 'url':
      return [await download(source.url, signal, onProgress)];
  }
}

async function openListed(
  listed: ListedFile[],
  name: string,
  origin: string,
  signal: AbortSignal,
  progress: ReadContext['progress'],
  folder?: FileSystemDirectoryHandle,
): Promise<OpenedReader> {
  const reader = await openDataset(listed, { signal, progress, name });
  const bytes = listed.reduce((sum, { size }) => sum + (size ?? 0), 0);
  const own = folder && (await folderOfNames(folder, listed, reader.names));
  const photos = await isOfFiles(reader, signal);
  return { kind: 'reader', reader, origin, bytes, photos, folder: own, fromFolder: own !== undefined };
}

/** Compares what was opened with the data set that it may be a newer version of. */
async function compared(
  opened: OpenedReader,
  into: number | null,
  signal: AbortSignal,
  progress: ReadContext['progress'],
): Promise<OpenedReader> {
  if (into === null) return opened;
  const known = await readKnown(into);
  const changes = await compareWith(known, opened.reader, signal, (done, total) =>
    progress(`comparing with ${known.info.name}`, done, total),
  );
  return { ...opened, update: { known, changes } };
}

/** Whether an archive holds CIFAR's batches, by its first entries. Whatever is wrong with it is told by who reads it next. */
async function isCifarArchive(source: Source, signal: AbortSignal): Promise<boolean> {
  let entries = 0;
  let bytes = 0;
  try {
    for await (const entry of readEntries(source, signal)) {
      if (entry.path === source.name) return false;
      if (roleOf(entry.name)) return true;
      entries += 1;
      bytes += entry.size;
      if (entries >= FIRST_ENTRIES || bytes >= FIRST_BYTES) return false;
    }
  } catch {
    signal.throwIfAborted();
  }
  return false;
}

/** Whether a reader's pictures are encoded files, by its first one. */
async function isOfFiles(reader: DatasetReader, signal: AbortSignal): Promise<boolean> {
  const first = reader.sizes.findIndex((side) => side > 0) >> 1;
  for await (const picture of reader.pictures((row) => row === first, signal)) return 'file' in picture;
  return false;
}

/** The folder below `folder` that the names of samples are paths in; undefined where they are none. */
async function folderOfNames(
  folder: FileSystemDirectoryHandle,
  listed: readonly ListedFile[],
  names: readonly string[] | null,
): Promise<FileSystemDirectoryHandle | undefined> {
  if (!names?.length) return undefined;
  const paths = new Set(listed.map(({ path }) => path));
  const [first] = paths;
  const parts = first.split('/');
  for (let depth = 0; depth < parts.length; depth++) {
    const common = parts
      .slice(0, depth)
      .map((part) => `${part}/`)
      .join('');
    if (!names.every((name) => paths.has(common + name))) continue;
    let below = folder;
    for (const part of parts.slice(0, depth)) below = await below.getDirectoryHandle(part);
    return below;
  }
  return undefined;
}

/** What to call a data set: after the folder that all files lie in, or the only file, without its ending. */
function nameOf(files: readonly PathedFile[]): string {
  const roots = new Set(files.map(({ path }) => path.split('/')[0]));
  const [root] = roots;
  if (roots.size > 1) return 'Pictures';
  const plain = files.length === 1 ? root.replace(/(\.tar)?\.[a-z0-9]{1,8}$/i, '') : root;
  return plain || root;
}
