import { ARRAY_FORMATS } from './array-formats.ts';
import type { DatasetReader, Format, ReadContext } from './dataset-reader.ts';
import { FOLDER_FORMATS } from './folder-formats.ts';
import { importError } from './import-error.ts';
import type { ListedFile } from './listed-file.ts';
import { parquetFormat } from './parquet/parquet-format.ts';

/** What can be read, in the order in which it is asked for: what is told by its contents first, pictures in folders last. */
const FORMATS: readonly Format[] = [parquetFormat, ...ARRAY_FORMATS, ...FOLDER_FORMATS];

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
  const named = files.slice(0, 3).map(({ path }) => path);
  throw importError(
    `${named.join(', ')}${files.length > named.length ? ` and ${files.length - named.length} more files` : ''}: ` +
      'there are no pictures in it that can be read. What can be read: folders and archives of pictures, Parquet, NumPy, IDX, STL-10, CIFAR.',
  );
}
