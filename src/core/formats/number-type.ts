/** A type of numpy's, as its code names it: "<f4", "|u1", ">U12". */
export interface NumberType {
  /** Unsigned, signed, float, truth value, text of UTF-32, text of bytes, Python objects (a pickle). */
  kind: 'u' | 'i' | 'f' | 'b' | 'U' | 'S' | 'O';
  /** Bytes of one item. */
  size: number;
  bigEndian: boolean;
}

/** Bytes of an item that each kind can have. */
const SIZES: Partial<Record<NumberType['kind'], number[]>> = { u: [1, 2, 4, 8], i: [1, 2, 4, 8], f: [2, 4, 8], b: [1] };

/** Longest text of an array of texts, in bytes. */
const MAX_TEXT = 65_536;

/** Bytes, one each. */
export const BYTES: NumberType = { kind: 'u', size: 1, bigEndian: false };

/**
 * @param code numpy's, with or without its byte order
 * @param order of the bytes where the code does not say: '<', '>' …
 * @returns undefined for a type that is none of numbers and texts: complex, dates, records; for texts without a letter, too
 */
export function numberType(code: string, order = '<'): NumberType | undefined {
  const parts = /^([<>=|]?)([uifbaUSO?])(\d{0,6})$/.exec(code);
  if (!parts) return undefined;
  const bigEndian = (parts[1] || order) === '>';
  if (parts[2] === '?') return { kind: 'b', size: 1, bigEndian };
  const kind = (parts[2] === 'a' ? 'S' : parts[2]) as NumberType['kind'];
  if (kind === 'O') return { kind, size: 1, bigEndian };
  const size = Number(parts[3]) * (kind === 'U' ? 4 : 1);
  const fits = SIZES[kind]?.includes(size) ?? (size > 0 && size <= MAX_TEXT);
  return fits ? { kind, size, bigEndian } : undefined;
}

/** Whether it is a type of numbers, truth values included. */
export const isNumeric = ({ kind }: NumberType): boolean => 'uifb'.includes(kind);

/** How people and numpy call it: "uint8", "float32", "text". */
export function typeName({ kind, size }: NumberType): string {
  const names = { u: 'uint', i: 'int', f: 'float', b: 'bool', U: 'text', S: 'text', O: 'object' };
  return 'uif'.includes(kind) ? `${names[kind]}${8 * size}` : names[kind];
}

/** The numbers that bytes stand for; 64 bits lose what a double does not hold. Bytes behind the last whole item are left out. */
export function numbersOf(bytes: Uint8Array, type: NumberType): ArrayLike<number> {
  const { kind, size, bigEndian } = type;
  if (size === 1) return kind === 'i' ? new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length) : bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const read = reading(view, kind, size, !bigEndian);
  const numbers = new Float64Array(Math.floor(bytes.length / size));
  for (let i = 0; i < numbers.length; i++) numbers[i] = read(i * size);
  return numbers;
}

function reading(view: DataView, kind: NumberType['kind'], size: number, little: boolean): (at: number) => number {
  if (kind === 'f') {
    if (size === 2) return (at) => halfOf(view.getUint16(at, little));
    return size === 4 ? (at) => view.getFloat32(at, little) : (at) => view.getFloat64(at, little);
  }
  const signed = kind === 'i';
  if (size === 2) return signed ? (at) => view.getInt16(at, little) : (at) => view.getUint16(at, little);
  if (size === 4) return signed ? (at) => view.getInt32(at, little) : (at) => view.getUint32(at, little);
  return signed ? (at) => Number(view.getBigInt64(at, little)) : (at) => Number(view.getBigUint64(at, little));
}

/** A number of 16 bits (IEEE 754 binary16). */
function halfOf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (exponent ? 2 ** (exponent - 15) * (1 + fraction / 1024) : 2 ** -14 * (fraction / 1024));
}

/** The texts that bytes stand for, without the zeros behind each. */
export function textsOf(bytes: Uint8Array, type: NumberType): string[] {
  const { kind, size, bigEndian } = type;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const decoder = new TextDecoder();
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, i) => {
    const at = i * size;
    if (kind === 'S') {
      let end = at + size;
      while (end > at && bytes[end - 1] === 0) end--;
      return decoder.decode(bytes.subarray(at, end));
    }
    let text = '';
    for (let c = at; c < at + size; c += 4) {
      const point = view.getUint32(c, !bigEndian);
      if (point === 0) break;
      text += point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
    }
    return text;
  });
}
