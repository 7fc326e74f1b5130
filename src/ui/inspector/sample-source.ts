import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { nameOf, printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import { icon } from '../icons.ts';
import { formatBytes } from '../kit/format.ts';
import { tip } from '../kit/tip.ts';
import type { Pictures } from '../samples/pictures.ts';
import { base } from '../styles/shared.ts';

/** Where a sample comes from: its name, to be copied, and the size of its picture and file as far as these are known. */
@customElement('look-sample-source')
export class LookSampleSource extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: 2px;
        color: var(--look-text-2);
        font-size: var(--look-size-2);
      }
      .name {
        display: flex;
        align-items: start;
        gap: var(--look-space-1);
        color: var(--look-text);
      }
      .name span {
        overflow-wrap: anywhere;
        user-select: text;
      }
    `,
  ];

  @property({ attribute: false }) pictures!: Pictures;
  @property({ attribute: false }) table!: Table;
  /** Index of the sample. */
  @property({ type: Number }) index = 0;
  /** "500 × 375 · 41.2 kB", or why the picture cannot be shown as it came. */
  @state() private size = '';
  /** The name that was copied last. */
  @state() private copied = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.pictures?.addEventListener('look-pictures', this.onPictures);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pictures.removeEventListener('look-pictures', this.onPictures);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('pictures')) {
      changed.get('pictures')?.removeEventListener('look-pictures', this.onPictures);
      this.pictures.addEventListener('look-pictures', this.onPictures);
    }
    if (changed.has('pictures') || changed.has('index')) this.onPictures();
  }

  private readonly onPictures = (): void => {
    const { wholes, locked, small, width, height } = this.pictures;
    const whole = wholes.find(this.index);
    const bytes = whole?.bytes ? formatBytes(whole.bytes) : '';
    // Once for all is said above the grid what a locked folder means.
    if (small) this.size = `${width} × ${height}`;
    else
      this.size = whole ? [whole.size, bytes].filter(Boolean).join(' · ') : locked ? '' : wholes.problemOf(this.index);
  };

  private readonly onCopy = async (): Promise<void> => {
    const name = nameOf(this.table, this.index);
    await navigator.clipboard.writeText(name);
    this.copied = name;
  };

  override render() {
    const name = nameOf(this.table, this.index);
    const copied = this.copied === name;
    return html`${
      this.table.names
        ? html`<p class="name">
            <span>${printable(name)}</span>
            <button
              class="button small quiet"
              type="button"
              aria-label=${copied ? 'The name was copied' : 'Copy the name'}
              ${tip(copied ? 'Copied' : 'Copy the name')}
              @click=${this.onCopy}
            >
              ${icon(copied ? 'check' : 'copy')}
            </button>
          </p>`
        : nothing
    }
    ${this.size ? html`<p class="num">${this.size}</p>` : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-sample-source': LookSampleSource;
  }
}
