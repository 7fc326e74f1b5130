import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { printable } from '../../core/dataset/names.ts';
import '../kit/dialog.ts';
import { base } from '../styles/shared.ts';
import { answersStyles } from './answers-styles.ts';

/** What to do with a picture that was dropped onto a data set: null = nothing. */
export type PictureAnswer = 'similar' | 'import' | null;

/** The person's answer. */
export class LookPictureAnswerEvent extends CustomEvent<PictureAnswer> {
  constructor(answer: PictureAnswer) {
    super('look-picture-answer', { detail: answer });
  }
}

/**
 * Asks what to do with a picture that was dropped while a data set is explored.
 * @fires look-picture-answer - once; the element is of no use afterwards
 */
@customElement('look-picture-dialog')
export class LookPictureDialog extends LitElement {
  static override styles = [
    base,
    answersStyles,
    css`
      look-dialog {
        --width: 30rem;
      }
      .what {
        display: flex;
        gap: var(--look-space-4);
        align-items: center;
      }
      img {
        flex: none;
        width: 96px;
        height: 96px;
        border-radius: var(--look-radius);
        background: var(--look-surface-2);
        object-fit: contain;
      }
    `,
  ];

  private answered = false;
  private address = '';

  @property({ attribute: false }) picture!: File;
  /** Name of the data set that is open. */
  @property() open = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.address = URL.createObjectURL(this.picture);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    URL.revokeObjectURL(this.address);
  }

  private answer(answer: PictureAnswer): void {
    if (this.answered) return;
    this.answered = true;
    this.dispatchEvent(new LookPictureAnswerEvent(answer));
  }

  override render() {
    const name = printable(this.picture.name);
    return html`<look-dialog label="A picture" @look-close=${() => this.answer(null)}>
      <div class="what">
        <img src=${this.address} alt="" @error=${(event: Event) => ((event.target as HTMLElement).hidden = true)} />
        <h2>What is “${name}” for?</h2>
      </div>
      <div class="answers">
        <button class="button primary" type="button" data-focus @click=${() => this.answer('similar')}>
          Find what is like it in “${printable(this.open)}”
        </button>
        <button class="button" type="button" @click=${() => this.answer('import')}>
          Import it as a data set of its own
        </button>
      </div>
      <button slot="footer" class="button quiet" type="button" @click=${() => this.answer(null)}>Cancel</button>
    </look-dialog>`;
  }
}

declare global {
  interface HTMLElementEventMap {
    'look-picture-answer': LookPictureAnswerEvent;
  }
  interface HTMLElementTagNameMap {
    'look-picture-dialog': LookPictureDialog;
  }
}
