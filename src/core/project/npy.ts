import { joined } from '../exports/archive-file.ts';
import { npyHeader } from '../exports/npy-writer.ts';
import { damaged } from './project-error.ts';

/** Numbers as a project keeps them: little-endian, as in memory. */
export type Numbers =
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>;

/** The types of numbers by the names that npy has for them. */
const TYPES = {
  '|u1': Uint8Array,
  '<u2': Uint16Array,
  '<u4': Uint32Array,
  '<f4': Float32Array,
  '<f8': Float64Array,
} as const;

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0];

/** An array of one row as a file in numpy's format, version 1.0. */
export function writeNpy(numbers: Numbers): Uint8Array<ArrayBuffer> {
  const [descr] = Object.entries(TYPES).find(([, type]) => numbers instanceof type)!;
  return joined([
    npyHeader(descr, [numbers.length]),
    new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength),
  ]);
}

/**
 * Reads what `writeNpy` wrote.
 * @param where its path, for errors
 * @throws UserError 'project' where it is anything else
 */
export function readNpy(bytes: Uint8Array<ArrayBuffer>, where: string): Numbers {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isNpy = bytes.length > MAGIC.length + 2 && MAGIC.every((byte, at) => bytes[at] === byte);
  const start = isNpy ? MAGIC.length + 2 + view.getUint16(MAGIC.length, true) : 0;
  const header = new TextDecoder().decode(bytes.subarray(MAGIC.length + 2, start));
  const parts = /^\{'descr': '([^']+)', 'fortran_order': False, 'shape': \(([\d, ]+)\), \} *\n$/.exec(header);
  const Type = parts && Object.hasOwn(TYPES, parts[1]) ? TYPES[parts[1] as keyof typeof TYPES] : undefined;
  if (!parts || !Type) throw damaged(where, 'is no array as Second Look writes it');
  const sides = parts[2].split(',').filter((side) => side.trim() !== '');
  const count = sides.reduce((product, side) => product * Number(side), 1);
  if (bytes.length - start !== count * Type.BYTES_PER_ELEMENT) throw damaged(where, 'has another length than it says');
  return new Type(bytes.slice(start).buffer);
}
