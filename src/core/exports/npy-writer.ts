import { joined, utf8 } from './archive-file.ts';

/** Where the values of an array begin is a multiple of this (numpy.org/doc/stable/reference/generated/numpy.lib.format.html). */
const ALIGNED = 64;
/** Length of the part before the header's text. */
const PREFIX = 10;

/** What stands in a `.npy` before the values, row-major. @param type as numpy writes it: "|u1", "<i8", "<U12" */
export function npyHeader(type: string, shape: readonly number[]): Uint8Array {
  const sides = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const dictionary = `{'descr': '${type}', 'fortran_order': False, 'shape': (${sides}), }`;
  const length = Math.ceil((PREFIX + dictionary.length + 1) / ALIGNED) * ALIGNED - PREFIX;
  const prefix = Uint8Array.of(0x93, ...utf8('NUMPY'), 1, 0, length & 255, length >> 8);
  return joined([prefix, utf8(`${dictionary.padEnd(length - 1)}\n`)]);
}

/** Whole numbers as a `.npy` of int64, or true and false as one of bool. */
export function npyNumbers(values: ArrayLike<number>, type: '<i8' | '|b1'): Uint8Array {
  const header = npyHeader(type, [values.length]);
  if (type === '|b1') return joined([header, Uint8Array.from(values)]);
  const numbers = BigInt64Array.from({ length: values.length }, (_, i) => BigInt(values[i]));
  return joined([header, new Uint8Array(numbers.buffer)]);
}

/** Texts as a `.npy` of the longest one's length, in code points of 4 bytes. */
export function npyTexts(texts: readonly string[]): Uint8Array {
  const points = texts.map((text) => Array.from(text, (character) => character.codePointAt(0)!));
  const longest = points.reduce((most, { length }) => Math.max(most, length), 1);
  const values = new Uint32Array(texts.length * longest);
  points.forEach((row, i) => values.set(row, i * longest));
  return joined([npyHeader(`<U${longest}`, [texts.length]), new Uint8Array(values.buffer)]);
}
