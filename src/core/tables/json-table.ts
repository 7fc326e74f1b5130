import { LABEL_WORDS, NAME_WORDS } from './column-words.ts';
import { uniqueNames } from './delimited-table.ts';
import { columnsFromRows } from './json-columns.ts';
import { labelsFromJson } from './labels-json.ts';
import type { OutsideTable } from './outside-table.ts';
import { tableError } from './table-error.ts';

type JsonObject = Record<string, unknown>;

/** How an object of names is called once it is a table. */
const KEY = 'name';
const VALUE = 'label';
/** Objects within one another that become columns. */
const MAX_DEPTH = 50;

/**
 * Reads JSON (rows as objects or lists, names with their labels or rows, columns as lists; as pandas and FiftyOne write them) or JSON
 * Lines. What is nested becomes columns such as `ground_truth.label`; lists stay as JSON.
 * @throws UserError 'labels-file' that says what is there instead, and in which line
 */
export function jsonTable(file: string, text: string): OutsideTable {
  const whole = parse(text);
  const value = whole === undefined ? linesOf(file, text) : whole;
  const known = labelsFromJson(file, value);
  if (known) return known;
  const rows = rowsOf(value);
  if (!rows) {
    const keys = isObject(value) ? Object.keys(value).slice(0, 5).join(', ') : '';
    throw tableError(
      file,
      `this JSON is no table${keys && ` (it has ${keys})`}: it should be a list of rows, or names with their labels.`,
    );
  }
  return columnsFromRows(file, rows.length, (row) => cellsOf(file, rows[row]));
}

/** undefined where it is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(/\d{16}|NaN|Infinity/.test(text) ? asJson(text) : text) as unknown;
  } catch {
    return undefined;
  }
}

/** Python writes NaN and Infinity, which JSON does not know; and an id of 20 digits has no other form than text. */
const asJson = (text: string): string =>
  text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b|(?<![\d.])-?\d{16,}(?![\d.eE])/g, (token) => {
    if (token.startsWith('"')) return token;
    return /\d/.test(token) ? `"${token}"` : 'null';
  });

function linesOf(file: string, text: string): unknown[] {
  return text.split(/\r?\n/).flatMap((line, j) => {
    if (line.trim() === '') return [];
    const value = parse(line);
    if (value === undefined) throw tableError(file, `line ${j + 1} is no JSON.`);
    return [value];
  });
}

function rowsOf(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return null;
  const entries = Object.entries(value);
  if (entries.length === 0) return null;
  const { columns, data } = value;
  if (isRow(entries)) return [value];
  // pandas, orient="split".
  if (Array.isArray(columns) && Array.isArray(data)) {
    const names = uniqueNames(columns.map(String));
    return data.map((row) => Object.fromEntries(names.map((name, j) => [name, (row as unknown[])[j]])));
  }
  const lists = entries.filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]));
  if (lists.length === 1 && lists[0][1].every(isObject)) return lists[0][1];
  if (lists.length === entries.length) {
    const [[, { length }]] = lists;
    if (length === 0 || lists.some(([, list]) => list.length !== length || list.some(isObject))) return null;
    return Array.from({ length }, (_, j) => Object.fromEntries(lists.map(([name, list]) => [name, list[j]])));
  }
  if (lists.length > 0) return null;
  const objects = entries.filter((entry): entry is [string, JsonObject] => isObject(entry[1]));
  // pandas, as it does by default: columns, and in them row numbers.
  const numbers = objects.length > 0 ? Object.keys(objects[0][1]) : [];
  if (objects.length === entries.length && numbers.length > 0 && numbers.every((key, j) => key === String(j))) {
    return numbers.map((key) => Object.fromEntries(objects.map(([name, cells]) => [name, cells[key]])));
  }
  return entries.map(([name, cells]) =>
    isObject(cells) ? { [KEY]: name, ...cells } : { [KEY]: name, [VALUE]: cells },
  );
}

/** Whether an object is one row, such as JSON Lines of one line: it says which picture, and what its label is. */
const isRow = (entries: readonly [string, unknown][]): boolean =>
  entries.some(([key, cell]) => NAME_WORDS.test(key) && (typeof cell === 'string' || typeof cell === 'number')) &&
  entries.some(([key]) => LABEL_WORDS.test(key));

function* cellsOf(file: string, row: unknown, names: readonly string[] = []): Generator<[string, string]> {
  if (names.length > MAX_DEPTH) throw tableError(file, `“${names[0]}” is nested more than ${MAX_DEPTH} times.`);
  if (Array.isArray(row) && names.length === 0) {
    for (const [column, cell] of row.entries()) yield* cellsOf(file, cell, [`column ${column + 1}`]);
  } else if (isObject(row)) {
    for (const [name, cell] of Object.entries(row)) yield* cellsOf(file, cell, [...names, name]);
  } else {
    yield [names.length === 0 ? VALUE : names.join('.'), textOf(file, row).trim()];
  }
}

function textOf(file: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw tableError(file, 'its lists are nested too deep.');
  }
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
