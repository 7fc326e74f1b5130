/** Chunks that are put together into one blob, which the browser may keep on disk. */
const BLOB_BYTES = 32 * 2 ** 20;

/** Where an export or a project goes. */
export interface Target {
  write(chunk: Uint8Array<ArrayBuffer>): Promise<void>;
  /** @returns the whole, or null where it went into a file */
  finish(): Promise<Blob | null>;
  /** Leaves a file as it was before. */
  discard(): Promise<void>;
}

/** A file of the person's own, or a blob where there is none. @param type MIME type of the blob */
export async function openTarget(handle: FileSystemFileHandle | null, type: string): Promise<Target> {
  if (!handle) return blobTarget(type);
  const stream = await handle.createWritable();
  return {
    write: (chunk) => stream.write(chunk),
    async finish() {
      await stream.close();
      return null;
    },
    // One that has failed is closed already, and what was written to it is gone with it.
    discard: () => stream.abort().catch(() => undefined),
  };
}

function blobTarget(type: string): Target {
  const blobs: Blob[] = [];
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  return {
    write(chunk) {
      // The writers use their buffers again.
      chunks.push(chunk.slice());
      bytes += chunk.length;
      if (bytes < BLOB_BYTES) return Promise.resolve();
      blobs.push(new Blob(chunks));
      [chunks, bytes] = [[], 0];
      return Promise.resolve();
    },
    finish: () => Promise.resolve(new Blob([...blobs, ...chunks], { type })),
    discard: () => Promise.resolve(),
  };
}
