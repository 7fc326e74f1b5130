import type { OriginalsAnswer, PixelAnswer, WholePicture } from '../contracts/pixels.ts';
import { askToRead, readFolder } from '../store/folders.ts';
import { holdPixelReader } from './workers.ts';

/** Pixels a request, about: more would make an answer longer than a frame to take in. */
const PIXELS_A_REQUEST = 128 * 32 * 32;

/** Pictures a request, at least. */
const FEWEST_A_REQUEST = 8;

/** What takes pixels in, or why there are none. */
export interface PixelTakers {
  /** Takes an answer of the shards in; called with a part of what was wanted, once or more. */
  pixels: (answer: PixelAnswer) => void;
  /** Says why pixels cannot be read; they are asked for again when something else is wanted. */
  error: (error: unknown) => void;
  /** The same of originals. */
  originals?: (answer: OriginalsAnswer) => void;
  originalsError?: (error: unknown) => void;
}

/**
 * Pixels of what is in sight, as they come. Says once a frame what is wanted now; what was wanted before and is not any
 * more is never asked for. One request of shards and one of originals are under way at a time.
 */
export class PixelFeed {
  private readonly worker = holdPixelReader();
  private readonly shards: Asking;
  private readonly originals: Asking;
  private shrink = 1;
  private side = 0;

  /** @param dataset data set that the indices are of, and the size of the pictures in its shards */
  constructor(
    private readonly dataset: { id: number; width: number; height: number },
    private readonly takers: PixelTakers,
  ) {
    this.shards = new Asking((indices) => this.askShards(indices), takers.error);
    this.originals = new Asking((indices) => this.askOriginals(indices), takers.originalsError ?? takers.error);
  }

  /** Replaces what is wanted of the shards, most urgent first. @param shrink as `PixelReader.readPixels` has it */
  want(indices: Uint32Array, shrink = 1): void {
    this.shrink = shrink;
    this.shards.want(indices);
  }

  /** Replaces what is wanted of the originals, most urgent first. @param side of the squares, pixels */
  wantOriginals(indices: Uint32Array, side: number): void {
    this.side = side;
    this.originals.want(indices);
  }

  /** One original, whole, its longer side at most so many pixels. @throws as `PixelReader.readWhole` */
  readWhole(index: number, most: number): Promise<WholePicture> {
    return this.worker.service.readWhole(this.dataset.id, index, most);
  }

  /** Ends the worker. */
  close(): void {
    this.shards.close();
    this.originals.close();
    this.worker.close();
  }

  private async askShards(wanted: Uint32Array): Promise<Iterable<number>> {
    const { shrink, dataset } = this;
    const asked = wanted.slice(0, countOf((dataset.width * dataset.height) / shrink ** 2));
    const answer = await this.worker.service.readPixels(dataset.id, asked, shrink);
    // Meanwhile another size is wanted.
    if (shrink !== this.shrink) return [];
    this.takers.pixels(answer);
    return answer.indices;
  }

  private async askOriginals(wanted: Uint32Array): Promise<Iterable<number>> {
    const { side, dataset } = this;
    const answer = await this.worker.service.readOriginals(dataset.id, wanted.slice(0, countOf(side ** 2)), side);
    if (side !== this.side) return [];
    this.takers.originals?.(answer);
    return [...answer.indices, ...answer.unreadable];
  }
}

const countOf = (pixels: number): number => Math.max(FEWEST_A_REQUEST, Math.floor(PIXELS_A_REQUEST / pixels));

/** Asks for what is wanted, from the next frame on until all is there, a request at a time. */
class Asking {
  private wanted: Uint32Array = new Uint32Array(0);
  private frame = 0;
  private asking = false;
  private closed = false;

  /** @param request asks for the first of these, and says which came */
  constructor(
    private readonly request: (wanted: Uint32Array) => Promise<Iterable<number>>,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Asked for with the next frame, however often this is called before. */
  want(indices: Uint32Array): void {
    this.wanted = indices;
    if (this.frame === 0 && !this.asking && indices.length > 0) {
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        void this.ask();
      });
    }
  }

  close(): void {
    this.closed = true;
    cancelAnimationFrame(this.frame);
  }

  private async ask(): Promise<void> {
    this.asking = true;
    try {
      while (this.wanted.length > 0 && !this.closed) {
        const got = new Set(await this.request(this.wanted));
        this.wanted = this.wanted.filter((index) => !got.has(index));
      }
    } catch (error) {
      this.wanted = new Uint32Array(0);
      if (!this.closed) this.onError(error);
    } finally {
      this.asking = false;
    }
  }
}

/** Has the browser ask the person whether the page may read the folder that holds a data set's originals: in a click. @returns whether it may */
export async function askForFolder(datasetId: number): Promise<boolean> {
  const folder = await readFolder(datasetId);
  return folder !== undefined && askToRead(folder.handle);
}
