import type { DatasetReader } from '../dataset-reader.ts';
import { endingOf } from '../listing/paths.ts';
import type { ListedFile } from '../listed-file.ts';

/** What files are called, one and several, by their endings. */
const KINDS: [string, string, string][] = [
  ['sound', 'sounds', 'ogg oga mp3 wav flac m4a aac opus mid midi wma aif aiff'],
  ['video', 'videos', 'mp4 m4v mov avi mkv webm mpg mpeg wmv ogv'],
  ['text', 'texts', 'txt md rst rtf log names'],
  ['table', 'tables', 'csv tsv xlsx xls ods parquet feather arrow'],
  ['JSON file', 'JSON files', 'json jsonl ndjson geojson'],
  ['XML file', 'XML files', 'xml xsd'],
  ['YAML file', 'YAML files', 'yaml yml'],
  ['web page', 'web pages', 'html htm css js'],
  ['archive', 'archives', 'zip tar gz tgz bz2 xz 7z rar zst'],
  ['array file', 'array files', 'npy npz mat pkl pickle h5 hdf5 pt pth tfrecord'],
  ['program', 'programs', 'py ipynb sh c h cpp exe dll so m r bat'],
  ['document', 'documents', 'pdf doc docx ppt pptx odt odp'],
  ['font', 'fonts', 'ttf otf woff woff2'],
  ['vector drawing', 'vector drawings', 'eps ai ps'],
];
const BY_ENDING = new Map(KINDS.flatMap(([one, many, endings]) => endings.split(' ').map((e) => [e, { one, many }])));

/** Whether a file's ending says that it is something else than a picture, so that nobody need look into it. */
export const isKnownStranger = (path: string): boolean => BY_ENDING.has(endingOf(path));

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
    .map(([ending, { count, example }]) => ({ kind: kindOf(ending, count), count, example }))
    .sort((a, b) => b.count - a.count);
}

function kindOf(ending: string, count: number): string {
  const { one, many } = BY_ENDING.get(ending) ?? { one: 'file', many: 'files' };
  const name = count === 1 ? one : many;
  return ending === '' ? `${name} without an ending` : `${name} (.${ending})`;
}
