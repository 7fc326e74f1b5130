import { formatCount } from '../../format.ts';
import { bytesOf, openAt, readExactly, type ByteSource } from '../byte-source.ts';
import { latin1 } from '../first-bytes.ts';
import { importError } from '../import-error.ts';
import { matValue, type MatElement } from './mat-value.ts';
import type { Pickled } from '../pickle/pickle-values.ts';

const HEADER = 128;
/** Types of elements (MathWorks, "MAT-File Format", chapter 1, level 5). */
const MATRIX = 14;
const COMPRESSED = 15;
/** CIFAR-100's train data has 154 MB. */
const MAX_ELEMENT = 768e6;
/** More variables than a batch ever has. */
const MAX_VARIABLES = 1000;

/**
 * The variables of a MATLAB file of level 5 (versions 5 to 7): arrays of numbers, texts and cells of texts; others are left out.
 * @throws UserError 'import' where it is damaged, or of version 7.3, which is another format
 */
export async function readMat(blob: Blob, file: string, signal: AbortSignal): Promise<Map<Pickled, Pickled>> {
  const head = await bytesOf(blob.slice(0, HEADER));
  if (latin1(head, 0, 10) === 'MATLAB 7.3') {
    throw importError(`${file} is a MATLAB file of version 7.3 (HDF5). Save it again: save('${file}', '-v7').`);
  }
  const damaged = (what: string): never => {
    throw importError(`${file}: the MATLAB file is damaged: ${what}. Download it again.`);
  };
  if (head.length < HEADER) damaged('it ends in its header');
  const little = head[126] === 0x49;
  const variables = new Map<Pickled, Pickled>();
  let at = HEADER;
  for (let count = 0; at + 8 <= blob.size; count++) {
    signal.throwIfAborted();
    if (count > MAX_VARIABLES) damaged('it has very many variables');
    const { type, size } = tagOf(await bytesOf(blob.slice(at, at + 8)), little);
    if (size > MAX_ELEMENT || at + 8 + size > blob.size)
      damaged(`it is cut off in the variable at byte ${formatCount(at)}`);
    const piece = blob.slice(at + 8, at + 8 + size);
    const element =
      type === COMPRESSED
        ? await inflated({ name: file, blob: piece, packing: 'deflate', size: MAX_ELEMENT }, little, damaged, signal)
        : { type, bytes: await bytesOf(piece) };
    if (element.type === MATRIX) {
      const variable = matValue(element.bytes, little, damaged);
      if (variable.value !== undefined) variables.set(variable.name, variable.value);
    }
    // Compressed elements are not padded.
    at += 8 + (type === COMPRESSED ? size : Math.ceil(size / 8) * 8);
  }
  return variables;
}

function tagOf(bytes: Uint8Array, little: boolean): { type: number; size: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return { type: view.getUint32(0, little), size: view.getUint32(4, little) };
}

async function inflated(
  source: ByteSource,
  little: boolean,
  damaged: (what: string) => never,
  signal: AbortSignal,
): Promise<MatElement> {
  const reader = await openAt(source, 0, signal);
  try {
    const { type, size } = tagOf(await readExactly(reader, new Uint8Array(8), source.name), little);
    // Deflate makes nothing smaller than 1 : 1,032.
    if (size > MAX_ELEMENT || size > source.blob.size * 1032) damaged('a variable is larger than it can be');
    return { type, bytes: await readExactly(reader, new Uint8Array(size), source.name) };
  } finally {
    reader.cancel();
  }
}
