import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Edit } from '../../core/edits/edit.ts';
import { formatCount, formatMoment, formatPercent, formatPlural } from '../kit/format.ts';
import { base, stageParts } from '../styles/shared.ts';
import type { LabelChanges } from './noise-plan.ts';

/** What was injected, or replaced from a file: when, how, how many. */
@customElement('look-injected-noise')
export class InjectedNoise extends LitElement {
  static override styles = [
    base,
    stageParts,
    css`
      :host {
        display: grid;
        gap: var(--look-space-4);
      }
      .big {
        font-size: var(--look-size-5);
        font-weight: 650;
        letter-spacing: -0.015em;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: var(--look-space-2) var(--look-space-4);
      }
      dt {
        color: var(--look-text-2);
      }
    `,
  ];

  @property({ attribute: false }) edit!: Edit;
  @property({ attribute: false }) changes!: LabelChanges;
  /** Of the labels changed, how many a person has set anew since. */
  @property({ type: Number }) fixed = 0;

  private renderPlan() {
    const { rate, seed, kind, map, scope } = this.edit.details as Partial<{
      rate: number;
      seed: number;
      kind: string;
      map: Record<string, string> | null;
      scope: number;
    }>;
    const pairs = Object.entries(map ?? {}).map(([from, to]) => `${from} → ${to}`);
    return html`${
      scope === undefined
        ? nothing
        : html`<dt>Samples</dt>
            <dd class="num">${formatCount(scope)}</dd>`
    }
    ${
      kind === undefined
        ? nothing
        : html`<dt>Kind</dt>
            <dd>${kind}</dd>`
    }
    ${
      rate === undefined
        ? nothing
        : html`<dt>Rate</dt>
            <dd class="num">${formatPercent(rate)}</dd>`
    }
    ${
      seed === undefined
        ? nothing
        : html`<dt>Seed</dt>
            <dd class="num">${seed}</dd>`
    }
    ${
      pairs.length === 0
        ? nothing
        : html`<dt>Classes</dt>
            <dd>${pairs.slice(0, 12).join(', ')}${pairs.length > 12 ? ` and ${pairs.length - 12} more` : ''}</dd>`
    }`;
  }

  override render() {
    const { edit, changes, fixed } = this;
    return html`<div>
        <h2 class="section-head">${edit.kind === 'noise' ? 'Noise is injected' : 'Labels are replaced'}</h2>
        <p class="big num">${formatPlural(changes.changed, 'wrong label')}</p>
      </div>
      <dl>
        ${
          edit.kind === 'noise'
            ? this.renderPlan()
            : html`<dt>What</dt>
                <dd>${edit.title}</dd>`
        }
        <dt>When</dt>
        <dd>${formatMoment(edit.at)}</dd>
        <dt>Relabelled since</dt>
        <dd class="num">${fixed === 0 ? 'none' : formatPlural(fixed, 'label')}</dd>
      </dl>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-injected-noise': InjectedNoise;
  }
}
