import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { icon } from '../icons.ts';
import { base } from '../styles/shared.ts';

/**
 * What went wrong, in the sentence that the error itself brings.
 * @fires look-dismiss - the person has read it
 */
@customElement('look-error-note')
export class LookErrorNote extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      div {
        display: flex;
        align-items: flex-start;
        gap: var(--look-space-3);
        padding: var(--look-space-3);
        border-radius: var(--look-radius);
        background: var(--look-danger-soft);
        /* Seen where colours are forced, and the ground is gone. */
        outline: 1px solid transparent;
        outline-offset: -1px;
      }
      svg {
        margin-top: 1px;
        color: var(--look-danger);
      }
      .button {
        margin: -3px 0;
      }
      p {
        flex: 1;
        overflow-wrap: anywhere;
      }
    `,
  ];

  /** The sentence; nothing is shown without one. */
  @property() message = '';
  /** Whether the person can put it away. */
  @property({ type: Boolean }) dismissible = false;

  override render() {
    if (!this.message) return nothing;
    return html`<div role="alert">
      ${icon('circle-alert')}
      <p>${this.message}</p>
      ${
        this.dismissible
          ? html`<button
              class="button small quiet"
              type="button"
              @click=${() => this.dispatchEvent(new Event('look-dismiss'))}
            >
              Dismiss
            </button>`
          : nothing
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-error-note': LookErrorNote;
  }
}
