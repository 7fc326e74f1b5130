import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from '../styles/shared.ts';
import { Modal } from './modal.ts';

/**
 * A modal dialog around what stands in it, its buttons in the slot `footer`; it opens and closes as `Modal` says.
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
        padding: var(--look-space-5);
        overflow: auto;
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
      footer {
        display: flex;
        flex-wrap: wrap;
        gap: var(--look-space-2);
        justify-content: end;
      }
      ::slotted([slot='footer']) {
        margin-top: var(--look-space-5);
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
      <slot></slot>
      <footer><slot name="footer"></slot></footer>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-dialog': LookDialog;
  }
}
