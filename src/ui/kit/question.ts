import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from '../styles/shared.ts';
import './dialog.ts';

/** What the person answered. */
export class LookAnswerEvent extends CustomEvent<{ yes: boolean }> {
  constructor(yes: boolean) {
    super('look-answer', { detail: { yes } });
  }
}

/**
 * Asks in a dialog whether something is to be deleted. Keep has the focus, and Esc keeps too.
 * @fires look-answer - once; the element is of no use afterwards
 */
@customElement('look-question')
export class LookQuestion extends LitElement {
  static override styles = [
    base,
    css`
      p {
        margin-top: var(--look-space-2);
        color: var(--look-text-2);
      }
      .delete {
        border-color: transparent;
        background: var(--look-danger);
        color: var(--look-surface);
        forced-color-adjust: none;
      }
      .delete:hover:not(:disabled) {
        background: color-mix(in oklab, var(--look-danger) 85%, var(--look-text));
      }
    `,
  ];

  private answered = false;

  /** The question itself. */
  @property() heading = '';
  /** What is lost. */
  @property() text = '';

  private answer(yes: boolean): void {
    if (this.answered) return;
    this.answered = true;
    this.dispatchEvent(new LookAnswerEvent(yes));
  }

  override render() {
    return html`<look-dialog label=${this.heading} @look-close=${() => this.answer(false)}>
      <h2>${this.heading}</h2>
      <p>${this.text}</p>
      <button slot="footer" class="button" type="button" data-focus @click=${() => this.answer(false)}>Keep</button>
      <button slot="footer" class="button delete" type="button" @click=${() => this.answer(true)}>Delete</button>
    </look-dialog>`;
  }
}

declare global {
  interface HTMLElementEventMap {
    'look-answer': LookAnswerEvent;
  }
  interface HTMLElementTagNameMap {
    'look-question': LookQuestion;
  }
}
