/** Bytes of chunks that are put together into one blob, which the browser may keep on disk. */
const BLOB_BYTES = 32 * 2 ** 20;

/** Collects chunks into a blob, so that few of them are in memory at once. */
export class BlobParts {
  private readonly blobs: Blob[] = [];
  private chunks: Uint8Array<ArrayBuffer>[] = [];
  private bytes = 0;

  /** @param chunk is kept, and not to be changed afterwards */
  add(chunk: Uint8Array<ArrayBuffer>): void {
    this.chunks.push(chunk);
    this.bytes += chunk.length;
    if (this.bytes < BLOB_BYTES) return;
    this.blobs.push(new Blob(this.chunks));
    [this.chunks, this.bytes] = [[], 0];
  }

  /** All that was added, in that order. */
  get all(): Blob[] {
    return [...this.blobs, new Blob(this.chunks)];
  }
}
