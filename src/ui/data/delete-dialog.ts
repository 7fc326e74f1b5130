import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DatasetInfo } from '../../core/dataset/types.ts';
import { listEdits } from '../../store/journal.ts';
import { listRuns } from '../../store/runs.ts';
import { formatPlural } from '../kit/format.ts';
import { base } from '../styles/shared.ts';

/** What the person answered. */
export class LookAnswerEvent extends CustomEvent<{ yes: boolean }> {
  constructor(yes: boolean) {
    super('look-answer', { detail: { yes } });
  }
}

/**
 * Asks whether a data set is to be deleted, and says what goes with it.
 * @fires look-answer - once; the element is of no use afterwards
 */
@customElement('look-delete-dialog')
export class LookDeleteDialog extends LitElement {
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
      }
      .delete:hover:not(:disabled) {
        background: color-mix(in oklab, var(--look-danger) 85%, var(--look-text));
      }
      wa-dialog {
        --width: 26rem;
      }
    `,
  ];

  private answered = false;

  @state() private losses = '';
  @property({ attribute: false }) info!: DatasetInfo;

  override firstUpdated(): void {
    // Without the figures the question is as good.
    this.count().catch(() => {});
  }

  private async count(): Promise<void> {
    const { id, sampleCount } = this.info;
    const [runs, edits] = await Promise.all([listRuns(id), listEdits(id)]);
    this.losses = [
      formatPlural(sampleCount, 'picture'),
      formatPlural(runs.length, 'run'),
      formatPlural(edits.length, 'edit'),
    ].join(', ');
  }

  private answer(yes: boolean): void {
    if (this.answered) return;
    this.answered = true;
    this.dispatchEvent(new LookAnswerEvent(yes));
  }

  override render() {
    return html`<wa-dialog open without-header label="Delete ${this.info.name}?" @wa-hide=${() => this.answer(false)}>
      <h2>Delete ${this.info.name}?</h2>
      <p>${this.losses ? `${this.losses} go with it. ` : nothing}This cannot be undone.</p>
      <button slot="footer" class="button" type="button" @click=${() => this.answer(false)}>Keep</button>
      <button slot="footer" class="button delete" type="button" @click=${() => this.answer(true)}>Delete</button>
    </wa-dialog>`;
  }
}

declare global {
  interface HTMLElementEventMap {
    'look-answer': LookAnswerEvent;
  }
  interface HTMLElementTagNameMap {
    'look-delete-dialog': LookDeleteDialog;
  }
}
