import { printable } from '../../dataset/names.ts';
import { textField } from '../../dataset/field-column.ts';
import { isSplitColumn, LABEL_WORDS } from '../../tables/column-words.ts';
import type { DatasetReader, Format, Guess, SourceColumn, SourcePicture } from '../dataset-reader.ts';
import { importError } from '../import-error.ts';
import { sumUp } from '../strangers.ts';
import { isPictureName } from '../picture-kind.ts';
import type { ListedFile } from '../listed-file.ts';
import { samePictures } from '../same-pictures.ts';
import { listRows, pixelsOf } from './array-pictures.ts';
import { readPages } from './column-pages.ts';
import { picturePaths, readColumns, type Columns } from './columns.ts';
import { layoutOf } from './layout.ts';
import { looksParquet, openParquet } from './parquet-file.ts';
import { mediaType } from './picture-head.ts';
import { scanPictures, type Scan } from './scan-pictures.ts';
import { isParquetPath, openShards, type Shard } from './shards.ts';

/** Parquet with a picture a row, as Hugging Face's library writes it: one file or several that belong together. */
export const parquetFormat: Format = {
  title: 'Parquet',

  async recognises(files) {
    const parquet = await parquetAmong(files);
    if (parquet.length === 0) return false;
    // Beside pictures it may be a table of their labels, unless it has pictures of its own.
    if (!files.some(({ path }) => isPictureName(path))) return true;
    try {
      const file = await openParquet(parquet[0].path, await parquet[0].blob(), importError);
      return (await layoutOf(file, new AbortController().signal)).picture !== null;
    } catch {
      return false;
    }
  },

  async open(files, context) {
    const { signal } = context;
    const parquet = await parquetAmong(files);
    const shards = await openShards(parquet, signal);
    const paths = await picturePaths(shards, signal);
    const columns = await readColumns(shards, paths, signal);
    refuseLists(shards, columns);
    const own = shardColumns(shards, columns);
    const all = [...columns.columns, ...own];
    const named = (row: number): string => columns.names?.[row] ?? placeOf(shards, row);
    const scan = await scanPictures(shards, context, named);
    const read: DatasetReader['pictures'] = (wanted, until) => readPictures(shards, scan.scale, wanted, until);
    const duplicates = await samePictures(scan.alike, read, signal);
    const strangers = sumUp(files.filter((file) => !parquet.includes(file)));
    return { ...readerOf(shards, context.name, columns, all, scan), duplicates, strangers, pictures: read };
  },
};

async function parquetAmong(files: readonly ListedFile[]): Promise<ListedFile[]> {
  const named = files.filter(({ path }) => isParquetPath(path));
  if (named.length > 0 || files.length !== 1) return named;
  return (await looksParquet(await files[0].blob())) ? [...files] : [];
}

function readerOf(
  shards: Shard[],
  name: string,
  { names, classLabels, binary }: Columns,
  columns: SourceColumn[],
  scan: Scan,
): Omit<DatasetReader, 'duplicates' | 'strangers' | 'pictures'> {
  const left = [...new Set([...shards.flatMap(({ layout }) => [...layout.others, ...layout.labelLists]), ...binary])];
  return {
    format: 'Parquet',
    name,
    rows: shards.reduce((sum, { file }) => sum + file.rows, 0),
    names,
    columns,
    guess: guessOf(columns, classLabels, shards[0].picture.kind === 'arrays'),
    sizes: scan.sizes,
    unreadable: scan.unreadable,
    notes: [
      ...(left.length > 0 ? [`Left out: ${left.map((column) => `“${printable(column)}”`).join(', ')}.`] : []),
      ...scan.notes,
    ],
    plain: false,
  };
}

