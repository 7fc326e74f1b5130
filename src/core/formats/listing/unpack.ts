import type { ReadContext } from '../dataset-reader.ts';
import { unpackedHead } from '../byte-source.ts';
import { decompressor, type Packing } from '../decompressor.ts';
import { importError } from '../import-error.ts';
import { isTarHeader } from '../tar.ts';
import { bombError, collected, counting, isBomb } from './bounds.ts';

/** Whether a tar archive comes out of a packed file; only its beginning is unpacked. */
export async function holdsTar(blob: Blob, packing: Packing): Promise<boolean> {
  try {
    const source = { name: '', blob, packing, size: Infinity };
    return isTarHeader(await unpackedHead(source, 512, new AbortController().signal));
  } catch {
    return false;
  }
}

/**
 * Unpacks a whole file, into a blob that the browser may put on disk.
 * @param name of it, for errors
 * @throws UserError 'import' where it is damaged, is made to fill a disk, or this browser does not know the packing; what the signal says
 */
export async function unpack(
  blob: Blob,
  packing: Packing,
  name: string,
  { signal, progress }: Pick<ReadContext, 'signal' | 'progress'>,
): Promise<Blob> {
  let stream: ReturnType<typeof decompressor>;
  try {
    stream = decompressor(packing);
  } catch {
    throw importError(
      `${name} is packed with ${packing === 'zstd' ? 'Zstandard' : packing}, which this browser cannot unpack. Pack it as .tar.gz or .zip, or unpack it and drop the folder.`,
    );
  }
  let packed = 0;
  const read = counting((bytes) => {
    packed = bytes;
    progress(`Unpacking ${name}`, bytes, blob.size);
  });
  const bounded = (bytes: number): void => {
    if (isBomb(packed, bytes)) throw bombError(name, packed, bytes);
  };
  try {
    return await collected(blob.stream().pipeThrough(read).pipeThrough(stream), bounded, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Error && error.name === 'UserError') throw error;
    throw importError(`${name}: the compressed data is cut off or damaged. Download it again.`);
  }
}
