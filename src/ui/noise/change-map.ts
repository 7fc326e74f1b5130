import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { standingClasses } from '../../core/dataset/classes.ts';
import { printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import { formatCount } from '../kit/format.ts';
import { base } from '../styles/shared.ts';
import type { LabelChanges } from './noise-plan.ts';

/** With more classes than this a square of counts is not readable; the commonest changes are listed instead. */
const MOST_IN_SQUARE = 16;
const LISTED = 12;

/** Which class became which: a square of counts, true label by given label, or with many classes the commonest changes. */
@customElement('look-change-map')
export class ChangeMap extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      .scroll {
        position: relative;
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-spacing: 2px;
        border-collapse: separate;
        font-size: var(--look-size-2);
      }
      .caption {
        margin-bottom: var(--look-space-2);
        color: var(--look-text-2);
        font-size: var(--look-size-2);
      }
      th {
        padding: 0 var(--look-space-1);
        color: var(--look-text-2);
        font-weight: 450;
        white-space: nowrap;
      }
      thead th {
        height: 72px;
        text-align: center;
        vertical-align: bottom;
      }
      thead th span {
        display: inline-block;
        writing-mode: vertical-rl;
        rotate: 180deg;
        max-height: 72px;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      tbody th {
        width: 1%;
        text-align: right;
      }
      td {
        min-width: 36px;
        height: 26px;
        padding: 0 var(--look-space-1);
        border-radius: 3px;
        background: color-mix(in oklab, var(--look-warn) calc(var(--heat, 0%) * 0.45), var(--look-surface-2));
        text-align: center;
        forced-color-adjust: none;
      }
      td.same {
        background: none;
        color: var(--look-text-3);
      }
      .list td {
        background: none;
        text-align: left;
      }
      .list td.count {
        text-align: right;
      }
      .bar {
        display: block;
        width: var(--heat);
        min-width: 2px;
        height: 6px;
        border-radius: 3px;
        background: var(--look-warn);
        forced-color-adjust: none;
      }
    `,
  ];

  @property({ attribute: false }) table!: Pick<Table, 'classes' | 'retired'>;
  @property({ attribute: false }) changes: LabelChanges | null = null;
  /** What the counts are of: "Labels that will change". */
  @property() caption = '';

  private square(labels: readonly number[], { kinds }: LabelChanges) {
    const counts = new Map(kinds.map(({ from, to, count }) => [`${from} ${to}`, count]));
    const highest = kinds[0]?.count ?? 1;
    const table = html`<table aria-labelledby="caption">
      <thead>
        <tr>
          <td class="same"></td>
          ${labels.map((label) => html`<th scope="col" title=${this.name(label)}><span>${this.name(label)}</span></th>`)}
        </tr>
      </thead>
      <tbody>
        ${labels.map(
          (from) =>
            html`<tr>
              <th scope="row" class="clipped" title=${this.name(from)}>${this.name(from)}</th>
              ${labels.map((to) => {
                const count = counts.get(`${from} ${to}`) ?? 0;
                if (from === to) return html`<td class="same">·</td>`;
                const heat = styleMap({ '--heat': `${(count / highest) * 100}%` });
                return html`<td style=${heat}>${count > 0 ? formatCount(count) : nothing}</td>`;
              })}
            </tr>`,
        )}
      </tbody>
    </table>`;
    return this.renderTable(`${this.caption}: rows are true labels, columns given ones.`, table);
  }

  private list({ kinds }: LabelChanges) {
    const highest = kinds[0]?.count ?? 1;
    const said = `the ${Math.min(LISTED, kinds.length)} commonest of ${formatCount(kinds.length)} kinds of change.`;
    const table = html`<table class="list" aria-labelledby="caption">
      <tbody>
        ${kinds.slice(0, LISTED).map(
          ({ from, to, count }) =>
            html`<tr>
              <td class="clipped" title="${this.name(from)} → ${this.name(to)}">
                ${this.name(from)} → <span class="given">${this.name(to)}</span>
              </td>
              <td class="count">${formatCount(count)}</td>
              <td aria-hidden="true">
                <span class="bar" style=${styleMap({ '--heat': `${(count / highest) * 100}%` })}></span>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>`;
    return this.renderTable(`${this.caption}: ${said}`, table);
  }

  private name(label: number): string {
    return printable(this.table.classes[label]);
  }

  /** What is counted stands still above a table that may be wider than its box. */
  private renderTable(caption: string, table: TemplateResult) {
    return html`<p id="caption" class="caption">${caption}</p>
      <div class="scroll" role="region" tabindex="0" aria-labelledby="caption">${table}</div>`;
  }

  override render() {
    if (!this.changes) return nothing;
    const labels = standingClasses(this.table);
    return labels.length <= MOST_IN_SQUARE ? this.square(labels, this.changes) : this.list(this.changes);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-change-map': ChangeMap;
  }
}
