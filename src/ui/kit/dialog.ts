import { LitElement, css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { base } from '../styles/shared.ts';

/**
 * A modal dialog around what stands in it, its buttons in the slot `footer`. It is open as long as it is in the page, and whoever put it
 * there takes it away. Opening gives the keyboard to the element in it that is marked `data-focus`, else to the dialog; taking it away
 * gives the keyboard back to whatever had it.
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

  private opener: Element | null = null;

  @query('dialog') private readonly dialog!: HTMLDialogElement;
  /** Its name for a screen reader. */
  @property() label = '';
  /** Whether a press outside puts it away. */
  @property({ type: Boolean, attribute: 'light-dismiss' }) lightDismiss = false;

  override firstUpdated(): void {
    this.opener = focusedElement();
    this.dialog.showModal();
    // Which element a dialog focuses by itself differs between browsers where that one is slotted.
    const first = this.querySelector<HTMLElement>('[data-focus]:not(:disabled)') ?? this.dialog;
    first.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.opener instanceof HTMLElement && this.opener.isConnected) this.opener.focus({ preventScroll: true });
  }

  /** The browser closes it by itself on a second Esc, whatever is done at the first. */
  private readonly onCancel = (event: Event): void => {
    event.preventDefault();
    this.askToClose();
  };

  private readonly onPress = (event: PointerEvent): void => {
    if (!this.lightDismiss || event.target !== this.dialog) return;
    const { left, right, top, bottom } = this.dialog.getBoundingClientRect();
    const { clientX: x, clientY: y } = event;
    if (x < left || x > right || y < top || y > bottom) this.askToClose();
  };

  private readonly onClose = (): void => {
    if (this.isConnected) this.askToClose();
  };

  private askToClose(): void {
    this.dispatchEvent(new Event('look-close'));
  }

  override render() {
    return html`<dialog
      tabindex="-1"
      aria-label=${this.label}
      @cancel=${this.onCancel}
      @close=${this.onClose}
      @pointerdown=${this.onPress}
    >
      <slot></slot>
      <footer><slot name="footer"></slot></footer>
    </dialog>`;
  }
}

/** The element that has the keyboard, inside whatever shadow trees it stands in. */
function focusedElement(): Element | null {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused;
}

declare global {
  interface HTMLElementTagNameMap {
    'look-dialog': LookDialog;
  }
}
