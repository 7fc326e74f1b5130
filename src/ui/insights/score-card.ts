import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ScoreColumn, Table } from '../../core/dataset/table.ts';
import { catalogue } from '../../core/insights/catalogue.ts';
import type { ScoreMethod } from '../../core/insights/methods.ts';
import { formatCount, formatPlural } from '../kit/format.ts';
import { base } from '../styles/shared.ts';
import { histogramOf, rangeOf, scoreFacts, scoreOf, type ScoreFacts, type ScoreHistogram } from './score-facts.ts';
import './score-values.ts';

/** A person wants this score computed. */
export class LookComputeEvent extends CustomEvent<ScoreMethod> {
  constructor(method: ScoreMethod) {
    super('look-compute', { detail: method });
  }
}

const BINS = 40;

/** One score: what it is, how far it has come, how its values lie. @event look-compute */
@customElement('look-score-card')
export class ScoreCard extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-rows: auto auto 1fr auto auto;
        gap: var(--look-space-3);
        padding: var(--look-space-4);
        border: 1px solid var(--look-line);
        border-radius: var(--look-radius);
        background: var(--look-surface);
      }
      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--look-space-2);
      }
      h3 {
        font-size: 14px;
        font-weight: 620;
      }
      .formula {
        padding: var(--look-space-2) var(--look-space-3);
        border-radius: var(--look-radius-small);
        background: var(--look-surface-2);
        font: var(--look-size-2) / 1.5 var(--look-font-mono);
      }
      .meaning {
        color: var(--look-text-2);
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
      dd {
        color: var(--look-text-2);
      }
      .state {
        display: flex;
        flex-wrap: wrap;
        gap: var(--look-space-1) var(--look-space-3);
      }
      .stale {
        color: var(--look-warn);
      }
      .empty {
        display: grid;
        place-items: center;
        height: 88px;
        border: 1px dashed var(--look-line);
        border-radius: var(--look-radius-small);
        color: var(--look-text-2);
      }
    `,
  ];

  private seen: { table: Table; facts: ScoreFacts; histogram: ScoreHistogram } | null = null;

  @property() method!: ScoreMethod;
  @property({ attribute: false }) table!: Table;
  /** Name of the run that it is of. */
  @property() run = '';
  @property({ type: Boolean }) disabled = false;

  private look(score: ScoreColumn): { facts: ScoreFacts; histogram: ScoreHistogram } {
    const { table } = this;
    if (this.seen?.table !== table) {
      const [low, high] = rangeOf(score, table.classes.length);
      const histogram = histogramOf(score, table.truth, low, high, BINS);
      this.seen = { table, facts: scoreFacts(table, score.key), histogram };
    }
    return this.seen;
  }

  private renderValues(score: ScoreColumn) {
    const { facts, histogram } = this.look(score);
    const { suspectWhen, unit } = catalogue[this.method];
    return html`<look-score-values
        .histogram=${histogram}
        .suspectWhen=${suspectWhen}
        .unit=${unit}
      ></look-score-values>
      <div class="state num">
        <span>${formatPlural(facts.computed, 'sample')} by “${this.run}”</span>
        ${
          facts.stale > 0
            ? html`<span class="stale">${formatCount(facts.stale)} stale: their labels changed since</span>`
            : nothing
        }
        ${score.key === this.method ? nothing : html`<span class="muted">as <code>${score.key}</code></span>`}
      </div>`;
  }

  override render() {
    const { title, formula, range, meaning, cost, source, suspectWhen } = catalogue[this.method];
    const score = scoreOf(this.table, this.method);
    return html`<div class="head">
        <h3>${title}</h3>
        <button
          class="button small"
          type="button"
          aria-label="${score ? 'Compute again:' : 'Compute'} ${title}"
          ?disabled=${this.disabled}
          @click=${() => this.dispatchEvent(new LookComputeEvent(this.method))}
        >
          ${score ? 'Compute again' : 'Compute'}
        </button>
      </div>
      <p class="formula">${formula}</p>
      <div>
        <p class="meaning">${meaning}</p>
        <dl>
          <dt>Range</dt>
          <dd>${range}, ${suspectWhen} is suspect</dd>
          <dt>Cost</dt>
          <dd>${cost}</dd>
          <dt>Source</dt>
          <dd>${source}</dd>
        </dl>
      </div>
      ${score ? this.renderValues(score) : html`<div class="empty">Not computed yet</div>`}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-score-card': ScoreCard;
  }
  interface HTMLElementEventMap {
    'look-compute': LookComputeEvent;
  }
}
