import { formatCount } from '../format.ts';
import type { UserError } from '../errors.ts';
import type { Bytes } from './byte-reader.ts';
import { importError } from './import-error.ts';

/** One file, in an archive or dropped by itself, read from front to back. */
export class Entry {
  /** The path in the archive, or the file's name. */
  readonly path: string;
  /** Bytes that it has according to the archive or the disk. */
  readonly size: number;
  readonly #reader: Bytes;
  #left: number;

  constructor(path: string, size: number, reader: Bytes) {
    this.path = path;
    this.size = size;
    this.#reader = reader;
    this.#left = size;
  }

  /** The path's last part: "data_batch_1.bin". */
  get name(): string {
    return this.path.slice(this.path.lastIndexOf('/') + 1);
  }

  /** @returns a view of the next bytes, fewer at the end of the entry */
  peek(count: number): Promise<Uint8Array> {
    return this.#reader.peek(Math.min(count, this.#left));
  }

  /** Fills the whole of `target`, which must not be longer than what is left. @throws UserError 'import' where it ends early */
  async readInto(target: Uint8Array): Promise<void> {
    const got = await this.#reader.readInto(target);
    this.#left -= got;
    if (got < target.length) throw this.#cutOff();
  }

  /** All of an entry that has not been read from yet. @throws UserError 'import' where it is larger than `limit` bytes */
  async readAll(limit: number): Promise<Uint8Array> {
    if (this.size > limit) {
      throw importError(
        `${this.name}: ${formatCount(this.size)} bytes is more than such a file ever has (${formatCount(limit)} at most).`,
      );
    }
    const bytes = new Uint8Array(this.size);
    await this.readInto(bytes);
    return bytes;
  }

  /** Skips what is left. @throws UserError 'import' where it ends early */
  async skipRest(): Promise<void> {
    this.#left -= await this.#reader.skip(this.#left);
    if (this.#left > 0) throw this.#cutOff();
  }

  #cutOff(): UserError {
    return importError(
      `${this.name}: it ends after ${formatCount(this.size - this.#left)} of ${formatCount(this.size)} bytes; the file looks cut off. Download it again.`,
    );
  }
}
