import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { printable } from '../../core/dataset/names.ts';
import type { ColumnMeaning } from '../../core/tables/table-mapping.ts';
import type { PlannedColumn } from '../../core/tables/table-plan.ts';
import { base, stageParts } from '../styles/shared.ts';

/** A person said what a column is. */
export class LookMeaningEvent extends CustomEvent<{ column: string; meaning: ColumnMeaning }> {
  constructor(column: string, meaning: ColumnMeaning) {
    super('look-meaning', { detail: { column, meaning } });
  }
}

const MEANINGS: Record<ColumnMeaning, string> = {
  name: 'Sample’s name',
  split: 'Split',
  index: 'Sample’s number',
  labels: 'Labels',
  annotator: 'Annotator’s labels',
  who: 'Who gave the label',
  field: 'Field',
  prediction: 'Predictions',
  embedding: 'Embedding',
  nothing: 'Left out',
};

/** Columns shown at most; the rest is named. */
const MOST_SHOWN = 30;

/** The first rows of a table, and above each column what it is taken for. @fires look-meaning - what a column is */
@customElement('look-table-columns')
export class LookTableColumns extends LitElement {
  static override styles = [
    base,
    stageParts,
    css`
      .scroll {
        overflow-x: auto;
        border: 1px solid var(--look-line);
        border-radius: var(--look-radius-small);
      }
      th,
      td {
        max-width: 180px;
        padding: var(--look-space-1) var(--look-space-2);
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      td {
        font-family: var(--look-font-mono);
        font-size: var(--look-size-2);
      }
      th span {
        display: block;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .left td,
      td.left {
        color: var(--look-text-3);
      }
      p {
        margin-top: var(--look-space-1);
      }
    `,
  ];

  @property({ attribute: false }) columns: readonly PlannedColumn[] = [];

  private onChange(column: string, event: Event): void {
    this.dispatchEvent(new LookMeaningEvent(column, (event.target as HTMLSelectElement).value as ColumnMeaning));
  }

  private renderHead({ name, meaning }: PlannedColumn) {
    const shown = printable(name);
    return html`<th scope="col">
      <span title=${shown}>${shown}</span>
      <select aria-label="What “${shown}” is" @change=${(event: Event) => this.onChange(name, event)}>
        ${Object.entries(MEANINGS).map(
          ([value, title]) => html`<option value=${value} .selected=${value === meaning}>${title}</option>`,
        )}
      </select>
    </th>`;
  }

  override render() {
    const shown = this.columns.slice(0, MOST_SHOWN);
    const rows = Math.max(0, ...shown.map(({ head }) => head.length));
    const hidden = this.columns.length - shown.length;
    return html`<div class="scroll" role="region" tabindex="0" aria-label="Columns and first rows">
        <table>
          <thead>
            <tr>
              ${shown.map((column) => this.renderHead(column))}
            </tr>
          </thead>
          <tbody>
            ${Array.from(
              { length: rows },
              (_, row) =>
                html`<tr>
                  ${shown.map(
                    ({ head, meaning }) =>
                      html`<td class=${meaning === 'nothing' ? 'left' : ''}>${printable(head[row] ?? '')}</td>`,
                  )}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${hidden > 0 ? html`<p class="muted">${hidden} more columns are not shown.</p>` : ''}`;
  }
}

declare global {
  interface HTMLElementEventMap {
    'look-meaning': LookMeaningEvent;
  }
  interface HTMLElementTagNameMap {
    'look-table-columns': LookTableColumns;
  }
}
