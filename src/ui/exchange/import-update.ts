import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { printable } from '../../core/dataset/names.ts';
import type { ImportChoices, UpdateSummary } from '../../core/import/choices.ts';
import { formatCount, formatPlural } from '../kit/format.ts';
import { base } from '../styles/shared.ts';
import { LookChoicesEvent } from './choices-event.ts';

/** Ways in which names were matched that are shown. */
const MATCHES = 5;

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
      h2,
      p {
        overflow-wrap: anywhere;
      }
      h2 {
        display: -webkit-box;
        overflow: hidden;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
      }
      .doubt {
        color: var(--look-warn-text);
      }
    `,
  ];

  @property({ attribute: false }) changes!: UpdateSummary;
  @property({ attribute: false }) choices!: ImportChoices;

  override render() {
    const { same, added, changed, changedCount, gone, goneCount } = this.changes;
    const dataset = printable(this.changes.dataset);
    return html`<h2 title=${dataset}>Compared with “${dataset}”</h2>
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
      ${this.renderMatches()}${this.renderMoved()}
      ${
        changedCount > 1 && changedCount > same
          ? html`<p class="doubt">
              Most pictures of a known name are other pictures, which get the labels and decisions of those that they
              replace. If this is another folder, import it as a data set of its own.
            </p>`
          : nothing
      }
      ${this.renderNames('another picture under the same name', changed, changedCount)}
      ${this.renderNames('not there any more', gone, goneCount)} ${goneCount > 0 ? this.renderGone() : nothing}
      <p>
        The newer version becomes a data set beside the older one. Every decision, label and tag goes with its picture,
        and saved views come along. Runs do not, with their scores and maps: they stay with the older one, which is left
        as it is until you delete it.
      </p>`;
  }

  private renderMatches() {
    return this.changes.matches
      .slice(0, MATCHES)
      .map(
        ({ name, known, count }) =>
          html`<p>
            ${formatPlural(count, 'name')} matched but for folders in front: “${printable(name)}” is
            “${printable(known)}”.
          </p>`,
      );
  }

  private renderMoved() {
    const { moved, movedCount } = this.changes;
    if (movedCount === 0) return nothing;
    return html`<p>
        ${movedCount === 1 ? '1 sample is' : `${formatCount(movedCount)} samples are`} known under
        ${movedCount === 1 ? 'another name: its' : 'other names: their'} decisions go with the sample.
      </p>
      ${this.renderNames(
        'known under another name',
        moved.map(({ name, known }) => `${name}, which was ${known}`),
        movedCount,
      )}`;
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
      ${option('keep', 'Keep those that are not there any more')}
      ${option('drop', 'Leave them out, with what was decided about them')}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-import-update': LookImportUpdate;
  }
}
