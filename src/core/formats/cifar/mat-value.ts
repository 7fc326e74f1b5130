import { BYTES, numbersOf, type NumberType } from '../number-type.ts';
import { NdArray, type Pickled } from '../pickle/pickle-values.ts';

/** An element of a MATLAB file. */
export interface MatElement {
  type: number;
  bytes: Uint8Array;
}

/** Classes of arrays. */
const CELL = 1;
const CHAR = 4;
const FIRST_NUMERIC = 6;
const LAST_NUMERIC = 15;
const MATRIX = 14;

/** How numbers are stored, by the type of their element; doubles of whole numbers are stored as integers. */
const STORED: Record<number, [NumberType['kind'], number]> = {
  1: ['i', 1],
  2: ['u', 1],
  3: ['i', 2],
  4: ['u', 2],
  5: ['i', 4],
  6: ['u', 4],
  7: ['f', 4],
  9: ['f', 8],
  12: ['i', 8],
  13: ['u', 8],
  // Texts: UTF-8, UTF-16, UTF-32.
  16: ['u', 1],
  17: ['u', 2],
  18: ['u', 4],
};
const UTF_8 = 16;
/** Cells in cells: names of classes are one deep. */
const MAX_DEPTH = 4;
/** Most cells of a list: there is one a picture. */
const MAX_CELLS = 5_000_000;

/**
 * Reads an array of a MATLAB file: numbers, a text, or a list of them (cells, and the rows of an array of characters).
 * @param damaged throws what the person reads
 * @returns its name, and no value where it is of another class (structures, objects, sparse)
 */
export function matValue(
  bytes: Uint8Array,
  little: boolean,
  damaged: (what: string) => never,
  depth = 0,
): { name: string; value?: Pickled } {
  const elements = elementsOf(bytes, little, damaged);
  const next = (): MatElement => elements.next().value ?? damaged('a variable ends too early');
  const flags = numbers(next(), little)[0] ?? damaged('a variable has no class');
  const kind = flags & 0xff;
  const shape = Array.from(numbers(next(), little));
  const count = shape.reduce((product, side) => product * side, 1);
  if (shape.length < 2 || shape.some((side) => side < 0) || !Number.isSafeInteger(count))
    damaged('a variable has no shape');
  const name = new TextDecoder().decode(next().bytes);
  if (kind === CELL && depth < MAX_DEPTH) {
    if (count > MAX_CELLS || count > bytes.length) damaged('a list has more values than there are');
    const cells: Pickled[] = [];
    for (let i = 0; i < count; i++) cells.push(cellOf(next(), little, damaged, depth));
    return { name, value: cells };
  }
  if (kind === CHAR) return { name, value: textOf(next(), shape, little) };
  if (kind < FIRST_NUMERIC || kind > LAST_NUMERIC) return { name };
  const element = next();
  const stored = STORED[element.type];
  if (!stored) damaged('numbers are of no known type');
  const array = new NdArray();
  array.shape = shape;
  array.numbers = { ...BYTES, kind: stored[0], size: stored[1], bigEndian: !little };
  array.type = `${stored[0]}${stored[1]}`;
  array.columnMajor = true;
  array.data = element.bytes;
  return { name, value: array };
}

function cellOf(element: MatElement, little: boolean, damaged: (what: string) => never, depth: number): Pickled {
  if (element.type !== MATRIX || element.bytes.length === 0) return '';
  const { value } = matValue(element.bytes, little, damaged, depth + 1);
  if (value instanceof NdArray && value.numbers) return numbersOf(value.data, value.numbers)[0] ?? null;
  return Array.isArray(value) && value.length === 1 ? value[0] : (value ?? null);
}

/** One text, or one a row. Characters lie column by column; spaces that fill rows up are left out. */
function textOf(element: MatElement, [rows, columns]: number[], little: boolean): string | string[] {
  if (element.type === UTF_8 && rows <= 1) return new TextDecoder().decode(element.bytes).trimEnd();
  const codes = numbers(element, little);
  if (rows * columns > codes.length || rows === 0) return '';
  const texts = Array.from({ length: rows }, (_, row) => {
    let text = '';
    for (let column = 0; column < columns; column++) {
      const code = codes[row + column * rows];
      text += code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
    }
    return text.trimEnd();
  });
  return rows === 1 ? texts[0] : texts;
}

function numbers({ type, bytes }: MatElement, little: boolean): ArrayLike<number> {
  const stored = STORED[type] ?? ['u', 1];
  return numbersOf(bytes, { kind: stored[0], size: stored[1], bigEndian: !little });
}

/** The elements that an element is made of, each padded to 8 bytes; small ones have type, size and value in 8. */
function* elementsOf(bytes: Uint8Array, little: boolean, damaged: (what: string) => never): Generator<MatElement> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at + 8 <= bytes.length;) {
    const first = view.getUint32(at, little);
    const small = first >>> 16;
    const size = small || view.getUint32(at + 4, little);
    const start = at + (small ? 4 : 8);
    if (start + size > bytes.length || small > 4) damaged('a value is cut off');
    yield { type: first & 0xffff, bytes: bytes.subarray(start, start + size) };
    at = small ? at + 8 : start + Math.ceil(size / 8) * 8;
  }
}
