import { UserError } from '../../errors.ts';
import { unpackedHead, restOf, sourceOfFile } from '../byte-source.ts';
import { baseName } from '../listing/paths.ts';
import { groupOf, kindByName, startsAs, type FileKind } from '../file-kinds.ts';
import { isPictureName } from '../picture-kind.ts';
import type { NamesFile } from '../label-classes.ts';
import { headOf, type ListedFile } from '../listed-file.ts';
import { readNames } from '../text-names.ts';

/** Files that are a data set by themselves. */
const DATA_SETS: (FileKind | undefined)[] = ['Parquet', 'Arrow', 'TFRecord'];
/** More than these are not looked into to tell what a folder is. */
const LOOKED_INTO = 64;
const HEAD = 512;

/** Whether a file may be an array, by its name. */
export function mayBeArray({ path, size }: ListedFile): boolean {
  const name = baseName(path);
  const kind = kindByName(name.replace(/\.gz$/i, ''));
  return size !== 0 && !name.startsWith('.') && (!kind || groupOf(kind) === 'array');
}

const heads = new WeakMap<ListedFile, Promise<Uint8Array>>();

/** The first 512 bytes of a file, unzipped; none where they cannot be read. */
export function headOfFile(file: ListedFile): Promise<Uint8Array> {
  const known = heads.get(file) ?? readHead(file);
  heads.set(file, known);
  return known;
}

async function readHead(file: ListedFile): Promise<Uint8Array> {
  try {
    const head = await headOf(file, HEAD);
    return startsAs(head, 'gzip')
      ? await unpackedHead(await sourceOfFile(file), HEAD, new AbortController().signal)
      : head;
  } catch (error) {
    if (error instanceof UserError) return new Uint8Array(0);
    throw error;
  }
}

/** Whether one of the files, the first that may be arrays, is what `test` says. */
export async function someArray(
  files: readonly ListedFile[],
  test: (file: ListedFile, head: Uint8Array) => boolean | Promise<boolean>,
): Promise<boolean> {
  const arrays = files.filter(mayBeArray);
  // Beside pictures, an array is something about them.
  if (files.some(({ path }) => DATA_SETS.includes(kindByName(path)))) return false;
  if (files.filter(({ path }) => isPictureName(path)).length > arrays.length) return false;
  for (const file of arrays.slice(0, LOOKED_INTO)) {
    if (await test(file, await headOfFile(file))) return true;
  }
  return false;
}

/** Files of class names, one a line, that people put beside arrays. */
const NAMES = /^(class(es|_?names)?|label(s|_?names)|categories|batches\.meta|fine_label_names)\.txt$/i;

/** Class names out of a text file beside the arrays, where there is one. */
export async function namesBeside(files: readonly ListedFile[]): Promise<NamesFile | undefined> {
  const file = files.find(({ path }) => NAMES.test(baseName(path)));
  return file && { file: baseName(file.path), names: await readNames(entryOf(file)) };
}

/** A listed file as what reads small files whole. */
export function entryOf(file: ListedFile): { name: string; readAll(limit: number): Promise<Uint8Array> } {
  const name = baseName(file.path);
  return {
    name,
    readAll: async (limit) => restOf(await sourceOfFile(file), 0, limit, new AbortController().signal),
  };
}
