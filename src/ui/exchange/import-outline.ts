import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { printable } from '../../core/dataset/names.ts';
import type { Outline } from '../../core/import/choices.ts';
import { icon } from '../icons.ts';
import { formatBytes, formatCount, formatPlural } from '../kit/format.ts';
import { base, stageParts } from '../styles/shared.ts';

/** Classes that are listed before a person asks for all; those behind them by the thousand. */
const LISTED = 12;
const MOST = 1000;

/** What a data set will be: samples by class and split, what looks odd, the space it needs. */
@customElement('look-import-outline')
export class LookImportOutline extends LitElement {
  static override styles = [
    base,
    stageParts,
    css`
      .scroll {
        max-height: 26rem;
        overflow: auto;
      }
      th {
        position: sticky;
        top: 0;
        background: var(--look-surface);
      }
      td:first-child {
        max-width: 14rem;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      tr.total td {
        font-weight: 600;
      }
      .zero {
        color: var(--look-text-3);
      }
      ul {
        display: grid;
        gap: var(--look-space-2);
        margin-top: var(--look-space-3);
      }
      li {
        display: grid;
        grid-template-columns: 16px minmax(0, 1fr);
        gap: var(--look-space-2);
        overflow-wrap: anywhere;
      }
      li svg {
        margin-top: 2px;
        color: var(--look-warn-text);
      }
      p {
        margin-top: var(--look-space-3);
      }
    `,
  ];

  /** Whether every class is listed. */
  @state() private all = false;
  @property({ attribute: false }) outline!: Outline;

  override render() {
    const { classes, splits, unlabelled, odd, needed, free } = this.outline;
    const samples = splits.reduce((sum, { count }) => sum + count, 0);
    const listed = classes.slice(0, this.all ? MOST : LISTED);
    const cell = (count: number) => html`<td class="right ${count === 0 ? 'zero' : ''}">${formatCount(count)}</td>`;
    return html`<h2>
        What it becomes: ${formatPlural(samples, 'sample')}, ${formatPlural(classes.length, 'class', 'classes')}
      </h2>
      <div class="scroll" tabindex="0" role="region" aria-label="Samples by class and split">
        <table>
          <thead>
            <tr>
              <th>Class</th>
              ${splits.map(({ name }) => html`<th class="right">${printable(name)}</th>`)}
            </tr>
          </thead>
          <tbody>
            <tr class="total">
              <td>All</td>
              ${splits.map(({ count }) => cell(count))}
            </tr>
            ${listed.map(
              (name, number) =>
                html`<tr>
                  <td title=${printable(name)}>${printable(name)}</td>
                  ${splits.map(({ byClass }) => cell(byClass[number]))}
                </tr>`,
            )}
            ${
              unlabelled > 0
                ? html`<tr>
                    <td class="muted">no label</td>
                    ${splits.map(({ byClass }) => cell(byClass[classes.length]))}
                  </tr>`
                : nothing
            }
          </tbody>
        </table>
      </div>
      ${
        classes.length > listed.length
          ? this.all
            ? html`<p class="faint">and ${formatCount(classes.length - listed.length)} more classes</p>`
            : html`<button class="button small quiet" type="button" @click=${() => (this.all = true)}>
                ${formatCount(classes.length - listed.length)} more
              </button>`
          : nothing
      }
      <ul>
        ${odd.map((sentence) => html`<li>${icon('circle-alert')}<span>${printable(sentence)}</span></li>`)}
      </ul>
      <p class=${free !== null && needed > free ? 'given' : 'muted'}>
        Takes about ${formatBytes(needed)} of this browser’s
        storage${
          free === null
            ? ''
            : needed > free
              ? `, and only ${formatBytes(Math.max(0, free))} are free`
              : `; ${formatBytes(free)} are free`
        }.
      </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-import-outline': LookImportOutline;
  }
}
