import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from '../styles/shared.ts';

/**
 * A place with nothing in it yet: why, and what to do.
 * @slot - buttons that lead on
 */
@customElement('look-empty')
export class LookEmpty extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        place-content: center;
        justify-items: center;
        gap: var(--look-space-3);
        min-height: 220px;
        padding: var(--look-space-5);
        text-align: center;
      }
      h1 {
        font-size: var(--look-size-4);
      }
      p {
        max-width: 52ch;
        color: var(--look-text-2);
      }
    `,
  ];

  /** A few words. */
  @property() heading = '';
  /** A sentence or two. */
  @property() text = '';
  /** Whether it is all that a stage shows: its heading is the page's then. */
  @property({ type: Boolean }) alone = false;

  override render() {
    return html`${this.alone ? html`<h1>${this.heading}</h1>` : html`<h2>${this.heading}</h2>`}
      <p>${this.text}</p>
      <slot></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-empty': LookEmpty;
  }
}
