import { formatCount } from '../../format.ts';
import { printable } from '../../dataset/names.ts';
import { kindByName } from '../file-kinds.ts';
import { importError } from '../import-error.ts';
import type { ListedFile } from '../listed-file.ts';
import { layoutOf, type Layout, type PictureColumn } from './layout.ts';
import { openParquet, type ParquetFile } from './parquet-file.ts';
import { compareShards, shardName, type ShardName } from './shard-names.ts';

/** One file of a data set that may have several. */
export interface Shard extends ShardName {
  file: ParquetFile;
  layout: Layout;
  picture: PictureColumn;
  /** Its first row among those of all files. */
  start: number;
}

/** Whether a path is that of a Parquet file. */
export const isParquetPath = (path: string): boolean => kindByName(path) === 'Parquet';

/**
 * Opens the files of a data set, in their order, and looks at the columns of each.
 * @throws UserError 'import' where one is damaged, has no pictures, or they do not belong together
 */
export async function openShards(files: readonly ListedFile[], signal: AbortSignal): Promise<Shard[]> {
  const shards: Shard[] = [];
  let start = 0;
  for (const listed of [...files].sort((a, b) => compareShards(a.path, b.path))) {
    signal.throwIfAborted();
    const file = await openParquet(listed.path, await listed.blob(), importError);
    const layout = await layoutOf(file, signal);
    const { picture } = layout;
    if (!picture) throw withoutPictures(file);
    const [first] = shards;
    if (first && (first.picture.name !== picture.name || first.picture.kind !== picture.kind)) {
      throw importError(
        `${printable(file.path)} has its pictures in the column “${printable(picture.name)}”, ${printable(first.file.path)} in “${printable(first.picture.name)}”: ` +
          'they are two data sets. Import them one by one.',
      );
    }
    shards.push({ ...shardName(listed.path), file, layout, picture, start });
    start += file.rows;
  }
  if (start === 0) throw importError(`${printable(files[0].path)} has no rows.`);
  return shards;
}

function withoutPictures(file: ParquetFile): Error {
  const names = file.schema.children.map(({ element }) => `“${printable(element.name)}”`);
  const more = names.length > 8 ? ` and ${formatCount(names.length - 8)} more` : '';
  return importError(
    `${printable(file.path)} has no column of pictures: it has ${names.slice(0, 8).join(', ')}${more}. ` +
      'Pictures are encoded files (PNG, JPEG …) in a column of bytes, as Hugging Face writes them, or lists of lists of numbers. ' +
      'If it is a table of labels, open its data set first and add the table to that.',
  );
}
