import { LitElement, css, html, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Pictures, Requester } from './pictures.ts';

/** Small pictures, this wide at most, are enlarged so that every pixel is visible. */
const SMALL = 64;

/** One sample's picture: whole and at its own shape; what the shards have of it until that is there. */
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
      object-fit: contain;
    }
    canvas.small {
      image-rendering: pixelated;
    }
  `;

  /** What the canvas shows. */
  private shows: string | null = null;
  @query('canvas') private readonly canvas!: HTMLCanvasElement;
  @property({ attribute: false }) pictures!: Pictures;
  /** Index of the sample. */
  @property({ type: Number }) index = 0;
  /** The part of the page that it requests the picture for. */
  @property() requester: Requester = 'inspector';
  /** Longer side that it is read at, at most, pixels; 0 for that of a panel. */
  @property({ type: Number }) side = 0;
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
    this.pictures.wholes.want(this.requester, null);
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('pictures')) {
      changed.get('pictures')?.removeEventListener('look-pictures', this.draw);
      this.pictures.addEventListener('look-pictures', this.draw);
    }
    if (changed.has('index') || changed.has('side') || changed.has('pictures')) {
      this.pictures.want(this.requester, [this.index]);
      if (!this.pictures.small) this.pictures.wholes.want(this.requester, this.index, this.side);
      this.draw();
    }
  }

  private readonly draw = (): void => {
    const { canvas, pictures, index } = this;
    const whole = pictures.wholes.find(index);
    const source = whole ?? pictures.find(index);
    const { width, height } = source ?? pictures;
    // Pictures of others come too, many a second.
    const shows = source && `${pictures.dataset.id} ${index} ${whole ? 'whole ' : ''}${width}`;
    if (shows && shows === this.shows) return;
    this.shows = shows;
    // Setting a canvas's size clears it, even where it is the same.
    Object.assign(canvas, { width, height });
    canvas.classList.toggle('small', Math.max(width, height) <= SMALL);
    if (whole) canvas.getContext('2d')!.drawImage(whole.source, 0, 0, width, height);
    else pictures.drawOver(canvas, index);
  };

  override render() {
    return html`<canvas role="img" aria-label=${this.label}></canvas>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-picture': LookPicture;
  }
}
