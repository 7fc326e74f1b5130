/** What bytes are packed with, as `DecompressionStream` calls it; not every browser knows Zstandard. */
export type Packing = 'gzip' | 'deflate' | 'deflate-raw' | 'zstd';

/** A stream that unpacks what is written to it. @throws TypeError where the browser does not know the packing */
export const decompressor = (packing: Packing): ReadableWritablePair<Uint8Array, Uint8Array> =>
  new DecompressionStream(packing as CompressionFormat) as unknown as ReadableWritablePair<Uint8Array, Uint8Array>;
