import { memoEach } from '../memo.ts';
import { isNoValue } from './cells.ts';
import type { NumberRows, OutsideColumn } from './outside-table.ts';

const LIST = /^[[(]\s*[-+.\d]/;

/** Whether a cell is a list of numbers, as JSON, pandas and NumPy write it. */
export const isNumberList = (cell: string): boolean => LIST.test(cell);

/** The numbers of a column of lists: those that came as an array, else as its cells say; null where it is none, or a row has more than another. */
export function numberRowsOf({ numbers, cells }: OutsideColumn): NumberRows | null {
  return numbers ?? parsed(cells);
}

/** The numbers of a column of one number a row; NaN where there is none. */
export const numbersOf = memoEach((cells: readonly string[]): Float32Array =>
  Float32Array.from(cells, (cell) => (isNoValue(cell) ? NaN : asNumber(cell))),
);

/** A cell as a number, infinity as Python and R write it included; NaN where it is none. */
export function asNumber(cell: string): number {
  const infinity = /^([+-]?)inf(inity)?$/i.exec(cell);
  return infinity ? (infinity[1] === '-' ? -Infinity : Infinity) : Number(cell);
}

const parsed = memoEach((cells: readonly string[]): NumberRows | null => {
  const first = cells.find((cell) => cell !== '');
  if (first === undefined || !isNumberList(first)) return null;
  const width = listOf(first).length;
  if (width < 2) return null;
  const values = new Float32Array(cells.length * width).fill(NaN);
  for (const [row, cell] of cells.entries()) {
    if (cell === '') continue;
    const list = isNumberList(cell) ? listOf(cell) : [];
    if (list.length !== width) return null;
    values.set(list, row * width);
  }
  return { width, values };
});

/** "[0.1, 2]", "(0.1, 2)" and, as NumPy prints it, "[0.1 2. ]". */
const listOf = (cell: string): number[] =>
  cell
    .replace(/^[[(]\s*|\s*[\])]\s*$/g, '')
    .split(/\s*,\s*|\s+/)
    .map((number) => (isNoValue(number) ? NaN : asNumber(number)));
