import Papa from 'papaparse';
import { isPictureName } from '../formats/picture-kind.ts';
import type { OutsideTable } from './outside-table.ts';
import { tableError } from './table-error.ts';

/** Words that head a column, whatever stands below them. */
const HEADERS =
  /^(|id|index|idx|name|file|file[ _-]?name|path|image|img|uuid|key|split|fold|label|labels|class|target|y)$/i;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Rows that are looked at to tell whether the first one is a header. */
const LOOKED_AT = 1000;

/**
 * Reads text with a row a line and `,`, `;`, `|` or a tab between the values (RFC 4180 quotes). A first row that is no header, but a
 * sample like the others, is taken as one.
 * @throws UserError 'labels-file' that names the row
 */
export function delimitedTable(file: string, text: string): OutsideTable {
  const separator = /^sep=(.)\r?\n/.exec(text);
  const rows = parse(file, separator ? text.slice(separator[0].length) : text, separator?.[1] ?? '');
  if (rows.length === 0) throw tableError(file, 'the file is empty.');
  const width = rows[0].length;
  rows.forEach((row, j) => {
    if (row.length > width && row.slice(width).some((cell) => cell !== '')) {
      throw tableError(file, `row ${j + 1} has ${row.length} values, the first row ${width}.`);
    }
  });
  const named = hasHeader(rows);
  const body = named ? rows.slice(1) : rows;
  const names = uniqueNames(rows[0].map((name) => (named ? name : '')));
  return {
    file,
    rows: body.length,
    columns: names.map((name, column) => ({ name, cells: body.map((row) => row[column] ?? '') })),
  };
}

/** Names of columns as they can be told apart: "column 3" for one without, "label (2)" for the second of that name. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((given, column) => {
    const name = given === '' ? `column ${column + 1}` : given;
    let unique = name;
    for (let again = 2; taken.has(unique); again++) unique = `${name} (${again})`;
    taken.add(unique);
    return unique;
  });
}

function parse(file: string, text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let number = 0;
  Papa.parse<string[]>(text, {
    delimiter: delimiter === '' ? guessDelimiter(text) : delimiter,
    step: ({ data, errors }) => {
      number += 1;
      if (errors.some(({ type }) => type === 'Quotes')) {
        throw tableError(file, `row ${number}: a quotation mark is not closed, or not doubled (RFC 4180).`);
      }
      const row = data.map((cell) => cell.trim());
      if (row.some((cell) => cell !== '')) rows.push(row);
    },
  });
  return rows;
}

/** Empty lines, which count when errors are told, would mislead the guess. */
const guessDelimiter = (text: string): string =>
  Papa.parse(text, { preview: 20, skipEmptyLines: 'greedy', delimitersToGuess: [',', '\t', ';', '|'] }).meta.delimiter;

/** Whether the first row names the columns: nothing in it is what the others have below it. */
function hasHeader([first, ...others]: readonly string[][]): boolean {
  if (first.some((cell) => isPictureName(cell))) return false;
  // As pandas names the columns of an array, and its index.
  if (first[0] === '' || (first.length > 2 && first.every((cell, column) => cell === String(column)))) return true;
  const below = others.slice(0, LOOKED_AT);
  return !first.some((cell, column) => {
    if (HEADERS.test(cell)) return false;
    const values = below.map((row) => row[column] ?? '').filter((value) => value !== '');
    if (values.length === 0) return false;
    return NUMBER.test(cell) ? values.every((value) => NUMBER.test(value)) : values.includes(cell);
  });
}
