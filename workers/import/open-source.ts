import type { SentSource } from '../../src/contracts/importer.ts';
import type { OnProgress } from '../../src/contracts/progress.ts';
import { roleOf } from '../../src/core/formats/cifar/cifar-roles.ts';
import type { DatasetReader, ReadContext } from '../../src/core/formats/dataset-reader.ts';
import { printable } from '../../src/core/dataset/names.ts';
import { importError } from '../../src/core/formats/import-error.ts';
import { openDataset } from '../../src/core/formats/open-dataset.ts';
import { onlyFolder, originOf } from '../../src/core/import/origin.ts';
import { readEntries, type Source } from '../../src/core/formats/cifar/source.ts';
import { listFiles, type BroughtFile } from '../../src/core/formats/listing/list-files.ts';
import { listFolder } from '../../src/core/formats/listing/list-folder.ts';
import type { ListedFile } from '../../src/core/formats/listed-file.ts';
import { inFlight } from '../../src/core/in-flight.ts';
import { unlessAborted } from '../../src/core/unless-aborted.ts';
import { atMostTenASecond } from '../shared/pace.ts';
import type { Changes } from './compare-versions.ts';
import { download } from './download.ts';
import { estimateImages } from './estimate.ts';
import type { GivenFiles } from './given-files.ts';
import { fetchSplits } from './hugging-face.ts';
import type { KnownDataset } from './known-dataset.ts';
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
  /** The data set that it may be a newer version of, what is another in it, and what the rows are called where they came from. */
  update?: { known: KnownDataset; changes: Changes; readAs: string[] };
}

/** What an import source turned out to be. */
export type OpenedSource = OpenedArchive | OpenedReader;

/** Entries of an archive, and bytes, that are looked at to tell whether it is one of CIFAR's. */
const FIRST_ENTRIES = 12;
const FIRST_BYTES = 2_000_000;
/** Files that are opened at the same time. */
const IN_FLIGHT = 64;

/** The files of a source, listed. */
interface ListedSource {
  files: ListedFile[];
  /** What to call the data set. */
  name: string;
  /** The folder that they lie in, where the browser can open it again. */
  folder?: FileSystemDirectoryHandle;
}

/**
 * Looks through a source as far as is needed to say what it holds.
 * @param given hands over files that are dropped or picked @param into data set that it will be compared with: then nothing is read as a stream
 * @throws UserError 'import' where it holds nothing that can be read
 */
export async function openSource(
  source: SentSource,
  given: GivenFiles,
  into: number | null,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<OpenedSource> {
  const mayTell = atMostTenASecond(() => performance.now());
  const progress = (activity: string, done: number, total: number): void => {
    if (mayTell()) onProgress({ activity, done, total, unit: 'files' });
  };
  const origin = originOf(source);
  let brought: BroughtFile[] | null = null;
  if (source.kind === 'files') {
    brought = source.files.map(({ path }, number) => {
      return { path, size: null, blob: async () => (await given.get(number)) ?? gone(path) };
    });
  } else if (source.kind === 'url') {
    const { name, file } = await download(source.url, signal, onProgress);
    brought = [{ path: name, size: file.size, blob: () => Promise.resolve(file) }];
  }
  if (brought?.length === 1 && into === null) {
    const [{ path, blob }] = brought;
    const archive = fileSource(path, await blob());
    if (await isCifarArchive(archive, signal)) {
      const images = await unlessAborted(signal, estimateImages(await blob()));
      return { kind: 'archive', source: archive, origin, images };
    }
  }
  const { files, name, folder } = await listSource(source, brought, { signal, progress }, onProgress);
  const reader = await openDataset(files, { signal, progress, name });
  return {
    kind: 'reader',
    reader,
    origin,
    bytes: reader.bytes ?? (await bytesOf(files)),
    photos: await isOfFiles(reader, signal),
    folder: folder && reader.names ? await folderAt(folder, reader.root ?? '') : undefined,
  };
}

async function listSource(
  source: SentSource,
  brought: BroughtFile[] | null,
  context: Pick<ReadContext, 'signal' | 'progress'>,
  onProgress: OnProgress,
): Promise<ListedSource> {
  if (source.kind === 'folder') {
    const { folder } = source;
    return { files: await listFolder(folder, context), name: folder.name, folder };
  }
  if (source.kind === 'hugging-face') {
    const files = await fetchSplits(context.signal, source, onProgress);
    return { files, name: source.repository.slice(source.repository.lastIndexOf('/') + 1) };
  }
  if (!brought?.length) throw importError('There is no file to import: drop a folder, an archive, or files.');
  return { files: await listFiles(brought, context), name: nameOf(brought) };
}

function gone(path: string): never {
  throw importError(`${printable(path)} cannot be opened; it may have been moved or deleted.`);
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

/** Bytes of all files, of which those that cannot be opened count none. */
async function bytesOf(files: readonly ListedFile[]): Promise<number> {
  const sizeOf = async (file: ListedFile): Promise<number> =>
    file.size ??
    file.blob().then(
      ({ size }) => size,
      () => 0,
    );
  let sum = 0;
  for await (const size of inFlight(files, IN_FLIGHT, sizeOf)) sum += size;
  return sum;
}

/** Whether a reader's pictures are encoded files, by its first one. */
async function isOfFiles(reader: DatasetReader, signal: AbortSignal): Promise<boolean> {
  const first = reader.sizes.findIndex((side) => side > 0) >> 1;
  for await (const picture of reader.pictures((row) => row === first, signal)) return 'file' in picture;
  return false;
}

/** A folder below another. @param path folders with a slash behind each */
async function folderAt(folder: FileSystemDirectoryHandle, path: string): Promise<FileSystemDirectoryHandle> {
  let below = folder;
  for (const part of path.split('/').filter(Boolean)) below = await below.getDirectoryHandle(part);
  return below;
}

/** What to call a data set: after the only folder, whatever lies beside it, or the only file, without its ending. */
function nameOf(files: readonly BroughtFile[]): string {
  if (files.length !== 1) return onlyFolder(files) ?? 'Pictures';
  const [root] = files[0].path.split('/');
  return root.replace(/(\.tar)?\.[a-z0-9]{1,8}$/i, '') || root;
}
