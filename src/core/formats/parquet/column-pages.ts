import { formatCount } from '../../format.ts';
import { printable } from '../../dataset/names.ts';
import type { ColumnChunk, Compressors, DecodedArray, PageHeader, SchemaTree } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { getMaxDefinitionLevel, getMaxRepetitionLevel, getTreePath } from 'hyparquet/src/schema.js';
import { ChunkBytes } from './chunk-bytes.ts';
import { readDataPage, readDictionary, valuesIn, type Leaf, type Page, type Unpack } from './page.ts';
import { sentence, type ParquetFile } from './parquet-file.ts';

/** Values that one page of lists may hold; elsewhere the number of rows bounds them. */
const LIST_VALUES = 2 ** 25;

/** Some rows of a column, in order. */
export interface PagedValues extends Page {
  /** Row of the first value, in the file; where rows are lists, of the first list that begins here. */
  row: number;
}

/** The leaf of a column that holds values, not further columns. */
export function leafOf(schema: SchemaTree, path: string[]): Leaf {
  const schemaPath = getTreePath(schema, path);
  return {
    path,
    schemaPath,
    element: schemaPath[schemaPath.length - 1].element,
    definition: getMaxDefinitionLevel(schemaPath),
    repetition: getMaxRepetitionLevel(schemaPath),
  };
}

/**
 * Reads one column page by page: no more than a page is in memory at a time.
 * @param leaf by `leafOf`
 * @param wanted whether any of the rows from…to−1 is wanted; pages without one are passed over unread. Not for lists
 * @throws what the file's `fail` makes, where it is damaged; what the signal says
 */
export async function* readPages(
  file: ParquetFile,
  leaf: Leaf,
  signal: AbortSignal,
  wanted: (from: number, to: number) => boolean = () => true,
): AsyncGenerator<PagedValues> {
  const name = leaf.path.join('.');
  let start = 0;
  for (const group of file.metadata.row_groups) {
    const end = start + Number(group.num_rows);
    if (end > start && wanted(start, end)) {
      const chunk = group.columns.find(({ meta_data: meta }) => meta!.path_in_schema.join('.') === name);
      if (!chunk)
        throw file.fail(
          `${printable(file.path)}: a row group lacks the column “${printable(name)}”; the file is damaged.`,
        );
      yield* readChunk(file, leaf, chunk, start, end, signal, wanted);
    }
    start = end;
  }
}

async function* readChunk(
  file: ParquetFile,
  leaf: Leaf,
  { meta_data: meta }: ColumnChunk,
  start: number,
  end: number,
  signal: AbortSignal,
  wanted: (from: number, to: number) => boolean,
): AsyncGenerator<PagedValues> {
  const { codec, data_page_offset: data, dictionary_page_offset: dictionaryAt, total_compressed_size: size } = meta!;
  const from = Number(dictionaryAt || data);
  const bytes = new ChunkBytes(file.blob, from, from + Number(size));
  const damaged = (error: unknown): Error =>
    file.fail(
      `${printable(file.path)}: column “${printable(leaf.path[0])}” cannot be read at byte ${formatCount(bytes.position)} (${sentence(error)}); ` +
        'the file is cut off or damaged. Download or write it again.',
    );
  const unpack = await unpacker(codec).catch((error: unknown) => Promise.reject(damaged(error)));
  let dictionary: DecodedArray | undefined;
  let row = start;
  while (row < end || (leaf.repetition > 0 && bytes.left > 0)) {
    signal.throwIfAborted();
    let page: PagedValues | undefined;
    try {
      const header = await nextHeader(bytes);
      const count = valuesIn(header);
      if (count === undefined) {
        const packed = await bytes.take(header.compressed_page_size);
        if (header.dictionary_page_header) dictionary = readDictionary(packed, header, leaf, unpack);
        continue;
      }
      if (!(count >= 0 && count <= (leaf.repetition ? LIST_VALUES : end - row))) throw new Error(`${count} values`);
      if (leaf.repetition === 0 && !wanted(row, row + count)) bytes.skip(header.compressed_page_size);
      else {
        const packed = await bytes.take(header.compressed_page_size);
        page = { row, ...readDataPage(packed, header, leaf, dictionary, unpack) };
      }
      row += page?.repetitions ? page.repetitions.reduce((sum, level) => sum + Number(level === 0), 0) : count;
      if (row > end) throw new Error('more rows than were to come');
    } catch (error) {
      throw damaged(error);
    }
    if (page) yield page;
  }
  if (row < end) throw damaged(`${formatCount(end - row)} rows are missing`);
}

/** A header's length is not told: it is read from ever more bytes until it is whole. */
async function nextHeader(bytes: ChunkBytes): Promise<PageHeader> {
  for (let length = 2 ** 14; ; length *= 16) {
    const view = await bytes.peek(length);
    const reader = { view: new DataView(view.buffer, view.byteOffset, view.byteLength), offset: 0 };
    let header: PageHeader;
    try {
      header = parquetHeader(reader);
    } catch (error) {
      if (length >= bytes.left || length > 2 ** 24) throw error;
      continue;
    }
    bytes.skip(reader.offset);
    return header;
  }
}

/** Unpackers are loaded when a packed file is met. */
async function unpacker(codec: string): Promise<Unpack> {
  if (codec === 'UNCOMPRESSED') return (packed) => packed;
  const { compressors, decompressZstd } = await import('hyparquet-compressors');
  if (codec === 'ZSTD') return (packed, size) => decompressZstd(packed, new Uint8Array(size));
  const unpack = (compressors as Compressors)[codec as keyof Compressors];
  if (!unpack) throw new Error(`its compression, ${codec}, is not known`);
  return unpack;
}
