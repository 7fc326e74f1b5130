import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Table } from '../../core/dataset/table.ts';
import { catalogue } from '../../core/insights/catalogue.ts';
import type { ScoreMethod } from '../../core/insights/methods.ts';
import { memo } from '../../core/memo.ts';
import { LookRangeEvent } from '../events/explore-events.ts';
import '../filters/score-range.ts';
import { NARROW } from '../styles/screens.ts';
import { base } from '../styles/shared.ts';
import { scoreOf } from '../scores/score-facts.ts';
import { binsOf } from '../scores/score-bins.ts';

/**
 * One score in full: what it is, what it costs, where it comes from, how its values lie.
 * @event look-range - values to look at
 */
@customElement('look-score-card')
export class ScoreCard extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1.4fr) minmax(0, 1fr);
        gap: var(--look-space-3) var(--look-space-5);
      }
      .formula {
        padding: var(--look-space-2) var(--look-space-3);
        border-radius: var(--look-radius-small);
        background: var(--look-surface-2);
        font: var(--look-size-2) / 1.5 var(--look-font-mono);
      }
      .meaning {
        margin-top: var(--look-space-2);
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 2px var(--look-space-3);
        margin-top: var(--look-space-2);
        font-size: var(--look-size-2);
      }
      dt {
        color: var(--look-text-3);
      }
      dd,
      .meaning {
        color: var(--look-text-2);
      }
      .empty {
        display: grid;
        place-items: center;
        min-height: 96px;
        border: 1px dashed var(--look-line);
        border-radius: var(--look-radius-small);
        color: var(--look-text-2);
      }
      @media ${NARROW} {
        :host {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  private readonly bins = memo(binsOf);

  @property() method!: ScoreMethod;
  @property({ attribute: false }) table!: Table;

  override render() {
    const { title, formula, range, meaning, cost, source, suspectWhen } = catalogue[this.method];
    const { truth, classes } = this.table;
    const score = scoreOf(this.table, this.method);
    return html`<div>
        <p class="formula">${formula}</p>
        <p class="meaning">${meaning}</p>
        <dl>
          <dt>Range</dt>
          <dd>${range}, ${suspectWhen} is suspect</dd>
          <dt>Cost</dt>
          <dd>${cost}</dd>
          <dt>Source</dt>
          <dd>${source}</dd>
          ${
            score && score.key !== this.method
              ? html`<dt>Key</dt>
                  <dd><code>${score.key}</code></dd>`
              : nothing
          }
        </dl>
      </div>
      ${
        score
          ? html`<look-score-range
              .bins=${this.bins(score, truth, classes.length)}
              .label=${title}
              @look-range=${(event: LookRangeEvent) => this.dispatchEvent(new LookRangeEvent(event.detail))}
            ></look-score-range>`
          : html`<div class="empty">Not computed yet</div>`
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-score-card': ScoreCard;
  }
}
