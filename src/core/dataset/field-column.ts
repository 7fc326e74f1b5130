import { NO_LABEL, type FieldColumn } from './types.ts';

/** Code of a text field of 32 bits for a sample that has no value. */
const NO_TEXT = 0xffffffff;

/** Whole numbers beyond this lose digits in a numeric field. */
const LARGEST_WHOLE = 2 ** 24;

/**
 * A field from values as text: a numeric one where each value survives as a number, else a text one, so that an id such as `00004` or
 * `123456789` stays what it is.
 * @param values one a row; empty = no value
 * @param places sample of each row, each once
 * @param count samples of the data set
 */
export function fieldColumn(values: readonly string[], places: ArrayLike<number>, count: number): FieldColumn {
  const known = values.filter((value) => value !== '');
  if (known.length > 0 && known.every(survivesAsNumber)) {
    const numbers = new Float32Array(count).fill(NaN);
    values.forEach((value, row) => {
      if (value !== '') numbers[places[row]] = Number(value);
    });
    return { kind: 'number', values: numbers };
  }
  const dictionary = [...new Set(known)];
  const codes =
    dictionary.length < NO_LABEL ? new Uint16Array(count).fill(NO_LABEL) : new Uint32Array(count).fill(NO_TEXT);
  const codeOf = new Map(dictionary.map((value, code) => [value, code]));
  values.forEach((value, row) => {
    if (value !== '') codes[places[row]] = codeOf.get(value)!;
  });
  return { kind: 'text', codes, dictionary };
}

/** A sample's value of a field as text; empty where it has none. Numbers round-trip float32. */
export function fieldText(column: FieldColumn, index: number): string {
  if (column.kind === 'text') return column.dictionary[column.codes[index]] ?? '';
  const value = column.values[index];
  return Number.isNaN(value) ? '' : String(Number(value.toPrecision(9)));
}

function survivesAsNumber(text: string): boolean {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) || /^[+-]?0\d/.test(text)) return false;
  const value = Number(text);
  return Number.isFinite(Math.fround(value)) && (!Number.isInteger(value) || Math.abs(value) <= LARGEST_WHOLE);
}
