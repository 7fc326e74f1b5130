import { PICTURE } from '../../src/core/formats/cifar/batch.ts';

/**
 * About how many pictures a file holds. A gzip file says in its last four bytes how long it is unzipped (RFC 1952, modulo
 * 2³²); for another its size decides.
 */
export async function estimateImages(file: Blob): Promise<number> {
  return Math.floor(((await unzippedSize(file)) ?? file.size) / (PICTURE + 1));
}

async function unzippedSize(file: Blob): Promise<number | undefined> {
  const [head, tail] = await Promise.all([file.slice(0, 2).arrayBuffer(), file.slice(-4).arrayBuffer()]);
  if (head.byteLength < 2 || tail.byteLength < 4 || new DataView(head).getUint16(0) !== 0x1f8b) return undefined;
  const size = new DataView(tail).getUint32(0, true);
  // Modulo 2³², or no trailer at all in a file that was cut off: then it says nothing.
  return size >= file.size && size < 4 * file.size ? size : undefined;
}
