import type { DatasetInfo } from '../../core/dataset/types.ts';
import { UserError, sentenceOf } from '../../core/errors.ts';
import { PixelFeed, askForFolder } from '../../tasks/pixels.ts';
import { shrinkFor, sideFor } from './picture-sizes.ts';
import { TileAtlas, type Slot } from './tile-atlas.ts';
import { WholePictures } from './whole-pictures.ts';

/** Parts of the page that request pictures, the most urgent first. */
const REQUESTERS = [
  'large',
  'large-neighbours',
  'next',
  'inspector',
  'hover',
  'changes',
  'neighbours',
  'grid',
] as const;

/** One of them. */
export type Requester = (typeof REQUESTERS)[number];

/** What one of them wants. */
interface Request {
  /** Sample indices, most urgent first. */
  indices: ArrayLike<number>;
  /** Side that they are drawn at, device pixels. */
  side: number;
}

/** Pictures of the shards that are kept without being asked for. */
const SHARD_BYTES = 16 * 2 ** 20;

/** Originals kept; a screen of 8 megapixels is covered by half of it. */
const ORIGINAL_BYTES = 64 * 2 ** 20;

/** A picture may be drawn this much larger than it is before its original is asked for. */
const ENLARGED = 1.25;

/**
 * The pictures of one data set, for everyone who draws them: those of the shards at once, and in their place the originals where these are
 * larger, as they come. 'look-pictures' says that some came, 'look-trouble' that `error` or `locked` is another. Whoever makes it closes it.
 */
export class Pictures extends EventTarget {
  /** Why pictures cannot be read; empty where they can. */
  error = '';
  /** Why originals cannot be read, where their folder has to be asked for again. */
  locked = '';
  /** Size of the pictures in the shards. */
  readonly width: number;
  readonly height: number;
  /** Whether pictures are so small, and all there is, that they are shown enlarged with every pixel visible. */
  readonly small: boolean;
  readonly wholes: WholePictures;
  private readonly feed: PixelFeed;
  private readonly requests = new Map<Requester, Request>();
  /** Samples whose originals cannot be read. */
  private readonly unreadable = new Set<number>();
  private shrink = 1;
  private shards: TileAtlas;
  private originals: TileAtlas | null = null;
  /** What was drawn before another size was asked for, until that is there. */
  private former: TileAtlas | null = null;

  constructor(readonly dataset: Pick<DatasetInfo, 'id' | 'width' | 'height' | 'originals'>) {
    super();
    const { width, height } = dataset;
    this.width = width;
    this.height = height;
    this.small = dataset.originals === 'shards' && Math.max(width, height) <= 64;
    this.shards = this.newAtlas(1);
    this.feed = new PixelFeed(dataset, {
      pixels: (answer) => {
        this.shards.add(answer);
        this.tell();
      },
      error: (error) => {
        this.complain({ error: sentenceOf(error) });
      },
      originals: (answer) => {
        for (const index of answer.unreadable) this.unreadable.add(index);
        this.originals?.add(answer);
        this.tell();
      },
      originalsError: (error) => {
        const sentence = sentenceOf(error);
        this.complain(
          error instanceof UserError && error.code === 'no-permission' ? { locked: sentence } : { error: sentence },
        );
      },
    });
    this.wholes = new WholePictures(
      (index, most) => this.feed.readWhole(index, most),
      () => this.tell(),
    );
  }

  /** Where a sample's picture can be drawn from, or null while it is not there. Valid until the next picture comes. */
  find(index: number): Slot | null {
    return this.originals?.find(index) ?? this.former?.find(index) ?? this.shards.find(index);
  }

  /** Whether a sample's picture is as fine as it gets at the sizes asked for. */
  isFine(index: number): boolean {
    return this.originals === null || this.locked !== '' || this.originals.has(index) || this.unreadable.has(index);
  }

  /** Whether a picture of a slot is drawn smoothly at this width: only small ones show their pixels, enlarged. */
  smooth(slot: Slot, width: number): boolean {
    return !this.small || width < slot.width;
  }

  /** Size of a canvas for a picture that is shown so many CSS pixels wide; small ones are enlarged by the page's styles. */
  canvasSize(side: number): { width: number; height: number } {
    const { width, height, small } = this;
    if (small) return { width, height };
    const scale = (side * devicePixelRatio) / Math.max(width, height);
    return { width: Math.round(width * scale), height: Math.round(height * scale) };
  }

