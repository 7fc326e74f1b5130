import { formatCount } from '../format.ts';
import { printable } from '../dataset/names.ts';
import type { UserError } from '../errors.ts';
import { ARRAY_FORMATS } from './array-formats.ts';
import type { DatasetReader, Format, ReadContext } from './dataset-reader.ts';
import { fileKind, isTextTable } from './file-kinds.ts';
import { FOLDER_FORMATS } from './folder-formats.ts';
import { importError } from './import-error.ts';
import { headOf, type ListedFile } from './listed-file.ts';
import { parquetFormat } from './parquet/parquet-format.ts';

/** What can be read, in the order in which it is asked for: what is told by its contents first, pictures in folders last. */
const FORMATS: readonly Format[] = [parquetFormat, ...ARRAY_FORMATS, ...FOLDER_FORMATS];

const READABLE = 'What can be read: folders and archives of pictures, Parquet, NumPy, IDX, STL-10, CIFAR.';
const TABLE =
  'A table goes with pictures: drop both together, or open the data set of these pictures and drop the table then.';
/** Files that an error names, where none can be read. */
const NAMED = 3;

/**
 * Opens a data set in whatever format its files are.
 * @throws UserError 'import' where they are in none, or something is wrong with them
 */
export async function openDataset(files: readonly ListedFile[], context: ReadContext): Promise<DatasetReader> {
  if (files.length === 0) throw importError(`${context.name} is empty.`);
  for (const format of FORMATS) {
    context.signal.throwIfAborted();
    if (await format.recognises(files)) return format.open(files, context);
  }
  throw await noDataset(files);
}

/** Says what the files are, where they are none that can be read. */
async function noDataset(files: readonly ListedFile[]): Promise<UserError> {
  const named = files.slice(0, NAMED).map(({ path }) => printable(path));
  if (files.length === 1) {
    const head = await headOf(files[0], 512);
    if (head.length === 0) return importError(`${named[0]} is empty.`);
    if (isTextTable(files[0].path)) return importError(`${named[0]} is a table without pictures. ${TABLE}`);
    return importError(`${named[0]} is ${fileKind(head) ?? 'of an unknown kind'}. ${READABLE}`);
  }
  if (files.every(({ path }) => isTextTable(path)))
    return importError(`${named.join(', ')}: tables without pictures. ${TABLE}`);
  const more = files.length > NAMED ? ` and ${formatCount(files.length - NAMED)} more files` : '';
  return importError(`${named.join(', ')}${more}: there are no pictures in them that can be read. ${READABLE}`);
}
