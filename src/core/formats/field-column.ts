import type { FieldColumn } from '../dataset/types.ts';

/** Most values that 16 bits number, beside the one for "none". */
const SHORT = 0xfffe;

/** Whether a text is a number that a field of 32 bits keeps: no `00004`, no 123456789 (it would become 123456792). */
function isNumber(cell: string): boolean {
  if (/^-?\d+$/.test(cell)) return String(Math.fround(Number(cell))) === cell;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell) && Number.isFinite(Math.fround(Number(cell)));
}

/**
 * A field out of one text a sample, empty = no value: numbers where each is one and stays what it is, else text.
 */
export function fieldColumn(cells: readonly string[]): FieldColumn {
  const filled = cells.some((cell) => cell !== '');
  if (filled && cells.every((cell) => cell === '' || isNumber(cell))) {
    return { kind: 'number', values: Float32Array.from(cells, (cell) => (cell === '' ? NaN : Number(cell))) };
  }
  const known = new Map<string, number>();
  const wide = Uint32Array.from(cells, (cell) => {
    if (cell === '') return 0xffffffff;
    const code = known.get(cell) ?? known.size;
    known.set(cell, code);
    return code;
  });
  return { kind: 'text', codes: known.size > SHORT ? wide : Uint16Array.from(wide), dictionary: [...known.keys()] };
}
