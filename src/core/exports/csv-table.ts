import { formatCount } from '../format.ts';
import Papa from 'papaparse';
import type { ExportOptions } from './export-format.ts';
import type { ExportSet } from './export-set.ts';
import type { LabelColumn } from './label-columns.ts';
import type { RowWriter } from './table-plan.ts';

/** Text as a cell of a CSV (RFC 4180). A cell that begins like a formula stays as it is. */
export const quoted = (text: string): string => Papa.unparse([[text]], { escapeFormulae: false });

/** What a spreadsheet takes for a formula (owasp.org/www-community/attacks/CSV_Injection). */
const FORMULA = /^[=+\-@\t\r]/;
const TO_QUOTE = /[",\r\n]|^\s|\s$/;

/** Rows of a CSV (RFC 4180). Values that are not known are empty; floats round-trip float32; times are ISO 8601. */
export function csvRows(columns: readonly LabelColumn[], { escapeFormulas = false }: ExportOptions): RowWriter {
  const text = (value: string): string => {
    const safe = escapeFormulas && FORMULA.test(value) ? `'${value}` : value;
    return TO_QUOTE.test(safe) ? quoted(safe) : safe;
  };
  const cell = ({ type, value }: LabelColumn, index: number): string => {
    const found = value(index);
    if (found === null) return '';
    if (type === 'time') return new Date(found).toISOString();
    return typeof found === 'string' ? text(found) : String(found);
  };
  return {
    head: `${columns.map(({ name }) => text(name)).join(',')}\r\n`,
    row: (index) => `${columns.map((column) => cell(column, index)).join(',')}\r\n`,
    between: '',
    tail: '',
  };
}

/** Says how many texts a spreadsheet would take for formulas, and what becomes of them. */
export function formulaNotes({ table }: ExportSet, { escapeFormulas = false }: ExportOptions): string[] {
  const dictionaries = [...table.fields.values()].flatMap((field) => (field.kind === 'text' ? [field.dictionary] : []));
  const own = [table.names ?? [], table.classes, table.tags, [...table.fields.keys()], ...dictionaries];
  const count = own.reduce(
    (sum, texts) => sum + texts.reduce((found, text) => found + Number(FORMULA.test(text)), 0),
    0,
  );
  if (count === 0) return [];
  const what = count === 1 ? '1 text begins' : `${formatCount(count)} texts begin`;
  return [
    escapeFormulas
      ? `${what} with =, +, - or @, and get a ' in front, so that no spreadsheet takes them for formulas; they do not come back as they were.`
      : `${what} with =, +, - or @, which a spreadsheet takes for formulas.`,
  ];
}