  /** Draws a sample's picture over the whole of a canvas, where it is there. */
  drawOver(canvas: HTMLCanvasElement, index: number): void {
    const context = canvas.getContext('2d')!;
    const slot = this.find(index);
    context.clearRect(0, 0, canvas.width, canvas.height);
    if (!slot) return;
    context.imageSmoothingEnabled = this.smooth(slot, canvas.width);
    context.drawImage(slot.canvas, slot.x, slot.y, slot.width, slot.height, 0, 0, canvas.width, canvas.height);
  }

  /**
   * Replaces what one requester wants, most urgent first; what is there already is not asked for.
   * @param side that it draws them at, device pixels
   */
  want(requester: Requester, indices: ArrayLike<number>, side = 0): void {
    this.requests.set(requester, { indices, side });
    this.fitShards();
    const lists = REQUESTERS.map((name) => this.requests.get(name)?.indices ?? []);
    // Twice as many, so that pictures in sight never replace one another.
    this.shards.reserve(2 * lists.reduce((sum, list) => sum + list.length, 0));
    if (this.error) return;
    const missing: number[] = [];
    for (const list of lists) {
      for (let j = 0; j < list.length; j++) if (!this.shards.has(list[j])) missing.push(list[j]);
    }
    this.feed.want(Uint32Array.from(missing), this.shrink);
    if (this.wantOriginals() + missing.length === 0) this.former = null;
  }

  /** Tries again after an error. */
  retry(): void {
    this.complain({ error: '' });
    this.wholes.retry();
    const { indices, side } = this.requests.get('grid') ?? { indices: [], side: 0 };
    this.want('grid', indices, side);
  }

  /** Has the browser ask for the folder of the originals again, in a click. */
  async unlock(): Promise<void> {
    if (!(await askForFolder(this.dataset.id))) return;
    this.complain({ locked: '' });
    this.retry();
  }

  /** Ends the worker behind it. */
  close(): void {
    this.feed.close();
    this.wholes.close();
  }

  private complain(trouble: { error?: string; locked?: string }): void {
    Object.assign(this, trouble);
    this.dispatchEvent(new Event('look-trouble'));
    this.tell();
  }

  private tell(): void {
    this.dispatchEvent(new Event('look-pictures'));
  }

  /** The grid may show ten thousand: no larger than it draws them. */
  private fitShards(): void {
    const side = this.requests.get('grid')?.side ?? 0;
    const shrink = side === 0 ? this.shrink : shrinkFor(this.dataset, side);
    if (shrink === this.shrink) return;
    this.shrink = shrink;
    this.former = this.originals ? this.former : this.shards;
    this.shards = this.newAtlas(shrink);
  }

  private newAtlas(shrink: number): TileAtlas {
    const [width, height] = [this.width / shrink, this.height / shrink];
    return new TileAtlas(width, height, Math.floor(SHARD_BYTES / (width * height * 4)));
  }

  /** @returns how many have yet to come */
  private wantOriginals(): number {
    const known = this.dataset.originals !== 'shards' || this.shrink > 1;
    const requests = REQUESTERS.map((name) => this.requests.get(name)).filter(
      (request) => request && known && request.indices.length > 0 && request.side > ENLARGED * this.shards.width,
    ) as Request[];
    if (requests.length === 0) {
      this.originals = null;
      this.feed.wantOriginals(new Uint32Array(0), 0);
      return 0;
    }
    const side = sideFor(Math.max(...requests.map((request) => request.side)));
    const room = Math.max(1, Math.floor(ORIGINAL_BYTES / (side ** 2 * 4)));
    if (this.originals?.width !== side) {
      this.former = this.originals ?? this.former;
      this.originals = new TileAtlas(side, side, room);
    }
    if (this.locked) return 0;
    const wanted = new Set<number>();
    for (const { indices } of requests) {
      // A part stays free, so that pictures in sight never replace one another.
      for (let j = 0; j < indices.length && wanted.size < (room * 3) / 4; j++) wanted.add(indices[j]);
    }
    const missing = [...wanted].filter((index) => !this.isFine(index));
    this.feed.wantOriginals(Uint32Array.from(missing), side);
    return missing.length;
  }
}
