import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { nameOf, printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import { base } from '../styles/shared.ts';
import '../samples/picture.ts';
import type { Pictures } from '../samples/pictures.ts';
import { markedTags, sampleFacts, type SampleFacts } from '../samples/sample-facts.ts';
import { formatDecimal } from '../kit/format.ts';

/** A picture under the pointer, large, with what its tile says. Decorative: the tile's own text says the same. */
@customElement('look-hover-card')
export class LookHoverCard extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        position: fixed;
        z-index: 20;
        display: grid;
        gap: var(--look-space-1);
        width: 176px;
        padding: var(--look-space-2);
        border: 1px solid var(--look-line);
        border-radius: var(--look-radius);
        background: var(--look-raised);
        box-shadow: var(--look-shadow);
        pointer-events: none;
      }
      look-picture {
        width: 158px;
        aspect-ratio: 1;
      }
      p {
        color: var(--look-text-2);
        font-size: var(--look-size-2);
      }
      .name {
        display: -webkit-box;
        overflow: hidden;
        overflow-wrap: anywhere;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
      }
      .label {
        color: var(--look-text);
        font-size: var(--look-size-3);
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) pictures!: Pictures;
  @property({ type: Number }) index = 0;
  /** What to say below the picture. */
  @property({ attribute: false }) facts!: SampleFacts;
  /** Name of the sample, to be shown; empty where it is split and index. */
  @property() name = '';
  /** Name of the score that the facts have, empty for none. */
  @property() scoreTitle = '';
  /** Where the pointer is, in the window: the card stands beside it, on the side with more room. */
  @property({ attribute: false }) at = { x: 0, y: 0 };

  override willUpdate(): void {
    const { x, y } = this.at;
    this.style.left = `${x + 200 > innerWidth ? x - 194 : x + 18}px`;
    this.style.top = `${Math.min(y + 12, innerHeight - 300)}px`;
  }

  override render() {
    const { split, score, stale, decision } = this.facts;
    const tags = markedTags(this.facts);
    const more = [
      Number.isNaN(score) ? '' : `${this.scoreTitle.toLowerCase()} ${formatDecimal(score)}${stale ? ' (stale)' : ''}`,
      tags.length > 0 ? `tagged ${tags.join(', ')}` : '',
      decision === 'relabelled' ? '' : decision,
    ].filter(Boolean);
    return html`<look-picture .pictures=${this.pictures} .index=${this.index} requester="hover"></look-picture>
      ${this.renderLabel()} ${this.name ? html`<p class="name">${this.name}</p>` : nothing}
      <p class="num">${this.name ? split : `sample ${this.index}, ${split}`}</p>
      ${more.map((line) => html`<p class="num">${line}</p>`)}`;
  }

  /** The current label, and the class that the network predicts instead, as on the tile. */
  private renderLabel() {
    const { given, relabelled, predicted, differs, struck, decision } = this.facts;
    if (relabelled) return html`<p class="label"><s class="given">${given || 'no label'}</s> ✓ ${relabelled}</p>`;
    if (!differs || decision) return html`<p class="label">${given || 'no label'}</p>`;
    return html`<p class="label">
      ${struck ? html`<s class="given">${given || 'no label'}</s>` : given || 'no label'} →
      <span class=${struck ? 'suggested' : 'muted'}>${predicted}</span>
    </p>`;
  }
}

/** The card of the sample that is shown large, or nothing. @param score the one shown, and whether labels known to be wrong are marked */
export function renderHoverCard(
  hover: { index: number; at: { x: number; y: number } } | null,
  table: Table,
  pictures: Pictures,
  score: { key: string | null; title: string; truth?: boolean },
) {
  if (!hover) return nothing;
  return html`<look-hover-card
    aria-hidden="true"
    .at=${hover.at}
    .pictures=${pictures}
    .index=${hover.index}
    .name=${table.names ? printable(nameOf(table, hover.index)) : ''}
    .facts=${sampleFacts(table, hover.index, score.key, score.truth)}
    .scoreTitle=${score.title}
  ></look-hover-card>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'look-hover-card': LookHoverCard;
  }
}
