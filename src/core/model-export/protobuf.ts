import { utf8 } from '../exports/archive-file.ts';

/** Bytes in parts: weights are copied once, into the file, and not into each message around them. */
export type Parts = readonly Uint8Array[];

const lengthOf = (parts: Parts): number => parts.reduce((sum, { length }) => sum + length, 0);

/** Wire types of protobuf.dev/programming-guides/encoding: a number of seven bits a byte, and what has a length before it. */
const VARINT = 0;
const LENGTH = 2;

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}

/** A field that holds a whole number, 0 … 2⁵³. */
export const numberField = (field: number, value: number): Parts => [
  Uint8Array.of(...varint(field * 8 + VARINT), ...varint(value)),
];

/** A field that holds bytes: a message's fields, one behind the other. */
export const field = (field: number, ...contents: Parts[]): Parts => {
  const parts = contents.flat();
  return [Uint8Array.of(...varint(field * 8 + LENGTH), ...varint(lengthOf(parts))), ...parts];
};

/** A field that holds a text. */
export const textField = (at: number, text: string): Parts => field(at, [utf8(text)]);
