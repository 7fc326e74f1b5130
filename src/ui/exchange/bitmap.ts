import { LitElement, css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';

/** Shows a bitmap at its own shape, within the box that it is given; small ones with every pixel visible. */
@customElement('look-bitmap')
export class LookBitmap extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    canvas {
      display: block;
      width: 100%;
      height: 100%;
      object-fit: contain;
    }
    .small {
      image-rendering: pixelated;
    }
  `;

  @query('canvas') private readonly canvas!: HTMLCanvasElement;
  @property({ attribute: false }) bitmap!: ImageBitmap;
  /** What it shows, for those who cannot see it. */
  @property() label = '';

  override updated(): void {
    this.canvas.getContext('2d')!.drawImage(this.bitmap, 0, 0);
  }

  override render() {
    const { width, height } = this.bitmap;
    return html`<canvas
      class=${Math.max(width, height) < 128 ? 'small' : ''}
      width=${width}
      height=${height}
      role="img"
      aria-label=${this.label}
    ></canvas>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-bitmap': LookBitmap;
  }
}
