import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { UserError } from '../../src/core/errors.ts';
import type { Original } from '../../src/store/originals.ts';
import { decodePicture } from '../shared/decode-picture.ts';

/** Pictures decoded at once. Each is held whole until it is drawn, 48 MB for one of 12 megapixels. */
const MOST_IN_FLIGHT = 4;

/** What an answer has of what was asked for. */
export interface TilesReady {
  tiles: [index: number, rgba: Uint8ClampedArray][];
  /** Those that cannot be read. */
  unreadable: number[];
}

/**
 * Originals as squares of one size, decoded as they are asked for; those decoded last are kept, up to a number of bytes. A decoding that
 * has begun ends, but nothing waits for one that nobody asks for any more.
 */
export class OriginalTiles {
  /** In the order of last use. */
  private readonly kept = new Map<number, Uint8ClampedArray>();
  private readonly flights = new Map<number, Promise<void>>();
  private readonly unreadable = new Set<number>();
  private refusal: UserError | null = null;

  /**
   * @param dataset whose pictures they are
   * @param side of the squares, pixels
   * @param capacity bytes to keep at most
   * @param read reads one sample's original
   */
  constructor(
    readonly dataset: Pick<DatasetInfo, 'id' | 'fit' | 'background'>,
    readonly side: number,
    private readonly capacity: number,
    private readonly read: (index: number) => Promise<Original>,
  ) {}

  /** Bytes kept. */
  get bytes(): number {
    return this.kept.size * this.side ** 2 * 4;
  }

  /**
   * What is there of these, and comes within some milliseconds; at least one.
   * @throws UserError where none of them can be read for now: 'no-permission', 'deleted'
   */
  async take(indices: Uint32Array, patienceMs: number): Promise<TilesReady> {
    const until = performance.now() + patienceMs;
    // One that was refused before may be let through by now.
    this.refusal = null;
    for (;;) {
      const missing = indices.filter((index) => !this.kept.has(index) && !this.unreadable.has(index));
      for (const index of missing) if (this.flights.size < MOST_IN_FLIGHT) this.start(index);
      const left = until - performance.now();
      if (missing.length === 0 || (missing.length < indices.length && left <= 0)) return this.answer(indices);
      const soon = missing.length < indices.length ? [new Promise<void>((done) => setTimeout(done, left))] : [];
      await Promise.race([...this.flights.values(), ...soon]);
      if (this.refusal) throw this.refusal;
    }
  }

  private answer(indices: Uint32Array): TilesReady {
    const ready: TilesReady = { tiles: [], unreadable: [] };
    for (const index of indices) {
      const rgba = this.kept.get(index);
      if (rgba) ready.tiles.push([index, rgba]);
      else if (this.unreadable.has(index)) ready.unreadable.push(index);
      if (rgba) this.keep(index, rgba);
    }
    return ready;
  }

  private start(index: number): void {
    if (this.flights.has(index)) return;
    const flight = this.decode(index).finally(() => this.flights.delete(index));
    this.flights.set(index, flight);
  }

  private async decode(index: number): Promise<void> {
    const { side, dataset } = this;
    try {
      const box = { width: side, height: side, fit: dataset.fit, background: dataset.background };
      const { rgba } = await decodePicture(await this.read(index), box);
      this.keep(index, rgba);
    } catch (error) {
      if (error instanceof UserError && error.code !== 'not-found') this.refusal = error;
      else this.unreadable.add(index);
    }
  }

  /** Counts as a use. */
  private keep(index: number, rgba: Uint8ClampedArray): void {
    this.kept.delete(index);
    this.kept.set(index, rgba);
    for (const [oldest] of this.kept) {
      if (this.bytes <= this.capacity || oldest === index) break;
      this.kept.delete(oldest);
    }
  }
}
