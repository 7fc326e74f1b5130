import type { GiveFiles } from '../../src/contracts/importer.ts';
import { deferred, type Deferred } from '../../src/core/deferred.ts';
import { macrotask } from '../../src/core/macrotask.ts';

/** Files asked for at once. */
const MOST_AT_ONCE = 256;

/** Files that the page hands over as they are come to, by their numbers in the source. */
export class GivenFiles {
  /** How to ask the page: what the call under way brought. */
  by: GiveFiles = () => Promise.reject(new RangeError('nobody gives files'));
  #waiting: { number: number; file: Deferred<File> }[] = [];

  /** Several that are asked for in one go cross together. */
  async get(number: number): Promise<File> {
    const file = deferred<File>();
    this.#waiting.push({ number, file });
    if (this.#waiting.length === 1) void macrotask().then(() => this.#ask());
    return file.promise;
  }

  #ask(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let start = 0; start < waiting.length; start += MOST_AT_ONCE) {
      const part = waiting.slice(start, start + MOST_AT_ONCE);
      this.by(part.map(({ number }) => number)).then(
        (files) => part.forEach(({ file }, j) => file.resolve(files[j])),
        (error: unknown) => part.forEach(({ file }) => file.reject(error)),
      );
    }
  }
}
