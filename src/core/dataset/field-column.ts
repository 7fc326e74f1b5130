import { NO_LABEL, type FieldColumn, type TextColumn } from './types.ts';

/** Code of a text field of 32 bits for a sample that has no value. */
const NO_TEXT = 0xffffffff;

/** Whole numbers beyond this lose digits in a numeric field. */
const LARGEST_WHOLE = 2 ** 24;

/**
 * A field from values as text: a numeric one where each value survives as a number, else a text one, so that an id such as `00004` or
 * `123456789` stays what it is.
 * @param values one a row; empty = no value
 * @param places sample of each row, each once; absent = the rows are the samples
 * @param count samples of the data set
 */
export function fieldColumn(values: readonly string[], places?: ArrayLike<number>, count = values.length): FieldColumn {
  const placeOf = (row: number): number => places?.[row] ?? row;
  const known = values.filter((value) => value !== '');
  if (known.length > 0 && known.every(survivesAsNumber)) {
    const numbers = new Float32Array(count).fill(NaN);
    values.forEach((value, row) => {
      if (value !== '') numbers[placeOf(row)] = Number(value);
    });
    return { kind: 'number', values: numbers };
  }
  const inPlace = places ? new Array<string>(count).fill('') : values;
  if (places) values.forEach((value, row) => ((inPlace as string[])[placeOf(row)] = value));
  // The dictionary keeps the order of the rows.
  return textColumn(inPlace, [...new Set(known)]);
}

/**
 * A text field out of one value a sample, none where it is undefined or empty.
 * @param known values that stand in the dictionary first, in this order
 */
export function textColumn(values: readonly (string | undefined)[], known: readonly string[] = []): TextColumn {
  const codes = new Uint32Array(values.length).fill(NO_TEXT);
  const codeOf = new Map(known.map((value, code) => [value, code]));
  values.forEach((value, index) => {
    if (value === undefined || value === '') return;
    const code = codeOf.get(value) ?? codeOf.size;
    codeOf.set(value, code);
    codes[index] = code;
  });
  return textField(codes, [...codeOf.keys()]);
}

/** A text field out of its parts, in 16 bits where they hold it. @param codes 2³² − 1 = no value */
export function textField(codes: Uint32Array, dictionary: string[]): TextColumn {
  // The code for "no value" is all bits set in 16 bits as in 32.
  return { kind: 'text', codes: dictionary.length < NO_LABEL ? Uint16Array.from(codes) : codes, dictionary };
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
