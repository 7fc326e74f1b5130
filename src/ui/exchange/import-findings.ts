import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { printable } from '../../core/dataset/names.ts';
import type { Survey } from '../../core/import/choices.ts';
import { icon } from '../icons.ts';
import { formatCount, formatPlural } from '../kit/format.ts';
import { base } from '../styles/shared.ts';

/** Names that are listed before a person asks for more. */
const LISTED = 200;

/** What was found beside the samples: pictures that cannot be read, copies, other files, notes. Nothing where there is nothing to say. */
@customElement('look-import-findings')
export class LookImportFindings extends LitElement {
  static override styles = [
    base,
    css`
      ul {
        display: grid;
        gap: var(--look-space-2);
      }
      li {
        display: grid;
        grid-template-columns: 16px minmax(0, 1fr);
        gap: var(--look-space-2);
        overflow-wrap: anywhere;
      }
      li > svg {
        margin-top: 2px;
        color: var(--look-text-3);
      }
      .bad > svg {
        color: var(--look-warn-text);
      }
      summary {
        cursor: pointer;
      }
      .names {
        max-height: 12rem;
        margin-top: var(--look-space-2);
        overflow: auto;
        color: var(--look-text-2);
        font-size: var(--look-size-2);
      }
    `,
  ];

  @property({ attribute: false }) survey!: Survey;

  override render() {
    const { unreadable, unreadableCount, duplicates, duplicateGroups, strangers, notes } = this.survey;
    return html`<ul>
      ${
        unreadableCount > 0
          ? this.renderList(
              'bad',
              `${formatPlural(unreadableCount, 'picture')} cannot be read and ${unreadableCount === 1 ? 'is' : 'are'} left out`,
              unreadable.map(({ path, why }) => `${path}: ${why}`),
              unreadableCount,
            )
          : nothing
      }
      ${
        duplicateGroups > 0
          ? this.renderList(
              '',
              `${formatPlural(duplicateGroups, 'group')} of pictures that are the same byte for byte; they are imported, and listed under Insights`,
              duplicates.map((names) => names.join(' = ')),
              duplicateGroups,
            )
          : nothing
      }
      ${strangers.map(
        ({ kind, count, example }) =>
          html`<li>
            ${icon('info')}<span class="muted"
              >Passed over: ${formatCount(count)} ${printable(kind)},
              <span class="faint">${printable(example)}</span></span
            >
          </li>`,
      )}
      ${notes.map((note) => html`<li>${icon('info')}<span class="muted">${note}</span></li>`)}
    </ul>`;
  }

  private renderList(kind: string, title: string, names: readonly string[], count: number): TemplateResult {
    const shown = names.slice(0, LISTED);
    return html`<li class=${kind}>
      ${icon(kind === 'bad' ? 'circle-alert' : 'info')}
      <details>
        <summary>${title}</summary>
        <ul class="names">
          ${shown.map((name) => html`<div>${printable(name)}</div>`)}
          ${count > shown.length ? html`<div>and ${formatCount(count - shown.length)} more</div>` : nothing}
        </ul>
      </details>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-import-findings': LookImportFindings;
  }
}
