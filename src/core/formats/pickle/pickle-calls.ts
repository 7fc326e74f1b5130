import { isNumeric, numbersOf, numberType } from '../number-type.ts';
import { LongText, NdArray, NumpyType, PickleGlobal, type Pickled } from './pickle-values.ts';

/** Strings longer than this stay bytes. */
export const LONG = 4096;

/** A character for each byte. TextDecoder's "latin1" is windows-1252, which is not that. */
export const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** Bytes as they stand in what a pickle gives: a string with a character a byte, unless they are many. */
export const stringOrBytes = (bytes: Uint8Array): string | Uint8Array => (bytes.length > LONG ? bytes : latin1(bytes));

type Call = (args: Pickled[], damaged: (what: string) => never) => Pickled;

const reconstruct: Call = ([type], damaged) =>
  type instanceof PickleGlobal && type.name === 'numpy.ndarray'
    ? new NdArray()
    : damaged('an array is no numpy.ndarray');

const dtype: Call = ([code], damaged) =>
  typeof code === 'string' ? new NumpyType(code) : damaged('a numpy type has no name');

/** A number of numpy's: its type and its bytes. */
const scalar: Call = ([type, data], damaged) => {
  const bytes = bytesOf(data);
  const known = type instanceof NumpyType ? numberType(type.code, type.order) : undefined;
  if (!bytes || !known || !isNumeric(known) || bytes.length !== known.size)
    return damaged('a numpy number has no type or bytes');
  return numbersOf(bytes, known)[0];
};

/** How protocol 5 writes an array: bytes, type, shape, order. */
const fromBuffer: Call = ([data, type, shape, order], damaged) => {
  const array = new NdArray();
  fillArray(array, [1, shape, type, order === 'F', data], damaged);
  return array;
};

/** How Python 3 writes bytes in protocols 0 to 2: a text with a character a byte. */
const encode: Call = ([text, encoding], damaged) => {
  if (text instanceof LongText) return text.latin1;
  const plain = encoding === 'latin1' || encoding === 'latin-1';
  if (typeof text !== 'string' || !plain) return damaged('bytes are written in an encoding other than latin1');
  return text;
};

/** The only globals that a batch asks for: a type of numpy's, and calls. None is ever loaded or run. */
export const GLOBALS = new Map<string, Call | null>([
  ['numpy.ndarray', null],
  ['numpy.dtype', dtype],
  ['numpy.core.multiarray._reconstruct', reconstruct],
  ['numpy._core.multiarray._reconstruct', reconstruct],
  ['numpy.core.multiarray.scalar', scalar],
  ['numpy._core.multiarray.scalar', scalar],
  ['numpy.core.numeric._frombuffer', fromBuffer],
  ['numpy._core.numeric._frombuffer', fromBuffer],
  ['_codecs.encode', encode],
  // Empty bytes, in protocols 0 to 2.
  ['__builtin__.bytes', () => ''],
]);

/** Fills a numpy array with its state: version, shape, type, whether it is column-major, bytes. */
export function fillArray(target: NdArray, state: Pickled[], damaged: (what: string) => never): void {
  const [, shape, type, columnMajor, data] = state;
  if (
    !Array.isArray(shape) ||
    !shape.every((side): side is number => typeof side === 'number') ||
    !(type instanceof NumpyType)
  ) {
    return damaged('an array has no shape or type');
  }
  target.shape = shape;
  target.type = type.code;
  target.numbers = numberType(type.code, type.order);
  target.columnMajor = columnMajor === true;
  const bytes = bytesOf(data);
  if (bytes) target.data = bytes;
  else if (Array.isArray(data) && target.numbers?.kind === 'O') target.objects = data;
  else damaged('an array has no bytes');
}

/** A short string was decoded as Latin-1, so that each character is a byte. */
function bytesOf(data: Pickled): Uint8Array | undefined {
  if (data instanceof Uint8Array) return data;
  return typeof data === 'string' ? Uint8Array.from(data, (c) => c.charCodeAt(0)) : undefined;
}
