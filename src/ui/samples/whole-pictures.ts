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

/** Longer side that pictures are read at, at most, pixels. */
const MOST_SIDE = 1024;

/** Pictures kept: 4 MB each at most. */
const MOST_KEPT = 12;

/** Pictures as they came, a few at a time, for what shows one large. */
export class WholePictures {
  /** What is there of each, or why there is nothing; in the order in which they came. */
  private readonly known = new Map<number, Whole | string>();
  private readonly wanted = new Map<string, number>();
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

  /** A picture, or null while it is not there. */
  find(index: number): Whole | null {
    const known = this.known.get(index);
    return typeof known === 'object' ? known : null;
  }

  /** Why a picture cannot be shown as it came; empty where it can, or is not there yet. */
  problemOf(index: number): string {
    const known = this.known.get(index);
    return typeof known === 'string' ? known : '';
  }

  /** Replaces what a part of the page shows large; null for nothing. What it wanted before is not read any more. */
  want(requester: string, index: number | null): void {
    if (index === null) this.wanted.delete(requester);
    else this.wanted.set(requester, index);
    void this.readAll();
  }

  /** Forgets what could not be read, so that it is tried again. */
  retry(): void {
    for (const [index, known] of this.known) if (typeof known === 'string') this.known.delete(index);
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
      const index = [...this.wanted.values()].find((one) => !this.known.has(one));
      if (index === undefined || this.closed) break;
      const found = await this.readOne(index);
      if (this.closed) {
        if (typeof found === 'object' && found.source instanceof ImageBitmap) found.source.close();
        break;
      }
      this.known.set(index, found);
      for (const oldest of [...this.known.keys()].slice(0, -MOST_KEPT)) this.drop(oldest);
      this.onChange();
    }
    this.reading = false;
  }

  private async readOne(index: number): Promise<Whole | string> {
    try {
      const { picture, width, height, bytes } = await this.read(index, MOST_SIDE);
      if (picture instanceof Blob) return await drawableSvg(picture, bytes);
      const size = `${width} × ${height}`;
      return { source: picture, width: picture.width, height: picture.height, size, bytes };
    } catch (error) {
      return sentenceOf(error);
    }
  }

  private drop(index: number): void {
    const known = this.known.get(index);
    this.known.delete(index);
    if (typeof known === 'object' && known.source instanceof ImageBitmap) known.source.close();
  }
}

/** An SVG as an image: there it runs no script and loads nothing. */
async function drawableSvg(file: Blob, bytes: number | null): Promise<Whole> {
  const url = URL.createObjectURL(new Blob([file], { type: 'image/svg+xml' }));
  try {
    const source = new Image();
    source.src = url;
    await source.decode();
    const [width, height] = [source.naturalWidth || 1, source.naturalHeight || 1];
    const scale = MOST_SIDE / Math.max(width, height);
    return { source, width: width * scale, height: height * scale, size: '', bytes };
  } finally {
    URL.revokeObjectURL(url);
  }
}
