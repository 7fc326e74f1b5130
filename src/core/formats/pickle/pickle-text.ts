import { LONG } from './pickle-calls.ts';
import { LongText } from './pickle-values.ts';

const BACKSLASH = 0x5c;

/** What stands behind the backslash in Python's strings. */
const ESCAPES: Record<string, number> = { n: 10, r: 13, t: 9, '\\': 92, "'": 39, '"': 34, a: 7, b: 8, f: 12, v: 11 };

/**
 * The bytes of a string as Python 2's `repr` writes it, in quotes, with escapes: how protocol 0 has them.
 * @returns undefined where there are no quotes
 */
export function unescapeString(line: Uint8Array): Uint8Array | undefined {
  const quote = line[0];
  const last = line.length - 1;
  if (last < 1 || (quote !== 0x27 && quote !== 0x22) || line[last] !== quote) return undefined;
  return unescape(line.subarray(1, last), (kind, digits) => {
    if (kind === 'x') return { value: parseInt(digits(2), 16), length: 2 };
    return { value: ESCAPES[kind] ?? NaN, length: 0 };
  });
}

/**
 * A text as Python's raw-unicode-escape writes it: how protocol 0 has them.
 * @returns undefined for one that is longer than 4,096 bytes and is no Latin-1: no batch has such
 */
export function unescapeText(line: Uint8Array): string | LongText | undefined {
  if (line.length > LONG) {
    let foreign = false;
    const bytes = unescape(line, (kind, digits) => {
      const length = kind === 'u' ? 4 : kind === 'U' ? 8 : 0;
      const value = length ? parseInt(digits(length), 16) : NaN;
      if (value > 255) foreign = true;
      return { value, length };
    });
    return foreign ? undefined : new LongText(bytes);
  }
  const raw = String.fromCharCode(...line);
  return raw.replace(/\\u([\da-f]{4})|\\U([\da-f]{8})/gi, (whole, four?: string, eight?: string) => {
    const point = parseInt(four ?? eight ?? '', 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

/** @param escaped value of an escape and how many digits it has; NaN for none, whose backslash then stands for itself */
function unescape(
  line: Uint8Array,
  escaped: (kind: string, digits: (count: number) => string) => { value: number; length: number },
): Uint8Array {
  const bytes = new Uint8Array(line.length);
  let to = 0;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === BACKSLASH && at + 1 < line.length) {
      const digits = (count: number): string => String.fromCharCode(...line.subarray(at + 2, at + 2 + count));
      const { value, length } = escaped(String.fromCharCode(line[at + 1]), digits);
      if (!Number.isNaN(value)) {
        bytes[to++] = value;
        at += 1 + length;
        continue;
      }
    }
    bytes[to++] = line[at];
  }
  return bytes.subarray(0, to);
}

/** UTF-8 of characters up to 255, as one byte each. @returns undefined where there are others */
export function utf8ToLatin1(utf8: Uint8Array): Uint8Array | undefined {
  const bytes = new Uint8Array(utf8.length);
  let to = 0;
  for (let at = 0; at < utf8.length; at++) {
    const byte = utf8[at];
    if (byte < 0x80) bytes[to++] = byte;
    else if ((byte & 0xfc) === 0xc0 && at + 1 < utf8.length) bytes[to++] = ((byte & 3) << 6) | (utf8[++at] & 63);
    else return undefined;
  }
  return bytes.subarray(0, to);
}
