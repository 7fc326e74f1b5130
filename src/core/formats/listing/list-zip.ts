import { BlobReader, ZipReader } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { printable } from '../../dataset/names.ts';
import type { ReadContext } from '../dataset-reader.ts';
import { importError } from '../import-error.ts';
import { BlobRuns } from './blob-runs.ts';
import { bombError, isBomb } from './bounds.ts';
import { ZippedFile } from './zipped-file.ts';

/**
 * The files of a zip archive (zip64 too), read from its directory; nothing is unpacked.
 * @param name of the archive, for errors
 * @throws UserError 'import' where the directory is damaged, a file is encrypted, or the archive is made to fill a disk
 */
export async function listZip(
  blob: Blob,
  name: string,
  { signal, progress }: Pick<ReadContext, 'signal' | 'progress'>,
): Promise<ZippedFile[]> {
  const files: ZippedFile[] = [];
  const runs = new BlobRuns(blob);
  let unpacked = 0;
  // Names are text here and never lead anywhere, so none is unsafe.
  const reader = new ZipReader(new BlobReader(blob), { filenameValidation: 'tolerant', useWebWorkers: false });
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      signal.throwIfAborted();
      if (entry.directory) continue;
      const {
        filename: path,
        compressionMethod: method,
        uncompressedSize: size,
        compressedSize: packed,
        offset,
        rawFilename: rawPath,
        crc32: crc,
      } = entry;
      if (entry.encrypted) {
        throw importError(`${name}: ${printable(path)} is encrypted. Unzip the archive and drop the folder.`);
      }
      unpacked += size;
      files.push(new ZippedFile(blob, runs, { archive: name, path, size, packed, offset, method, rawPath, crc: crc! }));
      if (files.length % 1000 === 0) progress(`Listing ${name}`, files.length, files.length);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw inWords(error, name);
  }
  if (isBomb(blob.size, unpacked)) throw bombError(name, blob.size, unpacked);
  return files;
}

function inWords(error: unknown, name: string): unknown {
  if (!(error instanceof Error) || error.name === 'UserError') return error;
  const reason = /split/i.test(error.message)
    ? 'it is one part of an archive that was split; put the parts together first'
    : 'its directory is damaged or cut off; zip or download it again';
  return importError(`${name}: the zip archive cannot be read: ${reason}.`);
}
