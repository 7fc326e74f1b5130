import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from '../styles/shared.ts';
import { Modal } from './modal.ts';

/**
 * A modal dialog around what stands in it, its buttons in the slot `footer`, and its heading, where the rest may be long, in the slot
 * `header`: both stay in sight while the rest scrolls. It opens and closes as `Modal` says.
 * @fires look-close - Esc was pressed, or something outside it where that is allowed
 */
@customElement('look-dialog')
export class LookDialog extends LitElement {
  static override styles = [
    base,
    css`
      dialog {
        box-sizing: border-box;
        width: var(--width, 26rem);
        max-width: calc(100% - 2 * var(--look-space-4));
        max-height: calc(100% - 2 * var(--look-space-4));
        padding: 0 var(--look-space-5);
        overflow: auto;
        /* What has the focus is not scrolled under header and footer. */
        scroll-padding-block: 5rem;
        border: 1px solid var(--look-line);
        border-radius: 12px;
        background: var(--look-surface);
        box-shadow: var(--look-shadow);
        color: inherit;
      }
      dialog:focus {
        outline: none;
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }
      .head,
      .foot {
        position: sticky;
        z-index: 1;
        margin-inline: calc(-1 * var(--look-space-5));
        background: inherit;
      }
      .head {
        top: 0;
        padding: var(--look-space-5) var(--look-space-5) 0;
      }
      ::slotted([slot='header']) {
        padding-bottom: var(--look-space-3);
      }
      .foot {
        bottom: 0;
        display: flex;
        flex-wrap: wrap;
        gap: var(--look-space-2);
        justify-content: end;
        padding: 0 var(--look-space-5) var(--look-space-5);
      }
      ::slotted([slot='footer']) {
        min-width: 0;
        margin-top: var(--look-space-4);
      }
    `,
  ];

  constructor() {
    super();
    new Modal(this, () => this.lightDismiss);
  }

  /** Its name for a screen reader. */
  @property() label = '';
  /** Whether a press outside puts it away. */
  @property({ type: Boolean, attribute: 'light-dismiss' }) lightDismiss = false;
  /** Whether the keys of the page work in it. */
  @property({ type: Boolean }) keys = false;

  override render() {
    return html`<dialog class=${this.keys ? 'keys' : ''} tabindex="-1" aria-label=${this.label}>
      <div class="head"><slot name="header"></slot></div>
      <slot></slot>
      <div class="foot"><slot name="footer"></slot></div>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-dialog': LookDialog;
  }
}
