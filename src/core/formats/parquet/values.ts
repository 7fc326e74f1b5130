import type { DecodedArray, Encoding, SchemaElement } from 'hyparquet';
import { deltaBinaryUnpack } from 'hyparquet/src/delta.js';
import { byteStreamSplit } from 'hyparquet/src/encoding.js';
import { readPlain } from 'hyparquet/src/plain.js';
import { bitWidth, readHybrid, type Cursor } from './levels.ts';

/** Bytes that the values of one page may come to where each repeats the start of the one before. */
const REPEATED_LIMIT = 2 ** 28;

/**
 * Reads the values of a page, as they are stored: numbers, big integers, booleans or bytes.
 * @param count how many there are, without those that are null
 * @param dictionary of the column chunk, where there is one
 * @throws Error or RangeError where the bytes are damaged or the encoding is unknown
 */
export function readValues(
  cursor: Cursor,
  encoding: Encoding,
  element: SchemaElement,
  count: number,
  dictionary: DecodedArray | undefined,
): DecodedArray {
  const { type, type_length: length } = element;
  if (!type) throw new Error('a column without a type');
  switch (encoding) {
    case 'PLAIN':
      return readPlain(cursor, type, count, length);
    case 'PLAIN_DICTIONARY':
    case 'RLE_DICTIONARY':
      return lookUp(cursor, count, dictionary);
    case 'RLE':
      return readFlags(cursor, count);
    case 'BYTE_STREAM_SPLIT':
      if (count * (length ?? 1) > cursor.view.byteLength - cursor.offset) throw new RangeError('too few bytes');
      return byteStreamSplit(cursor, count, type, length);
    case 'DELTA_BINARY_PACKED':
      return unpackDeltas(cursor, type === 'INT32' ? new Int32Array(count) : new BigInt64Array(count));
    case 'DELTA_LENGTH_BYTE_ARRAY':
      return cut(cursor, unpackDeltas(cursor, new Int32Array(count)));
    case 'DELTA_BYTE_ARRAY':
      return readPrefixed(cursor, count);
    default:
      throw new Error(`the encoding ${String(encoding)} is not known`);
  }
}

function lookUp(cursor: Cursor, count: number, dictionary: DecodedArray | undefined): unknown[] {
  if (count === 0) return [];
  if (!dictionary) throw new Error('a page refers to a dictionary that is not there');
  const indices = new Uint32Array(count);
  const width = cursor.view.getUint8(cursor.offset++);
  if (width > 32) throw new Error(`indices of ${width} bits`);
  readHybrid(cursor, width, indices);
  return Array.from(indices, (index) => {
    if (index >= dictionary.length) throw new Error(`index ${index} in a dictionary of ${dictionary.length}`);
    return dictionary[index] as unknown;
  });
}

function readFlags(cursor: Cursor, count: number): boolean[] {
  const flags = new Uint32Array(count);
  cursor.offset += 4; // The length, which the runs tell too.
  readHybrid(cursor, bitWidth(1), flags);
  return Array.from(flags, Boolean);
}

/** hyparquet's reader trusts the sizes of blocks, with which a damaged page could keep it busy for good. */
function unpackDeltas<T extends Int32Array | BigInt64Array>(cursor: Cursor, output: T): T {
  if (output.length === 0) return output;
  const { view, offset } = cursor;
  const { value: block, next } = smallNumber(view, offset);
  const { value: parts } = smallNumber(view, next);
  if (parts === 0 || block % parts !== 0 || block > 2 ** 20) throw new Error(`${parts} parts in a block of ${block}`);
  deltaBinaryUnpack(cursor, output.length, output);
  return output;
}

function smallNumber(view: DataView, offset: number): { value: number; next: number } {
  let value = 0;
  for (let shift = 0; shift < 28; shift += 7) {
    const byte = view.getUint8(offset++);
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return { value, next: offset };
  }
  throw new Error('a block of more than 2²⁸ numbers');
}

function cut(cursor: Cursor, lengths: Int32Array): Uint8Array[] {
  const { buffer, byteOffset, byteLength } = cursor.view;
  return Array.from(lengths, (length) => {
    if (length < 0 || cursor.offset + length > byteLength) throw new RangeError(`a value of ${length} bytes`);
    const bytes = new Uint8Array(buffer, byteOffset + cursor.offset, length);
    cursor.offset += length;
    return bytes;
  });
}

/** Values that each repeat the start of the one before. */
function readPrefixed(cursor: Cursor, count: number): Uint8Array[] {
  const prefixes = unpackDeltas(cursor, new Int32Array(count));
  const suffixes = cut(cursor, unpackDeltas(cursor, new Int32Array(count)));
  let before: Uint8Array = new Uint8Array(0);
  let sum = 0;
  return suffixes.map((suffix, i) => {
    const prefix = prefixes[i];
    sum += prefix;
    if (prefix < 0 || prefix > before.length || sum > REPEATED_LIMIT)
      throw new RangeError(`a start of ${prefix} bytes`);
    if (prefix > 0) {
      const whole = new Uint8Array(prefix + suffix.length);
      whole.set(before.subarray(0, prefix));
      whole.set(suffix, prefix);
      before = whole;
    } else before = suffix;
    return before;
  });
}
