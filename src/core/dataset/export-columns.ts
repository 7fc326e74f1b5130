import Papa from 'papaparse';
import { fieldText } from './field-column.ts';
import type { Table } from './table.ts';

/** A column of an export: its header, and a sample's cell, both as they stand in the file. */
export interface ExportColumn {
  header: string;
  cell(index: number): string;
}

/** Text as a cell of a CSV (RFC 4180). A cell that begins like a formula stays as it is. */
export const quoted = (text: string): string => Papa.unparse([[text]], { escapeFormulae: false });

/**
 * Where a sample is: its number within its split, its split, and its name where the data set has names. So samples.csv counts too, and
 * labels from elsewhere are matched.
 */
export function keyColumns({ names, splits, split }: Table): ExportColumn[] {
  const quotedSplits = splits.map(({ name }) => quoted(name));
  const columns: ExportColumn[] = [
    { header: 'index', cell: (i) => String(i - splits[split[i]].start) },
    { header: 'split', cell: (i) => quotedSplits[split[i]] },
  ];
  if (names) columns.push({ header: 'name', cell: (i) => quoted(names[i]) });
  return columns;
}

/** A data set's own fields, annotators' labels among them. @param taken headers of other columns: a field of such a name says so */
export function fieldColumns({ fields }: Table, taken: readonly string[]): ExportColumn[] {
  return Array.from(fields, ([name, column]): ExportColumn => {
    const header = quoted(taken.includes(name) ? `${name} (field)` : name);
    if (column.kind === 'number') return { header, cell: (i) => fieldText(column, i) };
    // Quoted once here, not again in every row.
    const values = column.dictionary.map(quoted);
    return { header, cell: (i) => values[column.codes[i]] ?? '' };
  });
}
