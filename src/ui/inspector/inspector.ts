import { LitElement, html, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Job } from '../../api/jobs.ts';
import { sampleAt } from '../../api/sample.ts';
import { printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import type { Edit } from '../../core/edits/edit.ts';
import { editsOf } from '../../core/edits/sample-edits.ts';
import { TAG_MISTAKE } from '../../core/dataset/types.ts';
import { byTouch } from '../kit/by-touch.ts';
import '../kit/empty.ts';
import type { Run } from '../../core/training/run.ts';
import { formatCount, formatDecimal, formatMoment } from '../kit/format.ts';
import { sayComing } from '../kit/none-yet.ts';
import { tip } from '../kit/tip.ts';
import { base } from '../styles/shared.ts';
import { LookEnlargeEvent, LookSelectEvent } from '../events/explore-events.ts';
import { inspectorStyles } from './inspector-styles.ts';
import '../samples/picture.ts';
import { classTitle, editTitle, sampleHeading, sampleTitle } from '../samples/sample-names.ts';
import type { Pictures } from '../samples/pictures.ts';
import './probabilities.ts';
import './sample-source.ts';
import './sample-story.ts';
import { sampleFacts } from '../samples/sample-facts.ts';
import { scoreStandings, type ScoreStanding } from '../scores/shown-score.ts';

/**
 * Everything there is to know of one sample.
 * @event look-select - another sample is wanted
 * @event look-enlarge - one sample is to be reviewed after another
 */
@customElement('look-inspector')
export class LookInspector extends LitElement {
  static override styles = [base, inspectorStyles];

  @query('header') private readonly head!: HTMLElement | null;
  @property({ attribute: false }) table!: Table;
  /** The run whose predictions are shown, or null. */
  @property({ attribute: false }) run: Run | null = null;
  @property({ attribute: false }) pictures!: Pictures;
  /** The data set's edits, oldest first, and the numbers of those taken back. */
  @property({ attribute: false }) journal: readonly Edit[] = [];
  @property({ attribute: false }) undone: ReadonlySet<number> = new Set();
  /** What is being done that gives predictions, or null. */
  @property({ attribute: false }) coming: Job | null = null;
  /** Samples with the same pixels, as far as they are known. */
  @property({ attribute: false }) copies: readonly number[] = [];
  /** Whether the tag of labels known to be wrong, and the true label, are shown. */
  @property({ type: Boolean }) truth = false;
  /** Index of the sample, or null for none. */
  @property({ attribute: false }) index: number | null = null;

  /** Takes the focus, so that the keys scroll here and a screen reader begins here. */
  override focus(): void {
    this.head?.focus();
  }

  override render() {
    if (this.index === null) {
      return html`<look-empty
        heading="No sample chosen"
        text=${byTouch() ? 'Tap one.' : 'Click one, or move through the grid with the arrow keys.'}
      ></look-empty>`;
    }
    const sample = sampleAt(this.table, this.index);
    const { decision, struck } = sampleFacts(this.table, this.index, null);
    const suggested = struck && decision === '';
    const tags = sample.tags.filter((tag) => this.truth || tag !== TAG_MISTAKE);
    const relabelled = sample.current !== sample.given;
    const fields = Object.entries(sample.fields).filter(([, value]) => value !== null);
    return html`
      <header tabindex="-1" aria-label=${sampleHeading(this.table, sample.index)}>
        <button
          class="enlarge"
          type="button"
          ${tip('Review one by one, the picture large (Z)')}
          @click=${() => this.dispatchEvent(new LookEnlargeEvent())}
        >
          <look-picture
            .pictures=${this.pictures}
            .index=${this.index}
            .label="Picture of ${sampleTitle(this.table, sample.index)}, review one by one"
          ></look-picture>
        </button>
        <div class="labels">
          <h2 class="num">${sample.split} · ${sample.index}</h2>
          ${decision ? html`<p class="decision ${decision}">${SIGNS[decision]} ${decision}</p>` : nothing}
          <dl>
            <dt>given</dt>
            <dd class="${struck ? 'struck' : ''} ${suggested ? 'given' : ''}" title=${shown(sample.given)}>
              ${shown(sample.given)}
            </dd>
            ${
              relabelled
                ? html`<dt>current</dt>
                    <dd title=${shown(sample.current)}>${shown(sample.current)}</dd>`
                : nothing
            }
            ${
              sample.predicted !== null
                ? html`<dt>predicted</dt>
                    <dd class="${suggested ? 'suggested' : ''}" title=${shown(sample.predicted)}>
                      ${shown(sample.predicted)}
                    </dd>
                    <dt>confidence</dt>
                    <dd class="num">${formatDecimal(sample.confidence)}</dd>`
                : nothing
            }
            ${
              this.truth && sample.true !== null
                ? html`<dt>true</dt>
                    <dd title=${shown(sample.true)}>${shown(sample.true)}</dd>`
                : nothing
            }
          </dl>
        </div>
        <look-sample-source .pictures=${this.pictures} .table=${this.table} .index=${sample.index}></look-sample-source>
      </header>
      ${this.renderStory()} ${this.renderProbabilities()} ${this.renderScores(scoreStandings(this.table, this.index))}
      <section aria-label="About this sample">
        <h3 class="section-head">About this sample</h3>
        <dl class="facts">
          <dt>tags</dt>
          <dd>
            ${
              tags.length > 0
                ? tags.map((tag) => html`<span class="tag ${tag === TAG_MISTAKE ? 'mistake' : ''}">${tag}</span>`)
                : html`<span class="faint">none</span>`
            }
          </dd>
          ${
            sample.excluded
              ? html`<dt>excluded</dt>
                  <dd>left out of training</dd>`
              : nothing
          }
          ${this.renderCopies()}
          ${fields.map(
            ([name, value]) =>
              html`<dt>${name}</dt>
                <dd class="num">${value}</dd>`,
          )}
        </dl>
      </section>
      ${this.renderEdits()}
    `;
  }

  private renderCopies() {
    const { copies, table } = this;
    if (copies.length === 0) return nothing;
    const named = copies.slice(0, MOST_COPIES);
    return html`<dt>also there as</dt>
      <dd>
        ${named.map((copy) => {
          const label = classTitle(table.classes, table.current[copy]);
          const differs = table.current[copy] !== table.current[this.index!];
          return html`<button
            class="copy ${differs ? 'differs' : ''}"
            type="button"
            @click=${() => this.dispatchEvent(new LookSelectEvent(copy))}
          >
            ${table.splits[table.split[copy]].name} · ${copy}, ${differs ? '≠ ' : ''}${label}
          </button>`;
        })}
        ${copies.length > named.length ? html`<span class="muted">and ${copies.length - named.length} more</span>` : nothing}
      </dd>`;
  }

  private renderStory() {
    if (this.run === null || this.table.predicted === null) return nothing;
    return html`<look-sample-story
      .run=${this.run}
      .table=${this.table}
      .pictures=${this.pictures}
      .index=${this.index!}
      @look-select=${(event: LookSelectEvent) => this.dispatchEvent(new LookSelectEvent(event.detail))}
    ></look-sample-story>`;
  }

  private renderEdits() {
    const edits = editsOf(this.journal, this.undone, this.index!);
    const name = (label: number): string => classTitle(this.table.classes, label);
    return html`<section aria-label="What was done to it">
      <h3 class="section-head">What was done to it</h3>
      ${edits.length === 0 ? html`<p class="muted">Nothing since the import.</p>` : nothing}
      <ol class="edits">
        ${edits.slice(0, MOST_EDITS).map(
          ({ at, title, label, undone }) =>
            html`<li class=${undone ? 'undone' : ''}>
              <span>${editTitle(title, this.table)}</span>
              ${label ? html`<span>${name(label.before)} → ${name(label.after)}</span>` : nothing}
              <small class="num">${formatMoment(at)}${undone ? ' · taken back' : ''}</small>
            </li>`,
        )}
      </ol>
    </section>`;
  }

  private renderProbabilities() {
    const predicted = this.run !== null && this.table.predicted !== null;
    return html`<section aria-label="Class probabilities">
      <h3 class="section-head">Class probabilities</h3>
      ${
        predicted
          ? html`<look-probabilities .run=${this.run!} .table=${this.table} .index=${this.index!}></look-probabilities>`
          : html`<p class="muted">
              ${this.coming ? sayComing(this.coming) : 'No predictions yet: train a network first.'}
            </p>`
      }
    </section>`;
  }

  private renderScores(standings: ScoreStanding[]) {
    if (standings.length === 0) return nothing;
    return html`<section aria-label="Scores">
      <h3 class="section-head">Scores</h3>
      ${standings.map(
        (score) =>
          html`<details>
            <summary>
              <span class="name" ${tip(score.meaning)}>${score.title}</span>
              <span class="value num">${formatDecimal(score.value)}${score.unit === 'nats' ? ' nats' : ''}</span>
              <span class="rank num"
                >rank ${formatCount(score.rank)} of ${formatCount(score.of)} ${share(score)}
                ${score.stale ? html`<span class="stale">· stale: label changed since</span>` : nothing}</span
              >
            </summary>
            <div class="meaning">
              <code>${score.formula}</code>
              <p>${score.meaning}</p>
              <p>Range ${score.range}; rank 1 is the most suspect.</p>
            </div>
          </details>`,
      )}
    </section>`;
  }
}

/** A sign for each decision, so that colour is not all that tells them apart. */
const SIGNS = { confirmed: '✓', relabelled: '✓', excluded: '✕', unsure: '?' } as const;

/** Copies that are named. */
const MOST_COPIES = 6;

/** Edits shown, the newest. */
const MOST_EDITS = 20;

/** "· top 0.2 %", or in the less suspect half "· bottom 8.0 %". */
function share({ rank, of }: ScoreStanding): string {
  const top = (100 * rank) / of;
  const percent = top > 50 ? (100 * (of - rank + 1)) / of : top;
  const digits = percent < 10 ? Math.max(0.1, percent).toFixed(1) : percent.toFixed(0);
  return `· ${top > 50 ? 'bottom' : 'top'} ${digits} %`;
}

/** A label as it is shown. */
const shown = (name: string | null): string => (name === null ? 'no label' : printable(name));

declare global {
  interface HTMLElementTagNameMap {
    'look-inspector': LookInspector;
  }
}
