/** An import that cannot go on: what was wrong, where, and what to do, in a sentence for people. */
export class ImportError extends Error {
  override name = 'ImportError';

  /** @param what a whole sentence, its full stop included */
  constructor(what: string) {
    super(`${what} Nothing was imported.`);
  }
}

/** A number as people read it: 30,729,512. */
export const grouped = (n: number): string => n.toLocaleString('en');
