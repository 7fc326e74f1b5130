import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { standingClasses } from '../../core/dataset/classes.ts';
import { printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import { REVIEWED, type TextColumn } from '../../core/dataset/types.ts';
import { formatCount, formatPlural } from '../kit/format.ts';
import '../kit/dialog.ts';
import { LookAnswerEvent } from '../kit/question.ts';
import { base } from '../styles/shared.ts';

/**
 * Asks whether a text field is to become the label, and says what that does.
 * @fires look-answer - once; the element is of no use afterwards
 */
@customElement('look-field-label-dialog')
export class LookFieldLabelDialog extends LitElement {
  static override styles = [
    base,
    css`
      ul {
        display: grid;
        gap: var(--look-space-2);
        margin: var(--look-space-3) 0 0;
        padding-left: var(--look-space-4);
        color: var(--look-text-2);
        list-style: disc;
      }
      h2 {
        overflow-wrap: anywhere;
      }
    `,
  ];

  private answered = false;

  @property({ attribute: false }) table!: Table;
  /** Name of a text field of the table. */
  @property() field = '';

  private answer(yes: boolean): void {
    if (this.answered) return;
    this.answered = true;
    this.dispatchEvent(new LookAnswerEvent(yes));
  }

  override render() {
    const { table, field } = this;
    const { values, without } = countValues(table.fields.get(field) as TextColumn);
    const decided = table.reviewed.reduce((sum, decision) => sum + (decision === REVIEWED.no ? 0 : 1), 0);
    const heading = `Use “${printable(field)}” as label?`;
    return html`<look-dialog label=${heading} @look-close=${() => this.answer(false)}>
      <h2>${heading}</h2>
      <ul>
        <li>
          Its ${formatPlural(values, 'value')} become the classes, in place of the
          ${formatCount(standingClasses(table).length)} there are; every sample’s label becomes its value.
        </li>
        ${without > 0 ? html`<li>${formatPlural(without, 'sample')} without a value get no label.</li>` : nothing}
        ${
          decided > 0
            ? html`<li>What was decided about ${formatPlural(decided, 'sample')} is taken off, as are true labels.</li>`
            : nothing
        }
        <li>Runs of before stay, but know none of these classes: train again to score the new labels.</li>
        <li>Undo in the explorer takes all of it back in one step.</li>
      </ul>
      <button slot="footer" class="button" type="button" data-focus @click=${() => this.answer(false)}>Cancel</button>
      <button slot="footer" class="button primary" type="button" @click=${() => this.answer(true)}>Use as label</button>
    </look-dialog>`;
  }
}

/** How many different values samples have, and how many samples have none. */
function countValues({ codes, dictionary }: TextColumn): { values: number; without: number } {
  const names = dictionary.map((name) => name.trim());
  const found = new Set<string>();
  let without = 0;
  for (const code of codes) {
    if (names[code]) found.add(names[code]);
    else without += 1;
  }
  return { values: found.size, without };
}

declare global {
  interface HTMLElementTagNameMap {
    'look-field-label-dialog': LookFieldLabelDialog;
  }
}
