import { fieldColumns, keyColumns, quoted, type ExportColumn } from './export-columns.ts';
import type { ScoreColumn, Table } from './table.ts';

/** Rows a chunk of CSV. */
const CHUNK_ROWS = 5000;

/**
 * Writes samples as CSV (RFC 4180): index in the split, split, name where there are names, given, true, predicted, tags (joined by `;`), the
 * data set's fields, then one column a score. Unknown values are empty; floats round-trip float32.
 * @returns chunks of text, to be joined
 */
export function scoresCsv(table: Table, indices: ArrayLike<number>, scores: readonly ScoreColumn[]): string[] {
  const classes = table.classes.map(quoted);
  const label = (number: number | undefined): string => (number === undefined ? '' : (classes[number] ?? ''));
  const fixed: ExportColumn[] = [
    ...keyColumns(table),
    { header: 'given', cell: (i) => label(table.given[i]) },
    { header: 'true', cell: (i) => label(table.truth[i]) },
    { header: 'predicted', cell: (i) => label(table.predicted?.[i]) },
    { header: 'tags', cell: (i) => quoted(table.tags.filter((_, bit) => (table.tagBits[i] >>> bit) & 1).join(';')) },
  ];
  const columns = [
    ...fixed,
    ...fieldColumns(
      table,
      fixed.map(({ header }) => header),
    ),
    ...scoreColumns(scores),
  ];
  const chunks = [`${columns.map(({ header }) => header).join(',')}\r\n`];
  for (let start = 0; start < indices.length; start += CHUNK_ROWS) {
    let text = '';
    for (let j = start; j < Math.min(start + CHUNK_ROWS, indices.length); j++) {
      const i = indices[j];
      text += `${columns.map(({ cell }) => cell(i)).join(',')}\r\n`;
    }
    chunks.push(text);
  }
  return chunks;
}

/** One column a score; empty where it was not computed. */
export function scoreColumns(scores: readonly ScoreColumn[]): ExportColumn[] {
  return scores.map(({ key, values }) => ({
    header: key,
    cell: (i) => (Number.isNaN(values[i]) ? '' : String(Number(values[i].toPrecision(9)))),
  }));
}
