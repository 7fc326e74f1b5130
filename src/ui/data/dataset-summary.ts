import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { isDemo } from '../../api/datasets.ts';
import { isRanking } from '../../api/first-ranking.ts';
import type { Look } from '../../api/look.ts';
import { MOST_CLASSES, standingClasses } from '../../core/dataset/classes.ts';
import { printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import { LookGoEvent, type StageName } from '../events/app-events.ts';
import { openTable } from '../exchange/open-table.ts';
import { icon } from '../icons.ts';
import { ActionController } from '../kit/action-controller.ts';
import { formatCount, formatDuration, formatPlural } from '../kit/format.ts';
import type { LookAnswerEvent } from '../kit/question.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base, stageParts } from '../styles/shared.ts';
import { suspectStages } from '../views/view-presets.ts';
import './annotator-table.ts';
import './class-list.ts';
import './field-label-dialog.ts';
import './picture-strip.ts';

/** What the open data set holds: splits, classes with counts, fields, and the way on. */
@customElement('look-dataset-summary')
export class LookDatasetSummary extends LitElement {
  static override styles = [
    base,
    stageParts,
    css`
      .grid {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 2fr);
        gap: var(--look-space-5);
        margin-top: var(--look-space-4);
      }
      @media (width < 760px) {
        .grid {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      look-class-list,
      look-annotator-table {
        margin-top: var(--look-space-2);
      }
      .annotators {
        margin-top: var(--look-space-4);
      }
      look-picture-strip {
        margin-top: var(--look-space-4);
      }
      .notes li {
        display: flex;
        gap: var(--look-space-2);
        margin-top: var(--look-space-3);
      }
      .notes svg {
        margin-top: 2px;
        color: var(--look-text-3);
      }
      dl {
        display: grid;
        grid-template-columns: fit-content(60%) minmax(0, 1fr);
        align-items: baseline;
        gap: var(--look-space-1) var(--look-space-4);
        margin-top: var(--look-space-2);
      }
      dd {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--look-space-3);
        align-items: baseline;
      }
      dt {
        overflow-wrap: anywhere;
        color: var(--look-text-2);
      }
    `,
  ];

  private readonly action = new ActionController(this);
  private readonly followed = new SessionController(this);

  /** The field that is asked about as label. */
  @state() private asked: string | null = null;
  @property({ attribute: false }) look!: Look;

  override willUpdate(): void {
    this.followed.follow(this.look.session);
  }

  override render() {
    const { dataset } = this.look.session;
    if (!dataset) return nothing;
    const { info } = dataset;
    return html`<section class="card" aria-label="Open data set">
      <div class="row spread">
        <div>
          <h1>${printable(info.name)}</h1>
          <p class="muted">
            ${info.format} · ${formatCount(info.sampleCount)} samples of ${info.width}×${info.height} ·
            ${formatPlural(standingClasses(info).length, 'class', 'classes')}${this.tookTime(info.id)}
          </p>
        </div>
        <div class="row">
          <button class="button" type="button" @click=${() => this.dispatchEvent(new LookGoEvent('explore'))}>
            Look at the samples
          </button>
          ${
            standingClasses(info).length === 0
              ? html`<button class="button primary" type="button" @click=${() => openTable(this.look)}>
                  Next: add labels ${icon('arrow-right')}
                </button>`
              : html`<button class="button" type="button" @click=${() => openTable(this.look)}>
                    Add labels or fields
                  </button>
                  ${this.renderNext(isDemo(info))}`
          }
        </div>
      </div>
      <look-picture-strip .source=${dataset}></look-picture-strip>
      ${this.renderNotes(info.id)}
      <div class="grid">
        <div>
          <h2 class="section-head">Splits and fields</h2>
          <dl class="num">
            ${info.splits.map(
              (split) =>
                html`<dt>${printable(split.name)}</dt>
                  <dd>${formatPlural(split.count, 'sample')}</dd>`,
            )}
            ${info.fields.map(
              (field) =>
                html`<dt>${printable(field)}</dt>
                  <dd class="muted">${this.renderField(field)}</dd>`,
            )}
          </dl>
          ${this.action.renderError()}
        </div>
        <div>
          <h2 class="section-head">Classes by current label</h2>
          <look-class-list .look=${this.look} .table=${dataset.table}></look-class-list>
          ${
            info.annotators.length > 0
              ? html`<h2 class="section-head annotators">Annotators</h2>
                  <look-annotator-table .look=${this.look} .table=${dataset.table}></look-annotator-table>`
              : nothing
          }
        </div>
      </div>
      ${this.renderQuestion(dataset.table)}
    </section>`;
  }

  /** The step that this data set waits for; noise is on the way of the demo, and a way aside for labels of a person's own. */
  private renderNext(demo: boolean): TemplateResult {
    const { session } = this.look;
    const { table, runs, journal } = session;
    // A first ranking comes by itself.
    const begun = runs.some(({ source }) => source !== 'probe') || journal.some(({ kind }) => kind !== 'processed');
    const suspects = table && session.run?.source === 'probe' ? suspectStages(table) : null;
    const [stage, words]: [StageName, string] =
      demo && !begun
        ? ['noise', 'Next: noise or real labels']
        : suspects
          ? ['explore', 'Next: look at the suspects']
          : table?.scores.size
            ? ['insights', 'Next: what the scores say']
            : isRanking(session)
              ? ['explore', 'Next: look through the labels']
              : ['train', 'Next: train a network'];
    const go = (to: StageName) => () => {
      if (to === 'explore' && suspects) session.view = this.look.dataset.view().through(suspects);
      this.dispatchEvent(new LookGoEvent(to));
    };
    return html`${
        begun || demo
          ? nothing
          : html`<button class="button quiet" type="button" @click=${go('noise')}>
              Inject label noise to try it out
            </button>`
      } <button class="button primary" type="button" @click=${go(stage)}>${words} ${icon('arrow-right')}</button>`;
  }

  private tookTime(datasetId: number): string {
    const { lastImport } = this.look.session;
    return lastImport?.datasetId === datasetId ? ` · imported in ${duration(lastImport.elapsedMs)}` : '';
  }

  /** What the import noted, as long as the page that made it is open. */
  private renderNotes(datasetId: number): TemplateResult | typeof nothing {
    const { lastImport } = this.look.session;
    if (lastImport?.datasetId !== datasetId || lastImport.notes.length === 0) return nothing;
    return html`<ul class="notes muted">
      ${lastImport.notes.map((note) => html`<li>${icon('info')} ${note}</li>`)}
    </ul>`;
  }

  private renderField(field: string) {
    const column = this.look.dataset.table.fields.get(field);
    if (column?.kind !== 'text') return 'numbers';
    const { length } = column.dictionary;
    return html`${formatPlural(length, 'value')}${
      length < 2 || length > MOST_CLASSES
        ? nothing
        : html`<button
            class="button small quiet"
            type="button"
            aria-label="Use as label: ${printable(field)}"
            ?disabled=${this.action.busy}
            @click=${() => (this.asked = field)}
          >
            Use as label
          </button>`
    }`;
  }

  private renderQuestion(table: Table) {
    const field = this.asked;
    if (field === null || !table.fields.has(field)) return nothing;
    return html`<look-field-label-dialog
      .table=${table}
      .field=${field}
      @look-answer=${({ detail }: LookAnswerEvent) => {
        this.asked = null;
        if (detail.yes) this.action.run(() => this.look.useFieldAsLabel(field));
      }}
    ></look-field-label-dialog>`;
  }
}

/** Imports of a second or less are worth a digit more. */
const duration = (ms: number): string => (ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : formatDuration(ms));

declare global {
  interface HTMLElementTagNameMap {
    'look-dataset-summary': LookDatasetSummary;
  }
}
