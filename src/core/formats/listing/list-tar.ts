import type { ReadContext } from '../dataset-reader.ts';
import type { ListedFile } from '../listed-file.ts';
import { readTar } from '../tar.ts';
import { BlobBytes } from './blob-bytes.ts';

/**
 * The files of a tar archive that is not packed; only its headers are read.
 * @param name of the archive, for errors
 * @throws UserError 'import' where a header is damaged or the archive is cut off
 */
export async function listTar(
  blob: Blob,
  name: string,
  { signal, progress }: Pick<ReadContext, 'signal' | 'progress'>,
): Promise<ListedFile[]> {
  const files: ListedFile[] = [];
  const bytes = new BlobBytes(blob, signal);
  for await (const { path, size } of readTar(bytes, name)) {
    const start = bytes.position;
    files.push({ path, size, blob: () => Promise.resolve(blob.slice(start, start + size)) });
    if (files.length % 1000 === 0) progress(`Listing ${name}`, start, blob.size);
  }
  return files;
}
