import { formatCount } from '../../format.ts';
import { bytesAt, canHold, unpackedHead, refuseBomb, restOf, type ByteSource } from '../byte-source.ts';
import { startsAs } from '../file-kinds.ts';
import { importError } from '../import-error.ts';
import { isNumeric, numbersOf, numberType, textsOf, typeName, type NumberType } from '../number-type.ts';
import { NdArray } from '../pickle/pickle-values.ts';
import { readPickle } from '../pickle/pickle.ts';

/** Longest header that is read: it names one type and a few numbers. */
const MAX_HEADER = 65_536;
/** Most bytes of labels, names and the like, which are held whole. */
const MAX_VALUES = 256e6;

/** An array in numpy's format (numpy.org/doc/stable/reference/generated/numpy.lib.format.html). Its values are not read yet. */
export interface NpyArray {
  /** Its name: the file's without `.npy`, or the key in an `.npz`. */
  key: string;
  source: ByteSource;
  type: NumberType;
  shape: number[];
  /** Whether its first axis varies fastest. */
  columnMajor: boolean;
  /** First byte of its values. */
  offset: number;
}

/** Bytes of an array's values; where they are Python objects, how many there are. */
export const bytesHeld = ({ shape, type }: Pick<NpyArray, 'shape' | 'type'>): number =>
  shape.reduce((product, side) => product * side, type.size);

/** "float32 of 100 × 32 × 32 × 3" */
export const describe = ({ shape, type }: NpyArray): string =>
  `${typeName(type)} of ${shape.length ? shape.map(formatCount).join(' × ') : 'one value'}`;

/**
 * Reads the header of an array.
 * @throws UserError 'import' where it is damaged, of records, or says more than the file can hold
 */
export async function readNpy(key: string, source: ByteSource, signal: AbortSignal): Promise<NpyArray> {
  const { name } = source;
  const damaged = (what: string): Error => importError(`${name}: ${what}; the file looks damaged. Download it again.`);
  const start = await unpackedHead(source, 12, signal);
  if (!startsAs(start, 'NumPy') || start.length < 12) throw damaged('it does not begin as an array of NumPy');
  const view = new DataView(start.buffer, start.byteOffset, start.length);
  const [length, at] = start[6] === 1 ? [view.getUint16(8, true), 10] : [view.getUint32(8, true), 12];
  if (length > MAX_HEADER) throw damaged(`its header has ${formatCount(length)} bytes`);
  const header = new TextDecoder().decode((await unpackedHead(source, at + length, signal)).subarray(at));
  const code = /'descr'\s*:\s*'([^']{1,16})'/.exec(header)?.[1];
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(header)?.[1];
  const sides = /'shape'\s*:\s*\(([\d,\sL]*)\)/.exec(header)?.[1];
  if (/'descr'\s*:\s*\[/.test(header))
    throw importError(`${name}: it is an array of records; save each column of it as an array of its own.`);
  if (code === undefined || order === undefined || sides === undefined) throw damaged('its header cannot be read');
  const type = numberType(code);
  if (!type) throw importError(`${name}: its values are of the type “${code}”, which is neither number nor text.`);
  const shape = sides
    .split(',')
    .map((side) => side.trim().replace('L', ''))
    .filter(Boolean)
    .map(Number);
  const array = { key, source, type, shape, columnMajor: order === 'True', offset: at + length };
  const needed = array.offset + (type.kind === 'O' ? 0 : bytesHeld(array));
  if (!canHold(source, needed)) {
    throw importError(
      `${name}: its header says ${describe(array)}, ${formatCount(needed)} bytes, but there are ${formatCount(source.size)}; ` +
        'the file looks cut off. Download it again.',
    );
  }
  refuseBomb(source, needed);
  return array;
}

/** All bytes of an array's values. */
export function npyBytes(array: NpyArray, signal: AbortSignal): Promise<Uint8Array> {
  return bytesAt(array.source, array.offset, bytesHeld(array), signal);
}

/**
 * All values of an array that is small, in row-major order: numbers, or texts.
 * @throws UserError 'import' where it is large, or holds Python objects other than texts and numbers
 */
export async function npyValues(array: NpyArray, signal: AbortSignal): Promise<ArrayLike<number> | string[]> {
  const { source, type, shape, columnMajor } = array;
  if (type.kind === 'O') return objectsOf(array, signal);
  if (bytesHeld(array) > MAX_VALUES)
    throw importError(`${source.name}: ${describe(array)} is too large to be read whole.`);
  const bytes = await npyBytes(array, signal);
  const values = isNumeric(type) ? numbersOf(bytes, type) : textsOf(bytes, type);
  if (!columnMajor || shape.length < 2) return values;
  const [rows] = shape;
  const columns = rows ? values.length / rows : 0;
  const turned = (_: unknown, i: number): number => Math.floor(i / columns) + (i % columns) * rows;
  if (Array.isArray(values)) return values.map((value, i) => values[turned(value, i)]);
  return Float64Array.from({ length: values.length }, (_, i) => (values as ArrayLike<number>)[turned(_, i)]);
}

/** An array of objects is a pickle behind the header. */
async function objectsOf({ source, offset, shape }: NpyArray, signal: AbortSignal): Promise<string[]> {
  const pickled = readPickle(await restOf(source, offset, MAX_VALUES, signal), source.name);
  const objects = pickled instanceof NdArray ? pickled.objects : undefined;
  const count = shape.reduce((product, side) => product * side, 1);
  if (objects?.length !== count) throw importError(`${source.name}: its Python objects cannot be read.`);
  return objects.map((value) => {
    if (value === null) return '';
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
    throw importError(`${source.name}: it holds Python objects that are neither numbers nor texts.`);
  });
}
