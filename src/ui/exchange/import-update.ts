import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { printable } from '../../core/dataset/names.ts';
import type { ImportChoices, UpdateSummary } from '../../core/import/choices.ts';
import { formatCount, formatPlural } from '../kit/format.ts';
import { base } from '../styles/shared.ts';
import { LookChoicesEvent } from './choices-event.ts';

/**
 * What is new, gone and changed in a newer version of a data set, and whether what is gone stays.
 * @fires look-choices - what was changed
 */
@customElement('look-import-update')
export class LookImportUpdate extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--look-space-2);
      }
      dl {
        display: flex;
        flex-wrap: wrap;
        gap: var(--look-space-2) var(--look-space-5);
      }
      dd {
        font-size: var(--look-size-4);
        font-weight: 620;
      }
      summary {
        cursor: pointer;
      }
      .names {
        max-height: 10rem;
        overflow: auto;
        color: var(--look-text-2);
        font-size: var(--look-size-2);
        overflow-wrap: anywhere;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--look-space-3);
      }
    `,
  ];

  @property({ attribute: false }) changes!: UpdateSummary;
  @property({ attribute: false }) choices!: ImportChoices;

  override render() {
    const { dataset, same, added, changed, changedCount, gone, goneCount } = this.changes;
    return html`<h2>Compared with “${dataset}”, by name</h2>
      <dl class="num">
        <div>
          <dt class="muted">the same</dt>
          <dd>${formatCount(same)}</dd>
        </div>
        <div>
          <dt class="muted">new</dt>
          <dd>${formatCount(added)}</dd>
        </div>
        <div>
          <dt class="muted">another picture</dt>
          <dd>${formatCount(changedCount)}</dd>
        </div>
        <div>
          <dt class="muted">not there any more</dt>
          <dd>${formatCount(goneCount)}</dd>
        </div>
      </dl>
      ${this.renderNames('another picture under the same name', changed, changedCount)}
      ${this.renderNames('not there any more', gone, goneCount)} ${goneCount > 0 ? this.renderGone() : nothing}
      <p class="muted">
        Every decision, label and tag of “${dataset}” goes with its picture. The newer version becomes a data set beside
        it; “${dataset}” stays as it is, with its runs and saved views, which are not carried over, until you delete it.
      </p>`;
  }

  private renderNames(title: string, names: readonly string[], count: number) {
    if (count === 0) return nothing;
    return html`<details>
      <summary>${formatPlural(count, 'sample')}: ${title}</summary>
      <ul class="names">
        ${names.map((name) => html`<li>${printable(name)}</li>`)}
        ${count > names.length ? html`<li>and ${formatCount(count - names.length)} more</li>` : nothing}
      </ul>
    </details>`;
  }

  private renderGone() {
    const option = (value: ImportChoices['gone'], title: string) =>
      html`<label
        ><input
          type="radio"
          name="gone"
          .checked=${this.choices.gone === value}
          @change=${() => this.dispatchEvent(new LookChoicesEvent({ gone: value }))}
        />
        ${title}</label
      >`;
    return html`<div class="row" role="radiogroup" aria-label="Samples that are not there any more">
      ${option('keep', 'Keep those that are not there any more')} ${option('drop', 'Leave them out')}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-import-update': LookImportUpdate;
  }
}
