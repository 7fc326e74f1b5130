import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import { renderFact } from './facts.ts';
import type { Run } from '../../core/training/run.ts';
import type { SampleStory } from '../../tasks/read-evidence.ts';
import { formatDecimal } from '../kit/format.ts';
import { classTitle } from '../samples/sample-names.ts';
import { base } from '../styles/shared.ts';
import { LookSelectEvent } from '../events/explore-events.ts';
import '../samples/picture-row.ts';
import type { Pictures } from '../samples/pictures.ts';
import './epoch-lines.ts';
import { StoryController } from './story-controller.ts';
import { storyStyles } from './story-styles.ts';

/**
 * Why a sample has its rank: the facts for and against its label, its probabilities over the epochs of training, and its nearest
 * neighbours. Read after the picture, for the sample looked at last.
 * @event look-select - a neighbour is wanted
 */
@customElement('look-sample-story')
export class LookSampleStory extends LitElement {
  static override styles = [base, storyStyles];

  private readonly told = new StoryController(this);

  @property({ attribute: false }) run!: Run;
  @property({ attribute: false }) table!: Table;
  @property({ attribute: false }) pictures!: Pictures;
  @property({ type: Number }) index = 0;

  override render() {
    const { story, error } = this.told;
    if (error) return html`<section><p class="muted">This could not be read: ${error}</p></section>`;
    if (!story) return html`<section aria-label="Why this one"><p class="muted">Reading …</p></section>`;
    return html`<div aria-busy=${story.index !== this.index}>
      ${this.renderFacts(story)} ${this.renderOpinions(story)} ${this.renderHistory(story)}
      ${this.renderNeighbours(story)}
    </div>`;
  }

  private renderFacts({ facts }: SampleStory) {
    return html`<section aria-label="Why this one">
      <h3 class="section-head">Why this one</h3>
      ${
        facts.length === 0
          ? html`<p class="muted">Nothing is known: this run has not predicted the sample, or it has no label.</p>`
          : html`<ul class="facts">
              ${facts.map(renderFact)}
            </ul>`
      }
    </section>`;
  }

  private renderOpinions({ opinions }: SampleStory) {
    if (opinions.length < 2) return nothing;
    return html`<section aria-label="What each opinion says">
      <h3 class="section-head">What each opinion says</h3>
      <table class="opinions">
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">sees</th>
            <th scope="col" class="number">p(label)</th>
            <th scope="col" class="number">counts</th>
          </tr>
        </thead>
        <tbody>
          ${opinions.map(
            ({ name, source, suggested, probability, forLabel, share }) =>
              html`<tr>
                <th scope="row">${printable(name)} <small>${SOURCES[source]}</small></th>
                <td>${classTitle(this.table.classes, suggested)} ${formatDecimal(probability)}</td>
                <td class="number">${formatDecimal(forLabel)}</td>
                <td class="number">${Math.round(100 * share)} %</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>`;
  }

  private renderHistory({ history, index }: SampleStory) {
    if (!history) return nothing;
    const { classes, current } = this.table;
    const given = classTitle(classes, current[index]);
    const predicted = history.predictedClass === current[index] ? null : classTitle(classes, history.predictedClass);
    return html`<section aria-label="While it was learned">
      <h3 class="section-head">While it was learned</h3>
      <look-epoch-lines
        .given=${history.given}
        .predicted=${predicted === null ? null : history.predicted}
        .givenName=${given}
        .predictedName=${predicted ?? ''}
      ></look-epoch-lines>
    </section>`;
  }

  private renderNeighbours({ neighbours, index }: SampleStory) {
    return html`<section aria-label="Nearest neighbours">
      <h3 class="section-head">Nearest neighbours</h3>
      ${
        neighbours === null || neighbours.indices.length === 0
          ? html`<p class="muted">Not searched yet: compute a neighbours’ score on the Insights stage.</p>`
          : html`<look-picture-row
              .pictures=${this.pictures}
              .table=${this.table}
              .of=${index}
              .indices=${neighbours.indices}
              .similarity=${neighbours.similarity}
              @look-select=${(event: LookSelectEvent) => this.dispatchEvent(new LookSelectEvent(event.detail))}
            ></look-picture-row>`
      }
    </section>`;
  }
}

/** What gave a run's logits, as people read it. */
const SOURCES: Record<Run['source'], string> = {
  trained: 'trained here',
  probe: 'by a backbone',
  imported: 'imported',
};

declare global {
  interface HTMLElementTagNameMap {
    'look-sample-story': LookSampleStory;
  }
}
