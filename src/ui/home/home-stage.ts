import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import { heldOutSets } from '../../core/dataset/held-out.ts';
import type { Table } from '../../core/dataset/table.ts';
import { REVIEWED } from '../../core/dataset/types.ts';
import { fileNameOf } from '../../core/exports/export-set.ts';
import { memo } from '../../core/memo.ts';
import { learnedIndices, type Run } from '../../core/training/run.ts';
import { AgreementCounter, ENOUGH_DECISIONS } from '../../core/review/decisions.ts';
import { countProgress } from '../../core/review/queue.ts';
import { copyLink } from '../views/share.ts';
import { LookGoEvent } from '../events/app-events.ts';
import { openExport } from '../exchange/open-export.ts';
import { ActionController } from '../kit/action-controller.ts';
import { download } from '../kit/download.ts';
import '../kit/empty.ts';
import { formatCount, formatPlural } from '../kit/format.ts';
import '../kit/job-bar.ts';
import { NOT_COUNTED, sayExpected, sayRange } from '../../core/insights/say-expected.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base, stagePage } from '../styles/shared.ts';
import '../exchange/project-card.ts';
import '../exchange/reviewer-card.ts';
import './run-comparison.ts';

/** The result of the review: decisions counted, training again on the labels as they stand, before and after, and the labels as a file. */
@customElement('look-home-stage')
export class LookHomeStage extends LitElement {
  static override styles = [
    base,
    stagePage,
    css`
      .decided {
        display: flex;
        flex-wrap: wrap;
        gap: var(--look-space-2) var(--look-space-6);
        margin-top: var(--look-space-3);
      }
      .decided div {
        display: grid;
      }
      .decided strong {
        font-size: var(--look-size-5);
        font-weight: 620;
        letter-spacing: -0.015em;
      }
      section {
        display: grid;
        gap: var(--look-space-3);
      }
    `,
  ];

  private readonly session = new SessionController(this);
  private readonly training = new ActionController(this);
  private readonly saving = new ActionController(this);
  private readonly agreement = new AgreementCounter();
  private readonly heldOut = memo((splits: Table['splits'], tags: Table['tags'], tagBits: Table['tagBits'], run: Run) =>
    heldOutSets({ splits, tags, tagBits }, learnedIndices(run)),
  );
  private readonly progress = memo((table: Table) =>
    countProgress(
      table,
      Uint32Array.from({ length: table.count }, (_, i) => i),
    ),
  );

