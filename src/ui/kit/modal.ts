import type { LitElement, ReactiveController } from 'lit';
import { focusedElement } from './focused.ts';

/**
 * Has an element's `<dialog>` open as long as the element is in the page, with what is behind it inert; the one way of all dialogs and
 * drawers. Opening gives the keyboard to the slotted element that is marked `data-focus`, else to the dialog's own first choice; the
 * element's end gives it back to whatever had it. Esc, and a press beside the dialog where that is allowed, dispatch 'look-close' on the
 * element: whoever put it into the page takes it out again.
 */
export class Modal implements ReactiveController {
  private dialog: HTMLDialogElement | null = null;
  private opener: Element | null = null;
  private pressedOutside = false;

  /** @param closesOutside whether a press beside the dialog asks for its end */
  constructor(
    private readonly host: LitElement,
    private readonly closesOutside: () => boolean,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.dialog) return;
    const dialog = this.host.renderRoot.querySelector('dialog')!;
    this.dialog = dialog;
    dialog.addEventListener('keydown', this.onHeldKey, { capture: true });
    dialog.addEventListener('keydown', this.onKey);
    dialog.addEventListener('cancel', this.onCancel);
    dialog.addEventListener('close', this.onClose);
    dialog.addEventListener('pointerdown', this.onPress);
    dialog.addEventListener('click', this.onClick);
    this.opener = focusedElement();
    dialog.showModal();
    // Which slotted element a dialog focuses by itself differs between browsers, and some then focus none.
    this.host.querySelector<HTMLElement>('[data-focus]:not(:disabled)')?.focus();
    if (!dialog.matches(':focus-within')) dialog.focus();
  }

  hostDisconnected(): void {
    if (this.opener instanceof HTMLElement && this.opener.isConnected) this.opener.focus({ preventScroll: true });
  }

  /** Asks whoever put the element into the page to take it out. */
  readonly askToClose = (): void => {
    this.host.dispatchEvent(new Event('look-close'));
  };

  /** Enter that is still down from before the dialog was there is no answer to it. */
  private readonly onHeldKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !event.repeat) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** A search field of WebKit's keeps Esc to itself, so that no 'cancel' follows. */
  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    this.askToClose();
  };

  private readonly onCancel = (event: Event): void => {
    // A select in the dialog sends this event too.
    if (event.target !== this.dialog) return;
    event.preventDefault();
    this.askToClose();
  };

  /** The browser closes it by itself on a second Esc, whatever was done at the first. */
  private readonly onClose = (event: Event): void => {
    if (event.target === this.dialog && this.host.isConnected) this.askToClose();
  };

  private readonly onPress = (event: PointerEvent): void => {
    this.pressedOutside = this.isOutside(event);
  };

  /** Not at the press: what lies behind would get the click of a finger that is still down. */
  private readonly onClick = (event: MouseEvent): void => {
    if (this.pressedOutside && this.closesOutside() && this.isOutside(event)) this.askToClose();
  };

  private isOutside({ target, clientX: x, clientY: y }: MouseEvent): boolean {
    if (target !== this.dialog) return false;
    const { left, right, top, bottom } = this.dialog!.getBoundingClientRect();
    return x < left || x > right || y < top || y > bottom;
  }
}
