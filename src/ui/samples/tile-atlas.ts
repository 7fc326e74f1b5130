import type { PixelAnswer } from '../../contracts/pixels.ts';

/** Where a picture lies in the atlas. */
export interface Slot {
  canvas: OffscreenCanvas;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Side of a page, pixels: small, since a browser copies a whole canvas that is changed after it was drawn from. */
const PAGE_SIDE = 512;

/** Pictures as they were drawn last, by sample index, on canvases to draw from; the one used longest ago makes room. */
export class TileAtlas {
  private readonly pages: { canvas: OffscreenCanvas; context: OffscreenCanvasRenderingContext2D }[] = [];
  /** Slot number by sample index, in the order of last use. */
  private readonly slots = new Map<number, number>();
  private readonly columns: number;
  private readonly rows: number;

  /**
   * @param width of a picture
   * @param height of a picture
   * @param capacity pictures to keep; grows with `reserve`
   */
  constructor(
    readonly width: number,
    readonly height: number,
    private capacity: number,
  ) {
    this.columns = Math.max(1, Math.floor(PAGE_SIDE / width));
    this.rows = Math.max(1, Math.floor(PAGE_SIDE / height));
  }

  /** Makes room for at least so many. */
  reserve(count: number): void {
    this.capacity = Math.max(this.capacity, count);
  }

  /** Whether the sample's picture is there; does not count as a use. */
  has(index: number): boolean {
    return this.slots.has(index);
  }

  /** Where the sample's picture is, or null. */
  find(index: number): Slot | null {
    const slot = this.slots.get(index);
    if (slot === undefined) return null;
    this.slots.delete(index);
    this.slots.set(index, slot);
    return this.place(slot);
  }

  /** Takes pictures in. */
  add({ indices, width, height, rgba }: PixelAnswer): void {
    if (indices.length === 0) return;
    const strip = new ImageData(rgba, width, height * indices.length);
    indices.forEach((index, j) => {
      const slot = this.slotFor(index);
      const { context } = this.pageOf(slot);
      const { x, y } = this.place(slot);
      context.putImageData(strip, x, y - j * height, 0, j * height, width, height);
    });
  }

  private slotFor(index: number): number {
    let slot = this.slots.get(index);
    if (slot === undefined && this.slots.size >= this.capacity) {
      const [oldest, freed] = this.slots.entries().next().value!;
      this.slots.delete(oldest);
      slot = freed;
    }
    slot ??= this.slots.size;
    this.slots.delete(index);
    this.slots.set(index, slot);
    return slot;
  }

  private pageOf(slot: number) {
    const { width, height, columns, rows } = this;
    const page = Math.floor(slot / (columns * rows));
    if (!this.pages[page]) {
      const canvas = new OffscreenCanvas(columns * width, rows * height);
      this.pages[page] = { canvas, context: canvas.getContext('2d', { alpha: false })! };
    }
    return this.pages[page];
  }

  private place(slot: number): Slot {
    const { width, height, columns, rows } = this;
    const { canvas } = this.pageOf(slot);
    const at = slot % (columns * rows);
    return { canvas, x: (at % columns) * width, y: Math.floor(at / columns) * height, width, height };
  }
}
