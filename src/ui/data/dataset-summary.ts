import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import { countValues } from '../../core/views/counts.ts';
import { LookGoEvent, type StageName } from '../events/app-events.ts';
import { openTable } from '../exchange/open-table.ts';
import { icon } from '../icons.ts';
import { formatCount, formatDuration, formatPlural } from '../kit/format.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base, stagePage } from '../styles/shared.ts';
import './picture-strip.ts';

/** Most classes listed before a person asks for all. */
const LISTED_CLASSES = 20;

/** What the open data set holds: splits, classes with counts, fields, and the way on. */
@customElement('look-dataset-summary')
export class LookDatasetSummary extends LitElement {
  static override styles = [
    base,
    stagePage,
    css`
      :host {
        height: auto;
        overflow: visible;
      }
      .grid {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 2fr);
        gap: var(--look-space-5);
        margin-top: var(--look-space-4);
      }
      .classes {
        columns: 2;
        column-gap: var(--look-space-5);
        margin-top: var(--look-space-2);
      }
      .classes li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 90px 52px;
        align-items: center;
        gap: var(--look-space-2);
        break-inside: avoid;
        line-height: 1.75;
      }
      @media (width < 760px) {
        .grid {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      @media (width < 480px) {
        .classes {
          columns: 1;
        }
      }
      .classes span:first-child {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .bar {
        height: 3px;
        border-radius: 2px;
        background: linear-gradient(var(--look-accent) 0 0) 0 0 / var(--share) 100% no-repeat var(--look-surface-2);
        forced-color-adjust: none;
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
        grid-template-columns: max-content 1fr;
        gap: var(--look-space-1) var(--look-space-4);
        margin-top: var(--look-space-2);
      }
      dt {
        color: var(--look-text-2);
      }
    `,
  ];

  private readonly followed = new SessionController(this);

  /** Whether every class is listed. */
  @state() private all = false;
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
          <h1>${info.name}</h1>
          <p class="muted">
            ${info.format} · ${formatCount(info.sampleCount)} images of ${info.width}×${info.height} ·
            ${formatPlural(info.classes.length, 'class', 'classes')}${this.tookTime(info.id)}
          </p>
        </div>
        <div class="row">
          <button class="button" type="button" @click=${() => this.dispatchEvent(new LookGoEvent('explore'))}>
            Look at the pictures
          </button>
          <button class="button" type="button" @click=${() => openTable(this.look)}>Add labels or fields</button>
          ${this.renderNext()}
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
                html`<dt>${split.name}</dt>
                  <dd>${formatPlural(split.count, 'image')}</dd>`,
            )}
            ${info.fields.map(
              (field) =>
                html`<dt>${field}</dt>
                  <dd class="muted">${this.fieldFact(field)}</dd>`,
            )}
          </dl>
        </div>
        <div>
          <h2 class="section-head">Classes by given label</h2>
          ${this.renderClasses()}
        </div>
      </div>
    </section>`;
  }

  /** The step that this data set waits for. */
  private renderNext(): TemplateResult {
    const { table, run, journal } = this.look.session;
    const [stage, words]: [StageName, string] = table?.scores.size
      ? ['insights', 'Next: what the scores say']
      : run || journal.length > 0
        ? ['train', 'Next: train a network']
        : ['noise', 'Next: noise or real labels'];
    return html`<button class="button primary" type="button" @click=${() => this.dispatchEvent(new LookGoEvent(stage))}>
      ${words} ${icon('arrow-right')}
    </button>`;
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

  private renderClasses(): TemplateResult {
    const { table, info } = this.look.dataset;
    const all = Uint32Array.from({ length: table.count }, (_, i) => i);
    const counts = countValues(table, all, 'given');
    const most = Math.max(...counts, 1);
    return html`<ul class="classes">
        ${info.classes.slice(0, this.all ? undefined : LISTED_CLASSES).map(
          (name, i) =>
            html`<li>
              <span title=${name}>${name}</span><span class="bar" style="--share: ${(100 * counts[i]) / most}%"></span>
              <span class="num muted right">${formatCount(counts[i])}</span>
            </li>`,
        )}
      </ul>
      ${
        info.classes.length > LISTED_CLASSES && !this.all
          ? html`<button class="button small quiet" type="button" @click=${() => (this.all = true)}>
              ${formatCount(info.classes.length - LISTED_CLASSES)} more
            </button>`
          : nothing
      }`;
  }

  private fieldFact(field: string): string {
    const column = this.look.dataset.table.fields.get(field);
    return column?.kind === 'text' ? formatPlural(column.dictionary.length, 'value') : 'numbers';
  }
}

/** Imports of a second or less are worth a digit more. */
const duration = (ms: number): string => (ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : formatDuration(ms));

declare global {
  interface HTMLElementTagNameMap {
    'look-dataset-summary': LookDatasetSummary;
  }
}
