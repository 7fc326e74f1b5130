import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from '../styles/shared.ts';
import './picture.ts';
import type { Pictures } from './pictures.ts';

/** A picture under the pointer, large, with a line about it. Decorative: the tile's own text says the same. */
@customElement('look-hover-card')
export class LookHoverCard extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        position: fixed;
        z-index: 20;
        display: grid;
        gap: var(--look-space-1);
        width: 176px;
        padding: var(--look-space-2);
        border: 1px solid var(--look-line);
        border-radius: var(--look-radius);
        background: var(--look-raised);
        box-shadow: var(--look-shadow);
        pointer-events: none;
      }
      look-picture {
        width: 158px;
        aspect-ratio: 1;
      }
      p {
        font-size: var(--look-size-2);
      }
    `,
  ];

  @property({ attribute: false }) pictures!: Pictures;
  @property({ type: Number }) index = 0;
  /** What to say below the picture. */
  @property() text = '';
  /** Where the pointer is, in the window: the card stands beside it, on the side with more room. */
  @property({ attribute: false }) at = { x: 0, y: 0 };

  override willUpdate(): void {
    const { x, y } = this.at;
    this.style.left = `${x + 200 > innerWidth ? x - 194 : x + 18}px`;
    this.style.top = `${Math.min(y + 12, innerHeight - 250)}px`;
  }

  override render() {
    return html`<look-picture .pictures=${this.pictures} .index=${this.index} wisher="hover"></look-picture>
      <p>${this.text}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-hover-card': LookHoverCard;
  }
}
