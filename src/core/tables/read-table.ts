import { kindByName, startsAs } from '../formats/file-kinds.ts';
import { decodeText } from './decode-text.ts';
import { delimitedTable } from './delimited-table.ts';
import { jsonTable } from './json-table.ts';
import type { OutsideTable } from './outside-table.ts';
import { tableError } from './table-error.ts';

/** Largest table of text, in bytes: a JavaScript text holds not much more. */
const MAX_TEXT_BYTES = 400_000_000;

/**
 * Reads a table of any kind into columns of text: CSV, TSV, `;` or `|` between the values, JSON, JSON Lines, Parquet, NumPy. What it
 * is is told from its bytes; only a file that calls itself Parquet has to be that.
 * @param name of the file, for errors
 * @throws UserError 'labels-file' that says what is wrong, and where
 */
export async function readOutsideTable(name: string, blob: Blob): Promise<OutsideTable> {
  if (blob.size === 0) throw tableError(name, 'the file is empty.');
  const start = new Uint8Array(await blob.slice(0, 6).arrayBuffer());
  // Loaded when they are met: most tables are text.
  if (kindByName(name) === 'Parquet' || startsAs(start, 'Parquet')) {
    const { parquetTable } = await import('./parquet-table.ts');
    return parquetTable(name, blob);
  }
  if (startsAs(start, 'NumPy') || startsAs(start, 'ZIP')) {
    const { numpyColumns } = await import('./numpy-table.ts');
    return numpyColumns({ path: name, blob: () => Promise.resolve(blob) });
  }
  if (blob.size > MAX_TEXT_BYTES) {
    throw tableError(name, `a table of text can have ${MAX_TEXT_BYTES / 1e6} MB; this file is larger.`);
  }
  const text = decodeText(new Uint8Array(await blob.arrayBuffer()));
  if (text === null) throw tableError(name, 'it is no table of text (CSV, TSV, JSON), and neither Parquet nor NumPy.');
  const table = /^\s*[[{]/.test(text) ? jsonTable(name, text) : delimitedTable(name, text);
  if (table.rows === 0) throw tableError(name, 'there are no rows below the first line.');
  return table;
}
