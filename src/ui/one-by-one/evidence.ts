import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Table } from '../../core/dataset/table.ts';
import type { Run } from '../../core/training/run.ts';
import { LookSelectEvent } from '../events/explore-events.ts';
import { factStyles, renderFact } from '../inspector/facts.ts';
import { StoryController } from '../inspector/story-controller.ts';
import '../samples/picture-row.ts';
import type { Pictures } from '../samples/pictures.ts';
import { base } from '../styles/shared.ts';

/**
 * What speaks for and against a sample's label: its nearest neighbours, and the facts behind its rank.
 * @event look-select - a neighbour is wanted
 */
@customElement('look-evidence')
export class LookEvidence extends LitElement {
  static override styles = [
    base,
    factStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--look-space-3);
      }
      .section-head {
        margin-bottom: var(--look-space-1);
      }
      look-picture-row {
        grid-template-columns: repeat(5, minmax(0, 1fr));
        /* Neighbours come a moment behind the sample: nothing moves for them. */
        min-height: 180px;
        align-content: start;
      }
    `,
  ];

  private readonly told = new StoryController(this);

  @property({ attribute: false }) run!: Run;
  @property({ attribute: false }) table!: Table;
  @property({ attribute: false }) pictures!: Pictures;
  @property({ type: Number }) index = 0;

  override render() {
    const { story, error } = this.told;
    if (error) return html`<p class="muted">This could not be read: ${error}</p>`;
    if (!story) return html`<p class="muted">Reading …</p>`;
    const { neighbours, facts } = story;
    return html`
      <div role="group" aria-label="Nearest neighbours" aria-busy=${story.index !== this.index}>
        <h3 class="section-head">Nearest neighbours</h3>
        ${
          neighbours === null || neighbours.indices.length === 0
            ? html`<p class="muted">Not searched yet: compute a neighbours’ score on the Insights stage.</p>`
            : html`<look-picture-row
                requester="large-neighbours"
                .pictures=${this.pictures}
                .table=${this.table}
                .of=${story.index}
                .indices=${neighbours.indices}
                .similarity=${neighbours.similarity}
                @look-select=${({ detail }: LookSelectEvent) => this.dispatchEvent(new LookSelectEvent(detail))}
              ></look-picture-row>`
        }
      </div>
      ${
        facts.length === 0
          ? nothing
          : html`<div role="group" aria-label="Why this one">
              <h3 class="section-head">Why this one</h3>
              <ul class="facts">
                ${facts.map(renderFact)}
              </ul>
            </div>`
      }
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-evidence': LookEvidence;
  }
}
