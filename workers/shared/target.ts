import { BlobParts } from '../../src/core/blob-parts.ts';

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
  const parts = new BlobParts();
  return {
    write(chunk) {
      // The writers use their buffers again.
      parts.add(chunk.slice());
      return Promise.resolve();
    },
    finish: () => Promise.resolve(new Blob(parts.all, { type })),
    discard: () => Promise.resolve(),
  };
}
