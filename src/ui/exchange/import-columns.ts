import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { printable } from '../../core/dataset/names.ts';
import type { ColumnSummary, ImportChoices, RandomSplit, Survey } from '../../core/import/choices.ts';
import { formatCount, formatPlural } from '../kit/format.ts';
import { base, stageParts } from '../styles/shared.ts';
import { unseen } from '../styles/unseen.ts';
import { LookChoicesEvent } from './choices-event.ts';

/** What a column can be. */
type Role = 'label' | 'split' | 'annotator' | 'field';

const ROLES: readonly [Role, string][] = [
  ['label', 'Label'],
  ['split', 'Split'],
  ['annotator', 'One annotator’s labels'],
  ['field', 'A field'],
];

/** Values of a column that are shown. */
const SHOWN_VALUES = 4;

/** The random split that is offered. */
const SUGGESTED_SPLIT: RandomSplit = { share: 0.2, seed: 1, group: null };

/**
 * What is known of the samples, a row a column, and what each column is: label, split, annotator or field; where none is the split, a
 * random one.
 * @fires look-choices - what was changed
 */
@customElement('look-import-columns')
export class LookImportColumns extends LitElement {
  static override styles = [
    base,
    stageParts,
    css`
      .scroll {
        overflow-x: auto;
      }
      td {
        vertical-align: baseline;
      }
      .name {
        font-weight: 550;
        overflow-wrap: anywhere;
      }
      .values {
        min-width: 12rem;
        color: var(--look-text-2);
        overflow-wrap: anywhere;
      }
      select {
        max-width: 12rem;
      }
      .split {
        margin-top: var(--look-space-3);
      }
      .split input[type='number'] {
        width: 5rem;
      }
      /* A column is three lines of a list where three cells have no room beside one another. */
      @media (width < 560px) {
        table,
        tbody,
        tr,
        td {
          display: block;
        }
        thead {
          ${unseen}
        }
        tr:not(:last-child) {
          border-bottom: 1px solid var(--look-line);
        }
        td {
          padding: var(--look-space-1) 0;
          border: 0;
        }
        td:first-child {
          padding-top: var(--look-space-3);
        }
        td:last-child {
          padding-bottom: var(--look-space-3);
        }
        select {
          max-width: 100%;
        }
      }
    `,
  ];

  @property({ attribute: false }) survey!: Survey;
  @property({ attribute: false }) choices!: ImportChoices;

  private change(changes: Partial<ImportChoices>): void {
    this.dispatchEvent(new LookChoicesEvent(changes));
  }

  private roleOf(name: string): Role {
    const { annotators, label, split } = this.choices;
    if (annotators.includes(name)) return 'annotator';
    if (split === name) return 'split';
    return label === name && annotators.length === 0 ? 'label' : 'field';
  }

  private setRole(name: string, role: Role): void {
    const { annotators, label, split } = this.choices;
    const others = annotators.filter((other) => other !== name);
    this.change({
      label: role === 'label' ? name : label === name ? null : label,
      split: role === 'split' ? name : split === name ? null : split,
      annotators: role === 'annotator' ? [...others, name] : role === 'label' ? [] : others,
    });
  }

  override render() {
    const { columns } = this.survey;
    return html`<h2>What is known of each sample</h2>
      ${
        columns.length === 0
          ? html`<p class="muted">
              Nothing but the picture itself: no folder for each class, no table, no labels. They can be imported
              without labels, checked for quality and duplicates, and be given labels afterwards: from a table, or by
              hand. Where labels lie elsewhere, beside or above, bring all of it together.
            </p>`
          : html`<div class="scroll">
              <table>
                <thead>
                  <tr>
                    <th>Column</th>
                    <th>What stands in it</th>
                    <th>It is</th>
                  </tr>
                </thead>
                <tbody>
                  ${columns.map((column) => this.renderColumn(column))}
                </tbody>
              </table>
            </div>`
      }
      ${this.renderSplit()}`;
  }

  private renderColumn(column: ColumnSummary): TemplateResult {
    const role = this.roleOf(column.name);
    const shown = column.values.slice(0, SHOWN_VALUES);
    const more = column.different - shown.length;
    return html`<tr>
      <td>
        <div class="name">${printable(column.name)}</div>
        <div class="faint">${printable(column.origin)}</div>
      </td>
      <td class="values">
        ${shown.map(({ value, count }, k) => html`${k > 0 ? ', ' : ''}${clipped(value)} <span class="faint num">${formatCount(count)}</span>`)}
        ${more > 0 ? html`<span class="faint">and ${formatPlural(more, 'other value')}</span>` : nothing}
        ${column.empty > 0 ? html`<span class="faint">· empty ${formatCount(column.empty)}</span>` : nothing}
      </td>
      <td>
        <select
          aria-label="What “${printable(column.name)}” is"
          @change=${(event: Event) => this.setRole(column.name, (event.target as HTMLSelectElement).value as Role)}
        >
          ${ROLES.map(([value, title]) => html`<option value=${value} .selected=${role === value}>${title}</option>`)}
        </select>
      </td>
    </tr>`;
  }

  private renderSplit(): TemplateResult | typeof nothing {
    const { split } = this.choices;
    if (typeof split === 'string') return nothing;
    const set = (changes: Partial<RandomSplit>): void =>
      this.change({ split: { ...SUGGESTED_SPLIT, ...split, ...changes } });
    return html`<div class="split row">
      <label
        ><input
          type="checkbox"
          .checked=${split !== null}
          @change=${(event: Event) => this.change({ split: (event.target as HTMLInputElement).checked ? SUGGESTED_SPLIT : null })}
        />
        Hold some out at random as a test split, of every class alike</label
      >
      ${
        split
          ? html`<label
                >Share
                <input
                  type="number"
                  min="1"
                  max="90"
                  .value=${String(Math.round(split.share * 100))}
                  @change=${(event: Event) => {
                    const percent = (event.target as HTMLInputElement).valueAsNumber;
                    if (percent >= 1 && percent <= 90) set({ share: percent / 100 });
                  }}
                />
                %</label
              >
              <label
                >Seed
                <input
                  type="number"
                  min="0"
                  step="1"
                  .value=${String(split.seed)}
                  @change=${(event: Event) => {
                    const seed = (event.target as HTMLInputElement).valueAsNumber;
                    if (Number.isInteger(seed)) set({ seed });
                  }}
              /></label>
              <label
                >Keep together
                <select @change=${(event: Event) => set({ group: (event.target as HTMLSelectElement).value || null })}>
                  <option value="" .selected=${split.group === null}>nothing</option>
                  ${this.survey.columns.map(
                    ({ name }) =>
                      html`<option value=${name} .selected=${split.group === name}>
                        those of one “${printable(name)}”
                      </option>`,
                  )}
                </select></label
              >`
          : html`<span class="muted">Without one, how well a network does on samples it never saw is not known.</span>`
      }
    </div>`;
  }
}

const clipped = (value: string): string => printable(value.length > 40 ? `${value.slice(0, 39)}…` : value);

declare global {
  interface HTMLElementTagNameMap {
    'look-import-columns': LookImportColumns;
  }
}
