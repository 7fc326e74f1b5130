import { LitElement, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import type { DatasetInfo } from '../../core/dataset/types.ts';
import { formatPlural } from '../kit/format.ts';
import { LookAnswerEvent } from '../kit/question.ts';

/**
 * Asks whether a data set is to be deleted, and says what goes with it.
 * @fires look-answer - once; the element is of no use afterwards
 */
@customElement('look-delete-dialog')
export class LookDeleteDialog extends LitElement {
  @state() private losses = '';
  @property({ attribute: false }) look!: Look;
  @property({ attribute: false }) info!: DatasetInfo;

  override firstUpdated(): void {
    // The question can be asked without the figures.
    this.count().catch(() => {});
  }

  private async count(): Promise<void> {
    const { id, sampleCount } = this.info;
    const { runs, edits } = await this.look.countWork(id);
    this.losses = [formatPlural(sampleCount, 'sample'), formatPlural(runs, 'run'), formatPlural(edits, 'edit')].join(
      ', ',
    );
  }

  override render() {
    return html`<look-question
      heading="Delete ${this.info.name}?"
      text="${this.losses && `${this.losses} go with it. `}This cannot be undone."
      @look-answer=${(event: LookAnswerEvent) => this.dispatchEvent(new LookAnswerEvent(event.detail.yes))}
    ></look-question>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-delete-dialog': LookDeleteDialog;
  }
}
