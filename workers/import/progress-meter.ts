import type { OnProgress } from '../../src/contracts/progress.ts';

/** Milliseconds between two reports. */
const INTERVAL_MS = 100;

/** Counts images and reports them, at most ten times a second. */
export class ProgressMeter {
  readonly #onProgress: OnProgress;
  readonly #now: () => number;
  readonly #startedAt: number;
  #total: number;
  #done = 0;
  #reportedAt = -Infinity;

  /**
   * @param total images, estimated
   * @param now clock in milliseconds
   */
  constructor(onProgress: OnProgress, total: number, now: () => number) {
    this.#onProgress = onProgress;
    this.#total = total;
    this.#now = now;
    this.#startedAt = now();
    this.#report('reading');
  }

  /** Milliseconds since the start. */
  get elapsedMs(): number {
    return this.#now() - this.#startedAt;
  }

  /** Counts `images` more. */
  add(images: number, file: string): void {
    this.#done += images;
    this.#total = Math.max(this.#total, this.#done);
    if (this.#now() - this.#reportedAt >= INTERVAL_MS) this.#report(`reading ${file}`);
  }

  /** Reports that all are read. */
  finish(): void {
    this.#total = this.#done;
    this.#report('done');
  }

  #report(activity: string): void {
    const { elapsedMs } = this;
    this.#reportedAt = this.#now();
    const perSecond = this.#done > 0 && elapsedMs > 0 ? (this.#done * 1000) / elapsedMs : undefined;
    this.#onProgress({
      activity,
      done: this.#done,
      total: this.#total,
      unit: 'samples',
      ...(perSecond && { perSecond, etaMs: ((this.#total - this.#done) * 1000) / perSecond }),
    });
  }
}
