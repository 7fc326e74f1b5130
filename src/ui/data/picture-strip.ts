import { LitElement, css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Dataset } from '../../api/dataset.ts';
import { SMALL } from '../styles/screens.ts';
import { base } from '../styles/shared.ts';

/** Columns and rows of small pictures; of larger ones half as many of each. */
const COLUMNS = 26;
const ROWS = 2;

/** Pictures this wide at most are small. */
const SMALL_SIDE = 32;

/** Pictures of a data set's first shard, evenly spread: a first look at what was imported. */
@customElement('look-picture-strip')
export class LookPictureStrip extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      canvas {
        display: block;
        width: 100%;
        border-radius: var(--look-radius-small);
        background: var(--look-surface-2);
      }
      canvas.small {
        image-rendering: pixelated;
      }
      /* Half of them, twice as large. */
      @media ${SMALL} {
        :host {
          overflow: hidden;
        }
        canvas {
          width: 200%;
        }
      }
    `,
  ];

  private drawn: number | null = null;

  @query('canvas') private readonly canvas!: HTMLCanvasElement;
  @property({ attribute: false }) source!: Dataset;

  override updated(): void {
    const { id } = this.source.info;
    if (this.drawn === id) return;
    this.drawn = id;
    // A data set that is deleted while it is read leaves the strip empty; its whole card is about to go.
    this.draw(this.source).catch(() => {});
  }

  private get layout(): { columns: number; rows: number; small: boolean } {
    const small = this.source.info.width <= SMALL_SIDE;
    return small ? { columns: COLUMNS, rows: ROWS, small } : { columns: COLUMNS / 2, rows: ROWS / 2, small };
  }

  private async draw(dataset: Dataset): Promise<void> {
    const { width, height, shards } = dataset.info;
    const { start, count } = shards[0];
    const { columns, rows } = this.layout;
    const shown = Math.min(columns * rows, count);
    const indices = Uint32Array.from({ length: shown }, (_, i) => start + Math.floor((i * count) / shown));
    const pixels = await dataset.readPixels(indices);
    if (this.source.info.id !== dataset.info.id) return;
    Object.assign(this.canvas, { width: columns * width, height: rows * height });
    const context = this.canvas.getContext('2d')!;
    for (let i = 0; i < shown; i++) {
      const picture = context.createImageData(width, height);
      for (let p = 0; p < width * height; p++) {
        picture.data.set(pixels.subarray((i * width * height + p) * 3, (i * width * height + p) * 3 + 3), p * 4);
        picture.data[p * 4 + 3] = 255;
      }
      context.putImageData(picture, (i % columns) * width, Math.floor(i / columns) * height);
    }
  }

  override render() {
    const { name, width, height } = this.source.info;
    const { columns, rows, small } = this.layout;
    return html`<canvas
      class=${small ? 'small' : ''}
      role="img"
      aria-label="Some pictures of ${name}"
      style="aspect-ratio: ${columns * width} / ${rows * height}"
    ></canvas>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-picture-strip': LookPictureStrip;
  }
}
