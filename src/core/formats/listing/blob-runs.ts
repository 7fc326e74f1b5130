import { bytesOf } from '../byte-source.ts';

/** Bytes that are read at once where one piece follows the other. */
const RUN = 2 ** 22;
/** Pieces no further apart follow one another. */
const NEAR = 2 ** 16;

/**
 * Reads pieces of a blob. Asking the browser for one takes longer than its bytes do where they are few, so where pieces follow one another, as
 * the files of an archive do in their order, some megabytes are read in one go and the pieces are views of them.
 */
export class BlobRuns {
  readonly #blob: Blob;
  #run = { from: 0, to: 0, bytes: Promise.resolve<Uint8Array>(new Uint8Array(0)) };

  constructor(blob: Blob) {
    this.#blob = blob;
  }

  /** The bytes `from … to`, fewer at the end of the blob. @throws DOMException where it cannot be read */
  async read(from: number, to: number): Promise<Uint8Array> {
    if (from < this.#run.from || to > this.#run.to) {
      const follows = from >= this.#run.from && from <= this.#run.to + NEAR;
      const end = follows ? Math.max(to, from + RUN) : to;
      this.#run = { from, to: end, bytes: bytesOf(this.#blob.slice(from, end)) };
    }
    const run = this.#run;
    return (await run.bytes).subarray(from - run.from, to - run.from);
  }
}
