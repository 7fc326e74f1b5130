import { NO_LABEL, type TextColumn } from '../dataset/types.ts';

const NONE_32 = 0xffffffff;

/**
 * A text column out of one value a row, none where it is undefined or empty.
 * @param known values that stand in the dictionary first, in this order
 */
export function textColumn(values: readonly (string | undefined)[], known: readonly string[] = []): TextColumn {
  const codes = new Uint32Array(values.length).fill(NONE_32);
  const places = new Map(known.map((value, code) => [value, code]));
  values.forEach((value, row) => {
    if (value === undefined || value === '') return;
    const code = places.get(value) ?? places.size;
    places.set(value, code);
    codes[row] = code;
  });
  const dictionary = [...places.keys()];
  if (dictionary.length > NO_LABEL) return { kind: 'text', codes, dictionary };
  return { kind: 'text', codes: Uint16Array.from(codes, (code) => (code === NONE_32 ? NO_LABEL : code)), dictionary };
}
