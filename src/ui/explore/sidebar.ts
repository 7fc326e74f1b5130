import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ScoreColumn, Table } from '../../core/dataset/table.ts';
import { applyStages, type Stage } from '../../core/views/stages.ts';
import { LookGoEvent } from '../app/events.ts';
import { formatCount } from '../kit/format.ts';
import { base } from '../styles/shared.ts';
import { LookStagesEvent } from './events.ts';
import './facet.ts';
import { countFacets, type FacetCounts } from './facet-counts.ts';
import { fieldTitle } from './field-titles.ts';
import { scoreBins, type ScoreBins } from './score-bins.ts';
import './score-range.ts';
import { sameStages, viewPresets, type ViewPreset } from '../views/view-presets.ts';
import { rangeOn, setRange, toggleValue, withoutOrder } from './view-stages.ts';

/**
 * What can be looked at: ready-made views, the score's spread, and every field's values, counted under the view's filters.
 * @event look-stages - another view is wanted
 */
@customElement('look-explore-sidebar')
export class LookExploreSidebar extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        align-content: start;
        gap: var(--look-space-4);
        padding: var(--look-space-3) var(--look-space-2) var(--look-space-5);
        overflow: hidden auto;
      }
      .section-head {
        padding: 0 var(--look-space-2);
        line-height: 24px;
      }
      .view {
        display: flex;
        justify-content: space-between;
        gap: var(--look-space-2);
        width: 100%;
        min-height: 28px;
        align-items: center;
        padding: 0 var(--look-space-2);
        border: 0;
        border-radius: var(--look-radius-small);
        background: none;
        color: inherit;
        font: inherit;
        text-align: left;
        cursor: pointer;
      }
      .view:hover:not([aria-disabled='true'], [aria-current='true']) {
        background: var(--look-surface-2);
      }
      .view[aria-current='true'] {
        background: var(--look-accent-soft);
        font-weight: 550;
      }
      .view[aria-disabled='true'] {
        color: var(--look-text-3);
        cursor: not-allowed;
      }
      .view:focus-visible {
        outline-offset: -2px;
      }
      .view .num {
        color: var(--look-text-2);
      }
      .inset {
        padding: 0 var(--look-space-2);
      }
      .none {
        display: grid;
        justify-items: start;
        gap: var(--look-space-2);
      }
    `,
  ];

  private facets: FacetCounts[] = [];
  private presets: (ViewPreset & { count: number })[] = [];
  private bins: ScoreBins | null = null;

  @property({ attribute: false }) table!: Table;
  @property({ attribute: false }) stages: readonly Stage[] = [];
  /** The score that the tiles show, or null where there is none. */
  @property({ attribute: false }) score: ScoreColumn | null = null;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('table')) {
      this.presets = viewPresets(this.table).map((preset) => {
        return { ...preset, count: preset.reason ? 0 : applyStages(this.table, withoutOrder(preset.stages)).length };
      });
    }
    if (changed.has('table') || changed.has('stages')) this.facets = countFacets(this.table, this.stages);
    if (changed.has('table') || changed.has('stages') || changed.has('score')) {
      this.bins = this.score && scoreBins(this.table, this.stages, this.score);
    }
  }

  private show(stages: Stage[]): void {
    this.dispatchEvent(new LookStagesEvent(stages));
  }

  override render() {
    return html`
      <nav aria-label="Views">
        <h2 class="section-head">Views</h2>
        <ul>
          ${this.presets.map((preset) => html`<li>${this.renderPreset(preset)}</li>`)}
        </ul>
      </nav>
      ${this.renderScore()}
      ${repeat(
        this.facets,
        ({ facet }) => facet,
        (counts) =>
          html`<look-facet
            .counts=${counts}
            @look-facet=${(event: CustomEvent<string | number>) =>
              this.show(toggleValue(this.stages, counts.facet, event.detail))}
          ></look-facet>`,
      )}
    `;
  }

  /** Not `disabled`: the reason must be found by keyboard and pointer. */
  private renderPreset({ title, stages, reason, count }: ViewPreset & { count: number }) {
    return html`<button
      class="view"
      type="button"
      aria-current=${sameStages(stages, this.stages)}
      aria-disabled=${reason !== ''}
      title=${reason}
      @click=${() => (reason ? undefined : this.show(stages))}
    >
      <span>${title}${reason ? html`<span class="visually-hidden">: ${reason}</span>` : nothing}</span>
      <span class="num">${reason ? '–' : formatCount(count)}</span>
    </button>`;
  }

  private renderScore() {
    const { score, bins, table } = this;
    if (!score || !bins) {
      const predicted = table.predicted !== null;
      return html`<section aria-label="Score">
        <h2 class="section-head">Score</h2>
        <div class="inset none">
          <p class="muted">
            ${predicted ? 'Nothing has been scored yet.' : 'No predictions yet: a trained network shows which labels it doubts.'}
          </p>
          <button
            class="button small"
            type="button"
            @click=${() => this.dispatchEvent(new LookGoEvent(predicted ? 'insights' : 'train'))}
          >
            ${predicted ? 'Compute scores' : 'Train a network'}
          </button>
        </div>
      </section>`;
    }
    const path = `insights.${score.key}`;
    const title = fieldTitle(table, path);
    return html`<section aria-label=${title}>
      <h2 class="section-head">${title}</h2>
      <look-score-range
        class="inset"
        .bins=${bins}
        .range=${rangeOn(this.stages, path)}
        .label=${title}
        @look-range=${(event: CustomEvent<{ min: number; max: number } | null>) =>
          this.show(setRange(this.stages, path, event.detail))}
      ></look-score-range>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-explore-sidebar': LookExploreSidebar;
  }
}
