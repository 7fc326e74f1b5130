import type { Bytes } from '../byte-reader.ts';

/** Read at once: many small files of an archive with one request. */
const WINDOW = 1_000_000;
const EMPTY = new Uint8Array(0);

/** Reads a blob from front to back as `ByteReader` reads a stream; what is skipped is never read. */
export class BlobBytes implements Bytes {
  readonly #blob: Blob;
  readonly #signal: AbortSignal;
  #position = 0;
  #window: Uint8Array = EMPTY;
  #windowStart = 0;

  constructor(blob: Blob, signal: AbortSignal) {
    this.#blob = blob;
    this.#signal = signal;
  }

  get position(): number {
    return this.#position;
  }

  async peek(count: number): Promise<Uint8Array> {
    this.#signal.throwIfAborted();
    const wanted = Math.min(count, this.#blob.size - this.#position);
    if (this.#position + wanted > this.#windowStart + this.#window.length) {
      const end = this.#position + Math.max(wanted, WINDOW);
      this.#window = new Uint8Array(await this.#blob.slice(this.#position, end).arrayBuffer());
      this.#windowStart = this.#position;
    }
    const from = this.#position - this.#windowStart;
    return this.#window.subarray(from, from + wanted);
  }

  async readInto(target: Uint8Array): Promise<number> {
    const bytes = await this.peek(target.length);
    target.set(bytes);
    this.#position += bytes.length;
    return bytes.length;
  }

  skip(count: number): Promise<number> {
    const skipped = Math.min(count, this.#blob.size - this.#position);
    this.#position += skipped;
    return Promise.resolve(skipped);
  }
}
