import type { GiveFiles } from '../../src/contracts/importer.ts';
import { deferred, type Deferred } from '../../src/core/deferred.ts';
import { macrotask } from '../../src/core/macrotask.ts';

/** Files asked for at once. */
const MOST_AT_ONCE = 256;

interface Asked {
  number: number;
  file: Deferred<File | null>;
}

/** Files that the page hands over as they are come to, by their numbers in the source. */
export class GivenFiles {
  /** Ways to ask the page, one of each call under way: a call's answers nothing once the call has settled. */
  readonly #ways = new Set<GiveFiles>();
  #waiting: Asked[] = [];

  /** Lets files be asked for by `giveFiles` until `work` is done; calls may overlap, and each may read what another asked for. */
  async during<T>(giveFiles: GiveFiles, work: () => Promise<T>): Promise<T> {
    const way: GiveFiles = (numbers) => giveFiles(numbers);
    this.#ways.add(way);
    try {
      return await work();
    } finally {
      this.#ways.delete(way);
    }
  }

  /** Several that are asked for in one go cross together. @returns null for one that cannot be opened @throws AbortError where no call is under way any more */
  async get(number: number): Promise<File | null> {
    const file = deferred<File | null>();
    this.#wait({ number, file });
    return file.promise;
  }

  #wait(asked: Asked): void {
    this.#waiting.push(asked);
    if (this.#waiting.length === 1) void macrotask().then(() => this.#askAll());
  }

  #askAll(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let start = 0; start < waiting.length; start += MOST_AT_ONCE) {
      void this.#ask(waiting.slice(start, start + MOST_AT_ONCE));
    }
  }

  async #ask(part: readonly Asked[]): Promise<void> {
    const [way] = this.#ways;
    try {
      if (!way) throw new DOMException('Nobody waits for these files any more.', 'AbortError');
      const files = (await way(part.map(({ number }) => number))) as (File | null)[] | undefined;
      if (files) part.forEach(({ file }, at) => file.resolve(files[at]));
      else {
        // The call that it belongs to settled in between.
        this.#ways.delete(way);
        for (const asked of part) this.#wait(asked);
      }
    } catch (error) {
      for (const { file } of part) file.reject(error);
    }
  }
}
