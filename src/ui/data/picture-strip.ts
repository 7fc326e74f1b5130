import { LitElement, css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Dataset } from '../../api/dataset.ts';
import { SMALL } from '../styles/screens.ts';
import { base } from '../styles/shared.ts';

const COLUMNS = 26;
const ROWS = 2;

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

  private async draw(dataset: Dataset): Promise<void> {
    const { width, height, shards } = dataset.info;
    const { start, count } = shards[0];
    const shown = Math.min(COLUMNS * ROWS, count);
    const indices = Uint32Array.from({ length: shown }, (_, i) => start + Math.floor((i * count) / shown));
    const pixels = await dataset.readPixels(indices);
    if (this.source.info.id !== dataset.info.id) return;
    Object.assign(this.canvas, { width: COLUMNS * width, height: ROWS * height });
    const context = this.canvas.getContext('2d')!;
    for (let i = 0; i < shown; i++) {
      const picture = context.createImageData(width, height);
      for (let p = 0; p < width * height; p++) {
        picture.data.set(pixels.subarray((i * width * height + p) * 3, (i * width * height + p) * 3 + 3), p * 4);
        picture.data[p * 4 + 3] = 255;
      }
      context.putImageData(picture, (i % COLUMNS) * width, Math.floor(i / COLUMNS) * height);
    }
  }

  override render() {
    const { name, width, height } = this.source.info;
    return html`<canvas
      role="img"
      aria-label="Some pictures of ${name}"
      style="aspect-ratio: ${COLUMNS * width} / ${ROWS * height}"
    ></canvas>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-picture-strip': LookPictureStrip;
  }
}
