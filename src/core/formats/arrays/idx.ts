import { formatCount } from '../../format.ts';
import { bytesAt, canHold, refuseBomb, type ByteSource } from '../byte-source.ts';
import { importError } from '../import-error.ts';
import { numbersOf, type NumberType } from '../number-type.ts';

/** Types by the third byte (yann.lecun.com/exdb/mnist, "The IDX file format"); all are big-endian. */
const TYPES: Record<number, Omit<NumberType, 'bigEndian'>> = {
  0x08: { kind: 'u', size: 1 },
  0x09: { kind: 'i', size: 1 },
  0x0b: { kind: 'i', size: 2 },
  0x0c: { kind: 'i', size: 4 },
  0x0d: { kind: 'f', size: 4 },
  0x0e: { kind: 'f', size: 8 },
};

/** An array in the IDX format. */
export interface IdxArray {
  source: ByteSource;
  type: NumberType;
  shape: number[];
  /** First byte of its values. */
  offset: number;
}

/** Most values that are read at once: of labels. */
const MAX_VALUES = 64_000_000;

/** Type and shape by the first bytes. @returns undefined where they are no IDX file's */
export function idxHeader(head: Uint8Array): Omit<IdxArray, 'source'> | undefined {
  const axes = head[3];
  const type = TYPES[head[2]];
  const offset = 4 + 4 * axes;
  if (head[0] !== 0 || head[1] !== 0 || !type || axes < 1 || axes > 4 || head.length < offset) return undefined;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const shape = Array.from({ length: axes }, (_, i) => view.getUint32(4 + 4 * i));
  return { type: { ...type, bigEndian: true }, shape, offset };
}

/** Bytes that an array has by its header. */
export const idxBytes = ({ shape, type, offset }: Omit<IdxArray, 'source'>): number =>
  shape.reduce((product, side) => product * side, type.size) + offset;

/** @throws UserError 'import' where the file cannot hold what its header says */
export function checkIdx(array: IdxArray): IdxArray {
  const { source, shape } = array;
  const needed = idxBytes(array);
  if (!canHold(source, needed)) {
    throw importError(
      `${source.name}: its header says ${shape.map(formatCount).join(' × ')} values, ${formatCount(needed)} bytes, but there are ` +
        `${formatCount(source.size)} at most; the file looks cut off. Download it again.`,
    );
  }
  refuseBomb(source, needed);
  return array;
}

/** All values of a small array: labels. */
export async function idxValues(array: IdxArray, signal: AbortSignal): Promise<ArrayLike<number>> {
  const { source, type, offset, shape } = array;
  const bytes = idxBytes(array) - offset;
  if (bytes > MAX_VALUES)
    throw importError(`${source.name}: ${shape.map(formatCount).join(' × ')} labels are too many.`);
  return numbersOf(await bytesAt(source, offset, bytes, signal), type);
}
