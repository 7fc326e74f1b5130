import { uniqueNames } from './delimited-table.ts';
import type { OutsideTable } from './outside-table.ts';
import { tableError } from './table-error.ts';

type JsonObject = Record<string, unknown>;

/** How an object of names is called once it is a table. */
const KEY = 'name';
const VALUE = 'label';

/**
 * Reads JSON (rows as objects or lists, names with their labels or rows, columns as lists; as pandas and FiftyOne write them) or JSON
 * Lines. What is nested becomes columns such as `ground_truth.label`; lists stay as JSON.
 * @throws UserError 'labels-file' that says what is there instead, and in which line
 */
export function jsonTable(file: string, text: string): OutsideTable {
  const whole = parse(text);
  const value = whole === undefined ? linesOf(file, text) : whole;
  const rows = rowsOf(value);
  if (!rows) {
    const keys = isObject(value) ? Object.keys(value).slice(0, 5).join(', ') : '';
    throw tableError(
      file,
      `this JSON is no table${keys && ` (it has ${keys})`}: it should be a list of rows, or names with their labels.`,
    );
  }
  const names = new Map<string, string[]>();
  rows.forEach((row, j) => {
    for (const [name, cell] of cellsOf(row)) {
      let cells = names.get(name);
      if (!cells) names.set(name, (cells = new Array<string>(rows.length).fill('')));
      cells[j] = cell;
    }
  });
  const unique = uniqueNames([...names.keys()]);
  return {
    file,
    rows: rows.length,
    columns: [...names.values()].map((cells, column) => ({ name: unique[column], cells })),
  };
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
  const { classes, labels, columns, data } = value;
  // FiftyOne's labels.json.
  if (Array.isArray(classes) && isObject(labels)) {
    return Object.entries(labels).map(([name, label]) => ({
      [KEY]: name,
      [VALUE]: /^\d+$/.test(String(label)) ? (classes[Number(label)] as unknown) : label,
    }));
  }
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

function* cellsOf(row: unknown, prefix = ''): Generator<[string, string]> {
  if (Array.isArray(row) && prefix === '') {
    for (const [column, cell] of row.entries()) yield* cellsOf(cell, `column ${column + 1}`);
  } else if (isObject(row)) {
    for (const [name, cell] of Object.entries(row)) yield* cellsOf(cell, prefix === '' ? name : `${prefix}.${name}`);
  } else {
    const text = row === null || row === undefined ? '' : typeof row === 'string' ? row : JSON.stringify(row);
    yield [prefix === '' ? VALUE : prefix, text.trim()];
  }
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
