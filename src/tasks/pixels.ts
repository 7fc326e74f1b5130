import type { PixelAnswer } from '../contracts/pixels.ts';
import { holdPixelReader } from './workers.ts';

/** Samples a request: more would make an answer longer than a frame to take in. */
const MOST_A_REQUEST = 128;

/**
 * Pixels of what is in sight, as they come. Says once a frame what is wanted now; what was wanted before and is not any
 * more is never asked for. One request is under way at a time.
 */
export class PixelFeed {
  private readonly worker = holdPixelReader();
  private wanted: Uint32Array = new Uint32Array(0);
  private frame = 0;
  private asking = false;
  private closed = false;

  /**
   * @param datasetId data set that the indices are of
   * @param onPixels takes an answer in; called with a part of what was wanted, once or more
   * @param onError says why pixels cannot be read; they are asked for again when something else is wanted
   */
  constructor(
    private readonly datasetId: number,
    private readonly onPixels: (answer: PixelAnswer) => void,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Replaces what is wanted, most urgent first. Asked for with the next frame, however often this is called before. */
  want(indices: Uint32Array): void {
    this.wanted = indices;
    if (this.frame === 0 && !this.asking && indices.length > 0) {
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        void this.ask();
      });
    }
  }

  /** Ends the worker. */
  close(): void {
    this.closed = true;
    cancelAnimationFrame(this.frame);
    this.worker.close();
  }

  private async ask(): Promise<void> {
    this.asking = true;
    try {
      while (this.wanted.length > 0 && !this.closed) {
        const asked = this.wanted.slice(0, MOST_A_REQUEST);
        const answer = await this.worker.service.readPixels(this.datasetId, asked);
        const got = new Set(answer.indices);
        this.wanted = this.wanted.filter((index) => !got.has(index));
        this.onPixels(answer);
      }
    } catch (error) {
      this.wanted = new Uint32Array(0);
      if (!this.closed) this.onError(error);
    } finally {
      this.asking = false;
    }
  }
}