  /** Says that the address was copied. */
  @state() private copied = '';
  @property({ attribute: false }) look!: Look;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('look')) this.session.follow(this.look.session);
  }

  /** The shown run where it was trained here, else the newest that was. */
  private get runToRepeat(): Run | undefined {
    const { run, runs } = this.look.session;
    return run?.source === 'trained' ? run : runs.findLast(({ source }) => source === 'trained');
  }

  private readonly onTrainAgain = (): void => {
    const { look } = this;
    const run = this.runToRepeat;
    if (run) this.training.run(() => look.findSuspects({ again: run.name }), look.session.jobs);
  };

  private readonly onLabels = (): void => {
    const { dataset } = this.look;
    this.saving.run(async () => download(await this.look.exportLabels(), `${fileNameOf(dataset.name)}-labels.csv`));
  };

  private readonly onCopy = (): void => {
    this.saving.run(async () => {
      this.copied = `Copied. ${await copyLink(this.look)}`;
    });
  };

  override render() {
    const { session } = this.look;
    const { table, dataset } = session;
    if (!table || !dataset) {
      return html`<div class="page">
        <look-empty alone heading="Nothing to export yet" text="Open a data set first, and look through its labels.">
          <button class="button primary" type="button" @click=${() => this.dispatchEvent(new LookGoEvent('data'))}>
            Open a data set
          </button>
        </look-empty>
      </div>`;
    }
    return html`<div class="page">
      <div>
        <h1>Export</h1>
        <p class="lead">What your decisions changed, what that is worth to a network, and the labels to keep.</p>
      </div>
      ${this.renderDecided(table)} ${this.renderAgain(table)}
      <section class="card" aria-label="Before and after">
        <h2>Before and after</h2>
        <look-run-comparison .look=${this.look}></look-run-comparison>
      </section>
      ${this.renderFiles()}
      <look-project-card .look=${this.look}></look-project-card>
      <look-reviewer-card .look=${this.look}></look-reviewer-card>
    </div>`;
  }

  private renderDecided(table: Table) {
    const { journal, undone } = this.look.session;
    const { kept, relabelled, unsure, left } = this.progress(table);
    const excluded = countExcluded(table);
    const { accepted, of } = this.agreement.count(journal, undone);
    const figure = (value: string, title: string) =>
      html`<div><strong class="num">${value}</strong> <span class="muted">${title}</span></div>`;
    const none = kept + relabelled + excluded + unsure === 0;
    return html`<section class="card" aria-label="Decisions">
      <h2>Decided so far</h2>
      ${
        none
          ? html`<p class="muted">
                Nothing yet. The explorer shows the labels to doubt first; every decision is one key.
              </p>
              <div class="row">
                <button
                  class="button primary"
                  type="button"
                  @click=${() => this.dispatchEvent(new LookGoEvent('explore'))}
                >
                  Look through the labels
                </button>
              </div>`
          : html`<div class="decided">
              ${figure(formatCount(relabelled), 'relabelled')} ${figure(formatCount(kept), 'confirmed')}
              ${figure(formatCount(excluded), 'excluded')}
              ${unsure > 0 ? figure(formatCount(unsure), 'unsure') : nothing}
              ${of >= ENOUGH_DECISIONS ? figure(`${Math.round((100 * accepted) / of)} %`, 'of suggestions taken') : nothing}
            </div>`
      }
      ${
        left && !none
          ? html`<p class="muted num" title=${NOT_COUNTED}>
              ${sayExpected(left)} ${Math.round(left.expected) === 1 ? 'mistake' : 'mistakes'} expected among the labels
              that nobody has decided about, ${sayRange(left)}.
            </p>`
          : nothing
      }
    </section>`;
  }

  private renderAgain(table: Table) {
    const { session } = this.look;
    const { jobs } = session;
    const run = this.runToRepeat;
    const training = jobs.running('train') ?? jobs.running('predict') ?? jobs.running('score');
    const excluded = countExcluded(table);
    const decided = table.reviewed.some((decision) => decision !== REVIEWED.no) || excluded > 0;
    return html`<section class="card" aria-label="Train again">
      <h2>Train again</h2>
      <p class="muted">
        ${
          run
            ? html`The recipe and seed of “${run.name}”, on the labels as they stand
              now${excluded > 0 ? `, without ${formatPlural(excluded, 'excluded sample')}` : ''}; predicted and scored
              when it is done.`
            : 'No network is trained here yet. Train one, then fix some labels: the same recipe on the corrected labels shows what that is worth.'
        }
      </p>
      ${
        run && this.heldOut(table.splits, table.tags, table.tagBits, run).length === 0
          ? html`<p class="muted">
              “${run.name}” learned from every sample, so no test can say what training again is worth: hold some out on
              the Train stage, and train there before and after.
              <button class="button small" type="button" @click=${() => this.dispatchEvent(new LookGoEvent('train'))}>
                To the Train stage
              </button>
            </p>`
          : nothing
      }
      <div class="row">
        <button
          class="button ${decided && run ? 'primary' : ''}"
          type="button"
          ?disabled=${!run || this.training.busy || training !== undefined}
          @click=${this.onTrainAgain}
        >
          Train again on the labels as they stand
        </button>
        ${
          run
            ? nothing
            : html`<button
                class="button primary"
                type="button"
                @click=${() => this.dispatchEvent(new LookGoEvent('train'))}
              >
                Train a network
              </button>`
        }
      </div>
      ${training ? html`<look-job-bar .job=${training}></look-job-bar>` : nothing} ${this.training.renderError()}
    </section>`;
  }

  private renderFiles() {
    return html`<section class="card" aria-label="Files">
      <h2>Labels and link</h2>
      <p class="muted">
        The CSV has every sample: index, split, given and current label, who decided, whether it is excluded, and every
        score. Export has it in other forms, with the pictures too. The report tells all of it on one page, to send or
        to print. The link says which data set it is, its injected noise, the run and the view; labels and decisions
        travel in the project below.
      </p>
      <div class="row">
        <button class="button" type="button" ?disabled=${this.saving.busy} @click=${this.onLabels}>
          Corrected labels (CSV)
        </button>
        <button class="button" type="button" @click=${() => openExport(this.look)}>Export …</button>
        <button class="button" type="button" @click=${() => openExport(this.look, 'report')}>Report …</button>
        <button class="button" type="button" @click=${this.onCopy}>Copy a link to the view</button>
        <span class="muted" role="status">${this.copied}</span>
      </div>
      ${this.saving.renderError()}
    </section>`;
  }
}

/** Excluded samples, whatever else was decided about them. */
const countExcluded = ({ excluded }: Table): number => excluded.reduce((sum, one) => sum + one, 0);

declare global {
  interface HTMLElementTagNameMap {
    'look-home-stage': LookHomeStage;
  }
}
