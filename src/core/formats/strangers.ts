import type { DatasetReader } from './dataset-reader.ts';
import { countedAs, kindByName } from './file-kinds.ts';
import type { ListedFile } from './listed-file.ts';
import { endingOf } from './listing/paths.ts';
import { isPictureName } from './picture-kind.ts';

/** Whether a file's ending says that it is something else than a picture, so that nobody need look into it. */
export const isKnownStranger = (path: string): boolean => kindByName(path) !== undefined && !isPictureName(path);

/** Whether a file is what macOS puts beside each file of an archive or of a foreign disk. */
export const isCompanion = (name: string): boolean => name.startsWith('._');

/** Whether a file is one that stands beside batches and holds none: a page about them, or a mark of the system. */
export const isUsualStranger = (name: string): boolean =>
  /^(\.ds_store|thumbs\.db|desktop\.ini|.*\.(html?|md|pdf)|(readme|license|licence|notice|copying)(\.\w+)?)$/i.test(
    name,
  );

/** Files that have no place in a data set, summed up by kind, the most frequent first. */
export function sumUp(files: readonly ListedFile[]): DatasetReader['strangers'] {
  const byEnding = new Map<string, { count: number; example: string }>();
  for (const { path } of files) {
    const ending = endingOf(path);
    const sum = byEnding.get(ending);
    if (sum) sum.count += 1;
    else byEnding.set(ending, { count: 1, example: path });
  }
  return [...byEnding]
    .map(([ending, { count, example }]) => ({ kind: summed(example, ending, count), count, example }))
    .sort((a, b) => b.count - a.count);
}

function summed(example: string, ending: string, count: number): string {
  const kind = kindByName(example);
  const name = kind ? countedAs(kind, count) : count === 1 ? 'file' : 'files';
  return ending === '' ? `${name} without an ending` : `${name} (.${ending})`;
}