/** Reads the pictures in the order of the rows; pages without a wanted one are passed over. */
async function* readPictures(
  shards: Shard[],
  scale: number,
  wanted: (row: number) => boolean,
  signal: AbortSignal,
): AsyncGenerator<SourcePicture> {
  for (const { file, picture, start } of shards) {
    const among = (from: number, to: number): boolean => {
      for (let row = from; row < to; row++) if (wanted(start + row)) return true;
      return false;
    };
    const pages = readPages(file, picture.leaf, signal, among);
    if (picture.kind === 'arrays') {
      for await (const array of listRows(pages, picture.leaf.repetition)) {
        const row = start + array.row;
        const pixels = wanted(row) && pixelsOf(array, scale);
        if (pixels) yield { row, ...pixels };
      }
      continue;
    }
    for await (const { row: first, values } of pages) {
      for (let i = 0; i < values.length; i++) {
        const row = start + first + i;
        const bytes = values[i];
        if (wanted(row) && bytes instanceof Uint8Array) yield inMemory(row, bytes as Uint8Array<ArrayBuffer>);
      }
    }
  }
}

function inMemory(row: number, bytes: Uint8Array<ArrayBuffer>): SourcePicture {
  return {
    row,
    bytes,
    get file() {
      return new Blob([bytes], { type: mediaType(bytes) });
    },
  };
}

/** What the files' names say of the rows: their split, and the folder where there are several. */
function shardColumns(shards: Shard[], { columns }: Columns): SourceColumn[] {
  const free = (name: string): string => (columns.some((column) => column.name === name) ? `file’s ${name}` : name);
  const of = (name: string, origin: string, value: (shard: Shard) => string | null): SourceColumn => {
    const dictionary = [...new Set(shards.map(value).filter((text) => text !== null))];
    const rows = shards.reduce((sum, { file }) => sum + file.rows, 0);
    const codes = new Uint32Array(rows);
    for (const shard of shards) {
      const text = value(shard);
      codes.fill(text === null ? 0xffffffff : dictionary.indexOf(text), shard.start, shard.start + shard.file.rows);
    }
    return { name: free(name), origin, data: textField(codes, dictionary) };
  };
  const found: SourceColumn[] = [];
  if (shards.some(({ split }) => split !== null)) found.push(of('split', 'names of the files', ({ split }) => split));
  if (new Set(shards.map(({ folder }) => folder)).size > 1) {
    found.push(of('folder', 'folders of the files', ({ folder }) => folder || null));
  }
  return found;
}

function guessOf(columns: SourceColumn[], classLabels: string[], arrays: boolean): Guess {
  const texts = columns.filter(({ data }) => data.kind === 'text').map(({ name }) => name);
  const split = columns.find(({ name, data }) => data.kind === 'text' && isSplitColumn(name, new Set(data.dictionary)));
  const fromFiles = columns.find(({ origin }) => origin === 'names of the files')?.name;
  return {
    label: labelAmong(classLabels) ?? classLabels[0] ?? labelAmong(texts) ?? null,
    split: fromFiles ?? split?.name ?? null,
    annotators: [],
    ...(arrays && { fit: 'squeeze' as const }),
  };
}

/** One that is called just that, before those that are called so too. */
function labelAmong(names: readonly string[]): string | undefined {
  return names.find((name) => /^labels?$/i.test(name)) ?? names.find((name) => LABEL_WORDS.test(name));
}

function refuseLists(shards: Shard[], { columns, classLabels }: Columns): void {
  const [{ file, layout }] = shards;
  const hasLabel = classLabels.length > 0 || labelAmong(columns.map(({ name }) => name)) !== undefined;
  if (hasLabel || layout.labelLists.length === 0) return;
  throw importError(
    `${printable(file.path)}: column “${printable(layout.labelLists[0])}” holds a list of labels for each picture, and no other column holds one. ` +
      'Second Look takes one label a picture (multi-label data is not read): write the column again with one label each.',
  );
}

function placeOf(shards: Shard[], row: number): string {
  const { file, start } = shards.findLast((shard) => shard.start <= row)!;
  return `${printable(file.path)}, row ${(row - start).toLocaleString('en')}`;
}
