import { BlobReader, ZipReader } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { bytesOf, type ByteSource } from './byte-source.ts';
import { importError } from './import-error.ts';

/** Bytes of a local file header before its name (APPNOTE.TXT 4.3.7). */
const LOCAL_HEADER = 30;
const STORED = 0;
const DEFLATED = 8;

/** Whether bytes begin as a zip archive does. */
export const isZip = (head: Uint8Array): boolean =>
  head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;

/**
 * The arrays of an `.npz` by their keys, each as bytes that can be read without unpacking the others.
 * @param name of the archive, for errors
 * @throws UserError 'import' where its directory is damaged, or a member is encrypted or packed by something else
 */
export async function npzMembers(blob: Blob, name: string): Promise<{ key: string; source: ByteSource }[]> {
  const damaged = (): Error =>
    importError(`${name}: the archive is cut off or damaged: its directory cannot be read. Download it again.`);
  const zip = new ZipReader(new BlobReader(blob), { useWebWorkers: false });
  const entries = await zip.getEntries().catch(() => {
    throw damaged();
  });
  await zip.close();
  const members: { key: string; source: ByteSource }[] = [];
  for (const entry of entries) {
    if (entry.directory || !entry.filename.endsWith('.npy')) continue;
    const { filename, offset, compressedSize, uncompressedSize, compressionMethod, encrypted } = entry;
    const member = `${filename} in ${name}`;
    if (encrypted || (compressionMethod !== STORED && compressionMethod !== DEFLATED)) {
      throw importError(`${member} is encrypted or packed in a way that numpy never does.`);
    }
    const header = await bytesOf(blob.slice(offset, offset + LOCAL_HEADER));
    if (!isZip(header) || header.length < LOCAL_HEADER) throw damaged();
    const view = new DataView(header.buffer);
    const start = offset + LOCAL_HEADER + view.getUint16(26, true) + view.getUint16(28, true);
    if (start + compressedSize > blob.size) throw damaged();
    const source: ByteSource = {
      name: member,
      blob: blob.slice(start, start + compressedSize),
      ...(compressionMethod === DEFLATED && { packing: 'deflate-raw' as CompressionFormat }),
      size: compressionMethod === DEFLATED ? uncompressedSize : compressedSize,
    };
    members.push({ key: filename.slice(0, -'.npy'.length), source });
  }
  return members;
}
