import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { printable } from '../../core/dataset/names.ts';
import type { DatasetInfo } from '../../core/dataset/types.ts';
import { formatMoment, formatPlural } from '../kit/format.ts';
import '../kit/dialog.ts';
import { base } from '../styles/shared.ts';
import { answersStyles } from './answers-styles.ts';

/** What to do with something that was imported before: null = nothing. */
export type KnownAnswer = 'open' | 'again' | 'update' | null;

/** The person's answer. */
export class LookKnownAnswerEvent extends CustomEvent<KnownAnswer> {
  constructor(answer: KnownAnswer) {
    super('look-known-answer', { detail: answer });
  }
}

/**
 * Asks what to do with files of a name that a data set of this browser came from.
 * @fires look-known-answer - once; the element is of no use afterwards
 */
@customElement('look-known-dialog')
export class LookKnownDialog extends LitElement {
  static override styles = [
    base,
    answersStyles,
    css`
      look-dialog {
        --width: 32rem;
      }
      p {
        margin-top: var(--look-space-2);
        color: var(--look-text-2);
        overflow-wrap: anywhere;
      }
    `,
  ];

  private answered = false;

  /** The data set that came from files of this name. */
  @property({ attribute: false }) info!: DatasetInfo;

  /** How many files were brought; null where that is not known before they are looked through. */
  @property({ attribute: false }) brought: number | null = null;

  private answer(answer: KnownAnswer): void {
    if (this.answered) return;
    this.answered = true;
    this.dispatchEvent(new LookKnownAnswerEvent(answer));
  }

  override render() {
    const { sampleCount, createdAt } = this.info;
    const [name, source] = [printable(this.info.name), printable(this.info.source)];
    const differ = this.brought !== null && this.brought !== sampleCount;
    const open = html`<button
      class="button ${differ ? '' : 'primary'}"
      type="button"
      ?data-focus=${!differ}
      @click=${() => this.answer('open')}
    >
      Open “${name}”, with all that was done in it
    </button>`;
    const compare = html`<button
      class="button ${differ ? 'primary' : ''}"
      type="button"
      ?data-focus=${differ}
      @click=${() => this.answer('update')}
    >
      Compare: it may be a newer version, or bring more samples
    </button>`;
    return html`<look-dialog label="Imported before" @look-close=${() => this.answer(null)}>
      <h2>Was “${source}” imported before?</h2>
      <p>
        “${name}”, ${formatPlural(sampleCount, 'sample')}, is in this browser. It came from a file or folder of this
        name on ${formatMoment(createdAt)}.
        ${
          differ
            ? html`Now ${formatPlural(this.brought!, 'file')} ${this.brought === 1 ? 'was' : 'were'} brought, and it has
              ${formatPlural(sampleCount, 'sample')}.`
            : nothing
        }
      </p>
      <div class="answers">
        ${differ ? [compare, open] : [open, compare]}
        <button class="button" type="button" @click=${() => this.answer('again')}>
          Import it once more, as a data set of its own
        </button>
      </div>
      <button slot="footer" class="button quiet" type="button" @click=${() => this.answer(null)}>Cancel</button>
    </look-dialog>`;
  }
}

declare global {
  interface HTMLElementEventMap {
    'look-known-answer': LookKnownAnswerEvent;
  }
  interface HTMLElementTagNameMap {
    'look-known-dialog': LookKnownDialog;
  }
}
