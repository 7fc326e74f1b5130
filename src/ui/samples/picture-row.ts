import { LitElement, css, html, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Table } from '../../core/dataset/table.ts';
import { formatDecimal } from '../kit/format.ts';
import { base } from '../styles/shared.ts';
import { LookSelectEvent } from '../events/explore-events.ts';
import type { Pictures, Requester } from './pictures.ts';
import { classTitle, sampleHeading, sampleTitle } from './sample-names.ts';

/** Side of a picture, about, CSS pixels. */
const SIDE = 72;

/**
 * Samples as small pictures with their labels. Where they are the neighbours of one, those that have the class predicted instead of its
 * label are marked.
 * @event look-select - one of them is wanted
 */
@customElement('look-picture-row')
export class LookPictureRow extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(56px, 1fr));
        gap: var(--look-space-2);
      }
      button {
        position: relative;
        display: grid;
        gap: 2px;
        min-width: 0;
        padding: 0;
        border: 0;
        border-radius: var(--look-radius-small);
        background: none;
        color: var(--look-text-2);
        font: inherit;
        font-size: var(--look-size-2);
        text-align: left;
        cursor: pointer;
      }
      canvas {
        width: 100%;
        aspect-ratio: 1;
        border-radius: var(--look-radius-small);
        background: var(--look-surface-2);
      }
      .small {
        image-rendering: pixelated;
      }
      button:hover canvas {
        outline: 2px solid var(--look-accent);
      }
      .name {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .suggested {
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) pictures!: Pictures;
  @property({ attribute: false }) table!: Table;
  /** The part of the page that it requests the pictures for. */
  @property() requester: Requester = 'neighbours';
  /** The sample whose neighbours they are; null where they are none. */
  @property({ attribute: false }) of: number | null = null;
  /** In order; neighbours the nearest first. */
  @property({ attribute: false }) indices: Uint32Array = new Uint32Array(0);
  /** Cosine similarities of neighbours. */
  @property({ attribute: false }) similarity: Float32Array | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.want();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pictures.removeEventListener('look-pictures', this.draw);
    this.pictures.want(this.requester, []);
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('pictures')) changed.get('pictures')?.removeEventListener('look-pictures', this.draw);
    if (changed.has('pictures') || changed.has('indices')) this.want();
  }

  private want(): void {
    this.pictures.addEventListener('look-pictures', this.draw);
    this.pictures.want(this.requester, this.indices, Math.round(SIDE * devicePixelRatio));
    this.draw();
  }

  private readonly draw = (): void => {
    this.renderRoot.querySelectorAll('canvas').forEach((canvas, j) => {
      this.pictures.drawOver(canvas, this.indices[j]);
    });
  };

  override render() {
    const { width, height } = this.pictures.canvasSize(SIDE);
    const { of, similarity } = this;
    const { current, classes, predicted } = this.table;
    const suggested = of === null ? undefined : predicted?.[of];
    return [...this.indices].map((index, j) => {
      const name = classTitle(classes, current[index]);
      const against = of !== null && current[index] === suggested && suggested !== current[of];
      const alike = similarity ? `, cosine ${formatDecimal(similarity[j])}` : '';
      return html`<button
        type="button"
        title="${sampleHeading(this.table, index)}, ${name}${alike}"
        @click=${() => this.dispatchEvent(new LookSelectEvent(index))}
      >
        <canvas class=${this.pictures.small ? 'small' : ''} width=${width} height=${height} aria-hidden="true"></canvas>
        <span class="name ${against ? 'suggested' : ''}">${name}</span>
        <span class="visually-hidden">, ${sampleTitle(this.table, index)}${alike}</span>
      </button>`;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-picture-row': LookPictureRow;
  }
}
