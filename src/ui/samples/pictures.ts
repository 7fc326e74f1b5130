import type { DatasetInfo } from '../../core/dataset/types.ts';
import { sentenceOf } from '../../core/errors.ts';
import { PixelFeed } from '../../tasks/pixels.ts';
import { TileAtlas, type Slot } from './tile-atlas.ts';

/** Parts of the page that request pictures, the most urgent first. */
const REQUESTERS = ['inspector', 'hover', 'neighbours', 'grid'] as const;

/** One of them. */
export type Requester = (typeof REQUESTERS)[number];

/**
 * The pictures of one data set, for everyone who draws them. 'look-pictures' says that some came, or that none will.
 * Whoever makes it closes it.
 */
export class Pictures extends EventTarget {
  /** Why pictures cannot be read; empty where they can. */
  error = '';
  readonly width: number;
  readonly height: number;
  private readonly atlas: TileAtlas;
  private readonly feed: PixelFeed;
  private readonly requests = new Map<Requester, ArrayLike<number>>();

  constructor(readonly dataset: Pick<DatasetInfo, 'id' | 'width' | 'height'>) {
    super();
    this.width = dataset.width;
    this.height = dataset.height;
    this.atlas = new TileAtlas(dataset.width, dataset.height);
    this.feed = new PixelFeed(
      dataset.id,
      (answer) => {
        this.atlas.add(answer);
        this.dispatchEvent(new Event('look-pictures'));
      },
      (error) => {
        this.error = sentenceOf(error);
        this.dispatchEvent(new Event('look-pictures'));
      },
    );
  }

  /** Where a sample's picture can be drawn from, or null while it is not there. Valid until the next picture comes. */
  find(index: number): Slot | null {
    return this.atlas.find(index);
  }

  /** Replaces what one requester wants, most urgent first; what is there already is not asked for. */
  want(requester: Requester, indices: ArrayLike<number>): void {
    this.requests.set(requester, indices);
    const lists = REQUESTERS.map((name) => this.requests.get(name) ?? []);
    // Twice as many, so that pictures in sight never replace one another.
    this.atlas.reserve(2 * lists.reduce((sum, list) => sum + list.length, 0));
    if (this.error) return;
    const missing: number[] = [];
    for (const list of lists) {
      for (let j = 0; j < list.length; j++) if (!this.atlas.has(list[j])) missing.push(list[j]);
    }
    this.feed.want(Uint32Array.from(missing));
  }

  /** Tries again after an error. */
  retry(): void {
    this.error = '';
    this.want('grid', this.requests.get('grid') ?? []);
    this.dispatchEvent(new Event('look-pictures'));
  }

  /** Ends the worker behind it. */
  close(): void {
    this.feed.close();
  }
}
