import type { ReadContext } from '../dataset-reader.ts';
import type { Packing } from '../decompressor.ts';
import { startsAs } from '../file-kinds.ts';
import { importError } from '../import-error.ts';
import { renamed, type ListedFile } from '../listed-file.ts';
import { isTarHeader } from '../tar.ts';
import { listTar } from './list-tar.ts';
import { baseName, distinctFiles, endingOf, withoutEnding } from './paths.ts';
import { holdsTar, unpack } from './unpack.ts';

/** Zip archives by their bytes that are files of a program's own. */
const NO_ARCHIVES = /\.(npz|ptl?|pth|ckpt|keras|mar|docx|xlsx|pptx|od[tsp]|jar|apk|epub|whl|cbz|kra|ora)$/i;
/** Packings by the first bytes, of which no browser can undo them. */
const UNKNOWN_PACKINGS: [RegExp, string][] = [
  [/\.(tar\.xz|txz)$/i, 'xz'],
  [/\.(tar\.bz2|tbz2?)$/i, 'bzip2'],
  [/\.(tar\.lz4)$/i, 'LZ4'],
];

/** A file that was dropped, picked or downloaded, and its path in the folder that it came with. */
export interface BroughtFile {
  path: string;
  /** Bytes; null where only opening it tells. */
  size: number | null;
  blob(): Promise<Blob>;
}

type Context = Pick<ReadContext, 'signal' | 'progress'>;
type OpenArchive = (context: Context) => Promise<ListedFile[]>;

/**
 * Lists what was dropped, picked or downloaded. An archive that came by itself is opened, and stands for the files in it; where there are
 * several, or other files beside it, they lie in a folder named after it. Archives in folders or in archives are files like others.
 * @throws UserError 'import' where an archive is damaged, encrypted, packed in an unknown way or made to fill a disk; what the signal says
 */
export async function listFiles(brought: readonly BroughtFile[], context: Context): Promise<ListedFile[]> {
  const files: ListedFile[] = [];
  const archives: { path: string; open: OpenArchive }[] = [];
  for (const file of brought) {
    const { path } = file;
    const open = path.includes('/') ? undefined : await archiveIn(path, await file.blob());
    if (open) archives.push({ path, open });
    else files.push(file);
  }
  const alone = archives.length === 1 && distinctFiles(files).length === 0;
  for (const { path, open } of archives) {
    const inside = await open(context);
    const folder = alone ? '' : `${withoutEnding(path)}/`;
    for (const file of inside) files.push(folder ? renamed(file, `${folder}${file.path}`) : file);
  }
  return distinctFiles(files);
}

/** @returns how to open the archive that a file is by its first bytes, undefined where it is none */
async function archiveIn(path: string, file: Blob): Promise<OpenArchive | undefined> {
  const name = baseName(path);
  const unknown = UNKNOWN_PACKINGS.find(([ending]) => ending.test(name));
  if (unknown) {
    throw importError(
      `${name} is packed with ${unknown[1]}, which browsers cannot unpack. Pack it as .tar.gz or .zip, or unpack it and drop the folder.`,
    );
  }
  const head = new Uint8Array(await file.slice(0, 512).arrayBuffer());
  if (isTarHeader(head)) return (context) => listTar(file, name, context);
  if (opensAsZip(head, name)) {
    return async (context) => (await import('./list-zip.ts')).listZip(file, name, context);
  }
  const packing = packingOf(head, name);
  // A Zstandard file is only known as an archive by its name where the browser cannot look into it.
  if (!packing || !((await holdsTar(file, packing)) || /\.(tar\.zst|tzst)$/i.test(name))) return undefined;
  return async (context) => listTar(await unpack(file, packing, name, context), name, context);
}

/** By its name too: an archive without files begins with its end mark, and a damaged one with anything. */
const opensAsZip = (head: Uint8Array, name: string): boolean =>
  !NO_ARCHIVES.test(name) && (startsAs(head, 'ZIP') || isEmptyZip(head) || endingOf(name) === 'zip');

const isEmptyZip = (head: Uint8Array): boolean =>
  head[0] === 0x50 && head[1] === 0x4b && head[2] === 5 && head[3] === 6;

function packingOf(head: Uint8Array, name: string): Packing | undefined {
  if (startsAs(head, 'gzip')) return 'gzip';
  if (startsAs(head, 'Zstandard')) return 'zstd';
  return /\.tar\.(deflate|zz|zlib)$/i.test(name) ? 'deflate' : undefined;
}
