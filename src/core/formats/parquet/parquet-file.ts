import { formatCount } from '../../format.ts';
import { printable } from '../../dataset/names.ts';
import { parquetMetadata, parquetSchema, type FileMetaData, type KeyValue, type SchemaTree } from 'hyparquet';
import type { UserError } from '../../errors.ts';
import { fileKind } from '../file-kinds.ts';

/** A footer lists columns and row groups; one of 64 MiB lists millions of them. */
const FOOTER_LIMIT = 64 * 2 ** 20;

/** A row of a table takes a bit at least; where columns repeat themselves, very little more. A file that says more rows than this is not read. */
const rowLimit = (size: number): number => 1_000_000 + 8 * size;

/** Makes the error that a person is told, of a whole sentence or more. */
export type Fail = (what: string) => UserError;

/** A Parquet file whose footer has been read: https://parquet.apache.org/docs/file-format/ */
export interface ParquetFile {
  path: string;
  blob: Blob;
  metadata: FileMetaData;
  /** The root of the schema; its children are the columns. */
  schema: SchemaTree;
  rows: number;
  fail: Fail;
}

/** Four letters at both ends of a file: as it is, or with its footer encrypted. */
const MARKS = ['PAR1', 'PARE'];

/** Whether a file begins and ends as Parquet does; a table of text may begin with PARENT. */
export async function looksParquet(blob: Blob): Promise<boolean> {
  return MARKS.includes(await blob.slice(0, 4).text()) && MARKS.includes(await blob.slice(-4).text());
}

const kindOf = async (blob: Blob): Promise<string> =>
  fileKind(new Uint8Array(await blob.slice(0, 512).arrayBuffer())) ?? 'of an unknown kind';

/**
 * Reads the footer of a Parquet file.
 * @param fail makes the errors
 * @throws what `fail` makes, where the file is none, is cut off, damaged or encrypted
 */
export async function openParquet(path: string, blob: Blob, fail: Fail): Promise<ParquetFile> {
  const cutOff = `${printable(path)} is cut off or damaged: it does not end as a Parquet file does. Download or write it again.`;
  if (!MARKS.includes(await blob.slice(0, 4).text()))
    throw fail(
      `${printable(path)} is no Parquet file: by its first bytes it is ${await kindOf(blob)}. Give it the ending that it should have.`,
    );
  if (blob.size < 12) throw fail(cutOff);
  const tail = new DataView(await blob.slice(-8).arrayBuffer());
  const mark = await blob.slice(-4).text();
  if (mark === 'PARE') throw fail(`${printable(path)} is encrypted. Write it again without encryption.`);
  const length = tail.getUint32(0, true);
  if (mark !== 'PAR1' || length > blob.size - 12) throw fail(cutOff);
  if (length > FOOTER_LIMIT)
    throw fail(`${printable(path)}: its footer is ${formatCount(length)} bytes long; 64 MiB at most are read.`);
  const footer = await blob.slice(blob.size - 8 - length).arrayBuffer();
  const unreadable = (error: unknown): UserError =>
    fail(
      `${printable(path)}: its footer, which lists the columns, cannot be read (${sentence(error)}). Download or write it again.`,
    );
  let file: ParquetFile;
  try {
    const metadata = parquetMetadata(footer, { parsers: { stringFromBytes: (bytes) => bytes }, geoparquet: false });
    if (metadata.schema.some(({ name }) => typeof name !== 'string')) throw new Error('a column without a name');
    file = { path, blob, metadata, schema: parquetSchema(metadata), rows: Number(metadata.num_rows), fail };
  } catch (error) {
    throw unreadable(error);
  }
  check(file, unreadable);
  return file;
}

/** That what the footer says can be. */
function check({ path, blob, metadata, rows, fail }: ParquetFile, unreadable: (error: unknown) => UserError): void {
  let sum = 0;
  for (const group of metadata.row_groups) {
    if (!(group.num_rows >= 0n)) throw unreadable('a row group without a number of rows');
    sum += Number(group.num_rows);
    for (const { crypto_metadata: encrypted, meta_data: meta, file_path: elsewhere } of group.columns) {
      if (encrypted) throw fail(`${printable(path)} has encrypted columns. Write it again without encryption.`);
      if (elsewhere)
        throw fail(
          `${printable(path)} refers to another file for its data (${printable(elsewhere)}), which is not read.`,
        );
      if (!meta) throw unreadable('a column without a description');
    }
  }
  if (sum !== rows) throw unreadable(`${formatCount(rows)} rows in all, ${formatCount(sum)} in the row groups`);
  if (rows > rowLimit(blob.size)) throw unreadable(`${formatCount(rows)} rows in ${formatCount(blob.size)} bytes`);
}

/** The value of a key in the file's own metadata. */
export function valueOfKey(file: ParquetFile, key: string): string | undefined {
  return file.metadata.key_value_metadata?.find((pair: KeyValue) => pair.key === key)?.value;
}

/** What a library says went wrong, to stand in brackets. */
export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
