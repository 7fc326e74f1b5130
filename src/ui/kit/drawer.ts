import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { icon } from '../icons.ts';
import { base } from '../styles/shared.ts';
import { Modal } from './modal.ts';

/**
 * A panel that slides over the page where there is no room beside it; it opens and closes as `Modal` says. What is in it scrolls by itself.
 * @fires look-close - its button or Esc was pressed, or something beside it
 */
@customElement('look-drawer')
export class LookDrawer extends LitElement {
  static override styles = [
    base,
    css`
      dialog {
        position: fixed;
        inset: 0 auto 0 0;
        width: min(360px, 100% - 44px);
        height: 100%;
        max-height: none;
        margin: 0;
        padding: 0;
        border: 0;
        background: var(--look-surface);
        color: inherit;
        box-shadow: var(--look-shadow);
      }
      .right {
        inset: 0 0 0 auto;
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }
      .inside {
        display: grid;
        grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
        height: 100%;
      }
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: 2px var(--look-space-1) 2px var(--look-space-4);
        border-bottom: 1px solid var(--look-line);
      }
      h2 {
        font-size: var(--look-size-3);
      }
      .close {
        width: 40px;
        min-height: 40px;
        padding: 0;
      }
      ::slotted(*) {
        min-height: 0;
      }
    `,
  ];

  private readonly modal = new Modal(this, () => true);

  /** What is in it, for people: "Filters". */
  @property() heading = '';
  /** The edge that it comes from. */
  @property() side: 'left' | 'right' = 'left';
  /** Whether the page's keys act in it too, because it shows what they act on. */
  @property({ type: Boolean }) keys = false;

  override render() {
    return html`<dialog class="${this.side} ${this.keys ? 'keys' : ''}" aria-label=${this.heading}>
      <div class="inside">
        <header>
          <h2>${this.heading}</h2>
          <button
            class="button quiet close"
            type="button"
            aria-label="Close ${this.heading.toLowerCase()}"
            @click=${this.modal.askToClose}
          >
            ${icon('x')}
          </button>
        </header>
        <slot></slot>
      </div>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-drawer': LookDrawer;
  }
}
