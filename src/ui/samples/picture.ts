import { LitElement, css, html, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Pictures, Requester } from './pictures.ts';

/** One sample's picture, enlarged so that every pixel is visible. */
@customElement('look-picture')
export class LookPicture extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    canvas {
      display: block;
      width: 100%;
      height: 100%;
      border-radius: var(--look-radius);
      background: var(--look-surface-2);
      image-rendering: pixelated;
    }
  `;

  @query('canvas') private readonly canvas!: HTMLCanvasElement;
  @property({ attribute: false }) pictures!: Pictures;
  /** Index of the sample. */
  @property({ type: Number }) index = 0;
  /** The part of the page that it requests the picture for. */
  @property() requester: Requester = 'inspector';
  /** What it shows, for those who cannot see it. */
  @property() label = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.pictures?.addEventListener('look-pictures', this.draw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pictures.removeEventListener('look-pictures', this.draw);
    this.pictures.want(this.requester, []);
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('pictures')) {
      changed.get('pictures')?.removeEventListener('look-pictures', this.draw);
      this.pictures.addEventListener('look-pictures', this.draw);
    }
    if (changed.has('index') || changed.has('pictures')) {
      this.pictures.want(this.requester, [this.index]);
      this.draw();
    }
  }

  private readonly draw = (): void => {
    const context = this.canvas.getContext('2d')!;
    const { width, height } = this.pictures;
    context.clearRect(0, 0, width, height);
    const slot = this.pictures.find(this.index);
    if (slot) context.drawImage(slot.canvas, slot.x, slot.y, width, height, 0, 0, width, height);
  };

  override render() {
    const { width, height } = this.pictures;
    return html`<canvas width=${width} height=${height} role="img" aria-label=${this.label}></canvas>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-picture': LookPicture;
  }
}
