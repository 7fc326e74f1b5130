import { formatCount } from '../../format.ts';
import Papa from 'papaparse';
import { fieldColumn } from '../../dataset/field-column.ts';
import type { FieldColumn, Split } from '../../dataset/types.ts';
import type { Entry } from '../entry.ts';
import { importError } from '../import-error.ts';

const MAX_BYTES = 256_000_000;

/** A samples.csv, read before it is known how many samples there are. */
export interface SampleRows {
  /** Its name, for errors. */
  file: string;
  splits: string[];
  /** The sample's place within its split. */
  indices: number[];
  /** The other columns, by name, in their order. */
  fields: Map<string, string[]>;
}

/**
 * Reads a samples.csv: the columns `split` and `index` (within the split), then any others, one row a sample.
 * @throws UserError 'import' that names the row
 */
export async function readSampleRows(entry: Pick<Entry, 'name' | 'readAll'>): Promise<SampleRows> {
  const text = new TextDecoder().decode(await entry.readAll(MAX_BYTES));
  const rows: SampleRows = { file: entry.name, splits: [], indices: [], fields: new Map() };
  let header: string[] | undefined;
  let number = 0;
  Papa.parse<string[]>(text, {
    skipEmptyLines: 'greedy',
    step: ({ data: row, errors }) => {
      number += 1;
      if (errors.some(({ type }) => type === 'Quotes')) {
        throw importError(`${entry.name}, row ${number}: a quotation mark is not closed, or not doubled (RFC 4180).`);
      }
      if (!header) {
        header = row.map((name) => name.trim());
        checkHeader(header, rows);
        return;
      }
      if (row.length > header.length) {
        throw importError(`${entry.name}, row ${number}: there are ${row.length} values for ${header.length} columns.`);
      }
      header.forEach((name, column) => {
        const value = (row[column] ?? '').trim();
        if (name === 'split') rows.splits.push(value);
        else if (name !== 'index') rows.fields.get(name)?.push(value);
        else if (/^\d{1,9}$/.test(value)) rows.indices.push(Number(value));
        else throw importError(`${entry.name}, row ${number}: the index “${value}” is no whole number.`);
      });
    },
  });
  if (!header) throw importError(`${entry.name} is empty.`);
  return rows;
}

function checkHeader(header: string[], rows: SampleRows): void {
  for (const needed of ['split', 'index']) {
    if (!header.includes(needed)) {
      throw importError(`${rows.file}: there is no column “${needed}”; its first line reads “${header.join(',')}”.`);
    }
  }
  header.forEach((name, column) => {
    if (name === '') throw importError(`${rows.file}: column ${column + 1} has no name.`);
    if (header.indexOf(name) !== column) throw importError(`${rows.file}: the column “${name}” stands in it twice.`);
    if (name !== 'split' && name !== 'index') rows.fields.set(name, []);
  });
}

/**
 * The columns of a samples.csv, one entry a sample. A column whose every value survives as a number becomes a numeric field.
 * @throws UserError 'import' where a row names a sample that is not there, or one twice
 */
export function fieldsOf(rows: SampleRows, splits: readonly Split[]): Record<string, FieldColumn> {
  const total = splits.reduce((sum, split) => sum + split.count, 0);
  const seen = new Uint8Array(total);
  const places = Uint32Array.from(rows.indices, (index, row) => {
    // The header is row 1.
    const where = `${rows.file}, row ${row + 2}`;
    const split = splits.find(({ name }) => name === rows.splits[row]);
    if (!split) throw importError(`${where}: there is no split “${rows.splits[row]}” in this data set.`);
    if (index >= split.count) {
      throw importError(
        `${where}: ${split.name} has ${formatCount(split.count)} samples, so index ${index} is none of them.`,
      );
    }
    const place = split.start + index;
    if (seen[place]) throw importError(`${where}: sample ${index} of ${split.name} stands in it twice.`);
    seen[place] = 1;
    return place;
  });
  return Object.fromEntries([...rows.fields].map(([name, values]) => [name, fieldColumn(values, places, total)]));
}
