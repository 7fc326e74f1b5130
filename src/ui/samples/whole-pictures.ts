import type { WholePicture } from '../../contracts/pixels.ts';
import { sentenceOf } from '../../core/errors.ts';

/** A picture as it came, to draw at its own shape. */
export interface Whole {
  source: ImageBitmap | HTMLImageElement;
  /** Size to draw it from, pixels. */
  width: number;
  height: number;
  /** Size that it came in, "500 × 375"; empty for an SVG, which has none. */
  size: string;
  /** Of its file; null where it came as plain pixels. */
  bytes: number | null;
}

/** Longer side that pictures are read at, at most, pixels, where no other is asked for. */
const USUAL_SIDE = 1024;

/** Pixels kept: 4 bytes each. */
const MOST_PIXELS = 12 * USUAL_SIDE ** 2;

/** What is there of a picture, or why there is nothing, and the side that it was read for. */
interface Known {
  found: Whole | string;
  side: number;
}

/** Pictures as they came, a few at a time, for what shows one large. */
export class WholePictures {
  /** In the order in which they came. */
  private readonly known = new Map<number, Known>();
  private readonly wanted = new Map<string, { index: number; side: number }>();
  private reading = false;
  private closed = false;

  /**
   * @param read reads one, its longer side at most so many pixels
   * @param onChange one came, or will not come
   */
  constructor(
    private readonly read: (index: number, most: number) => Promise<WholePicture>,
    private readonly onChange: () => void,
  ) {}

  /** A picture, or null while it is not there; one that was read smaller stands in for it until then. */
  find(index: number): Whole | null {
    const found = this.known.get(index)?.found;
    return typeof found === 'object' ? found : null;
  }

  /** Why a picture cannot be shown as it came; empty where it can, or is not there yet. */
  problemOf(index: number): string {
    const found = this.known.get(index)?.found;
    return typeof found === 'string' ? found : '';
  }

  /**
   * Replaces what a part of the page shows large; null for nothing. What it wanted before is not read any more.
   * @param side longer side that it is read at, at most, pixels
   */
  want(requester: string, index: number | null, side = 0): void {
    if (index === null) this.wanted.delete(requester);
    else this.wanted.set(requester, { index, side: Math.max(side, USUAL_SIDE) });
    void this.readAll();
  }

  /** Forgets what could not be read, so that it is tried again. */
  retry(): void {
    for (const [index, { found }] of this.known) if (typeof found === 'string') this.known.delete(index);
    void this.readAll();
  }

  close(): void {
    this.closed = true;
    for (const index of [...this.known.keys()]) this.drop(index);
  }

  private async readAll(): Promise<void> {
    if (this.reading) return;
    this.reading = true;
    for (;;) {
      const next = [...this.wanted.values()].find((one) => this.isMissing(one));
      if (next === undefined || this.closed) break;
      const found = await this.readOne(next.index, next.side);
      if (this.closed) {
        if (typeof found === 'object' && found.source instanceof ImageBitmap) found.source.close();
        break;
      }
      this.drop(next.index);
      this.known.set(next.index, { found, side: next.side });
      this.dropOldest();
      this.onChange();
    }
    this.reading = false;
  }

  /** Whether it is not there, or only smaller than it came and than it is wanted. */
  private isMissing({ index, side }: { index: number; side: number }): boolean {
    const known = this.known.get(index);
    if (!known) return true;
    const { found } = known;
    return typeof found === 'object' && known.side < side && Math.max(found.width, found.height) >= known.side;
  }

  private async readOne(index: number, side: number): Promise<Whole | string> {
    try {
      const { picture, width, height, bytes } = await this.read(index, side);
      if (picture instanceof Blob) return await drawableSvg(picture, bytes, side);
      const size = `${width} × ${height}`;
      return { source: picture, width: picture.width, height: picture.height, size, bytes };
    } catch (error) {
      return sentenceOf(error);
    }
  }

  /** What is wanted stays, whatever it takes. */
  private dropOldest(): void {
    const wanted = new Set([...this.wanted.values()].map(({ index }) => index));
    const pixels = ({ found }: Known): number => (typeof found === 'object' ? found.width * found.height : 0);
    let kept = [...this.known.values()].reduce((sum, known) => sum + pixels(known), 0);
    for (const [index, known] of this.known) {
      if (kept <= MOST_PIXELS) return;
      if (wanted.has(index)) continue;
      kept -= pixels(known);
      this.drop(index);
    }
  }

  private drop(index: number): void {
    const found = this.known.get(index)?.found;
    this.known.delete(index);
    if (typeof found === 'object' && found.source instanceof ImageBitmap) found.source.close();
  }
}

/** An SVG as an image: there it runs no script and loads nothing. */
async function drawableSvg(file: Blob, bytes: number | null, side: number): Promise<Whole> {
  const url = URL.createObjectURL(new Blob([file], { type: 'image/svg+xml' }));
  try {
    const source = new Image();
    source.src = url;
    await source.decode();
    const [width, height] = [source.naturalWidth || 1, source.naturalHeight || 1];
    const scale = side / Math.max(width, height);
    return { source, width: width * scale, height: height * scale, size: '', bytes };
  } finally {
    URL.revokeObjectURL(url);
  }
}
