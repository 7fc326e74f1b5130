/** Lets something through at most ten times a second. */
export function atMostTenASecond(now: () => number): () => boolean {
  let last = -Infinity;
  return () => {
    if (now() - last < 100) return false;
    last = now();
    return true;
  };
}

/** Measures speed and the time left, from what was done since its construction. */
export class Pace {
  readonly #from: number;
  readonly #began: number;
  readonly #now: () => number;

  /** @param from what was done before */
  constructor(from: number, now: () => number) {
    this.#from = from;
    this.#now = now;
    this.#began = now();
  }

  /** Units a second and milliseconds to the end; undefined until something is done. */
  measure(done: number, total: number): { perSecond?: number; etaMs?: number } {
    const elapsedMs = this.#now() - this.#began;
    const fresh = done - this.#from;
    if (fresh <= 0 || elapsedMs <= 0) return {};
    return { perSecond: (fresh / elapsedMs) * 1000, etaMs: ((total - done) * elapsedMs) / fresh };
  }
}
