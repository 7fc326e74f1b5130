import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Job } from '../../api/jobs.ts';
import type { Look } from '../../api/look.ts';
import type { Session } from '../../api/session.ts';
import type { View } from '../../api/view.ts';
import type { Table } from '../../core/dataset/table.ts';
import { NO_LABEL } from '../../core/dataset/types.ts';
import { catalogue } from '../../core/insights/catalogue.ts';
import { needsHistory, type ScoreMethod } from '../../core/insights/methods.ts';
import type { Run } from '../../core/training/run.ts';
import { LookGoEvent } from '../events/app-events.ts';
import { ActionController } from '../kit/action-controller.ts';
import '../kit/empty.ts';
import { formatCount } from '../kit/format.ts';
import '../kit/job-bar.ts';
import '../scope/scope-picker.ts';
import type { LookScopeEvent } from '../scope/scope-picker.ts';
import { chosenScope, predictedScopes } from '../scope/scopes.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base, stagePage } from '../styles/shared.ts';
import { viewPresets, type ViewPreset } from '../views/view-presets.ts';
import '../charts/rank-curve.ts';
import './duplicates/duplicates.ts';
import './picture-quality.ts';
import './label-health.ts';
import { scoreOf } from '../scores/score-facts.ts';
import './score-table.ts';
import type { LookComputeEvent } from './score-table.ts';

const METHODS = Object.keys(catalogue) as ScoreMethod[];

/** The work that has scores come, as long as it runs. */
function comingJob({ jobs, dataset }: Session): Job | undefined {
  const own = (['train', 'backbone', 'predict', 'score'] as const).map((kind) => jobs.running(kind));
  return own.find((job) => job && (job.datasetId === undefined || job.datasetId === dataset?.info.id));
}

/** Whose opinion the scores of a run are. */
function opinionOf({ source, name }: Run): string {
  switch (source) {
    case 'trained':
      return `What “${name}” says of the labels that it learned.`;
    case 'probe':
      return `What “${name}” says: a pretrained network that looks at the pictures, without any training on them.`;
    case 'imported':
      return `What “${name}” says, by predictions that were brought in.`;
  }
}

/**
 * How far down to look, the issues of confident learning, and every score: what it is, how far it is computed, how well it ranks what is
 * known to be wrong; and the views they make.
 */
@customElement('look-insights-stage')
export class InsightsStage extends LitElement {
  static override styles = [
    base,
    stagePage,
    css`
      .page {
        max-width: 1400px;
      }
      .columns {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(280px, 360px);
        align-items: start;
        gap: var(--look-space-4);
      }
      .stack {
        display: grid;
        gap: var(--look-space-4);
        min-width: 0;
      }
      look-rank-curve {
        padding: 0;
      }
      .views {
        display: grid;
        gap: var(--look-space-1);
      }
      .views button {
        display: grid;
        grid-template-columns: minmax(0, 1fr) max-content;
        gap: 0 var(--look-space-2);
        width: 100%;
        padding: var(--look-space-2) var(--look-space-3);
        text-align: left;
      }
      .views .meaning,
      .views .figure {
        color: var(--look-text-2);
        font-weight: 400;
      }
      .views .meaning {
        grid-column: 1 / -1;
        font-size: var(--look-size-2);
        white-space: normal;
      }
      @media (width < 980px) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  private readonly session = new SessionController(this);
  private readonly action = new ActionController(this);

  @state() private scope = 'predicted';

  @property({ attribute: false }) look!: Look;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('look')) this.session.follow(this.look.session);
  }

  private go(stage: 'data' | 'train' | 'explore'): void {
    this.dispatchEvent(new LookGoEvent(stage));
  }

  private show(view: View): void {
    this.look.session.view = view;
    this.go('explore');
  }

  private compute(run: Run, methods: ScoreMethod[]): void {
    const scope = chosenScope(predictedScopes(this.look.session), this.scope);
    if (!scope) return;
    const requests = methods.map((method) => ({ key: method, method }));
    this.action.run(() => this.look.computeScores(scope.view, run.name, requests), this.look.session.jobs);
  }

  private renderScopes() {
    const scopes = predictedScopes(this.look.session);
    if (scopes.length < 2) return nothing;
    const chosen = chosenScope(scopes, this.scope);
    return html`<section class="card" aria-label="Samples">
      <look-scope-picker
        label="Compute for"
        .scopes=${scopes}
        .value=${chosen?.id ?? ''}
        @look-scope=${(event: LookScopeEvent) => (this.scope = event.detail)}
      ></look-scope-picker>
    </section>`;
  }

  private renderViews() {
    return html`<section class="card stack" aria-label="Views">
      <h2 class="section-head">Look at</h2>
      <div class="views">${viewPresets(this.look.dataset.table).map((preset) => this.renderPreset(preset))}</div>
    </section>`;
  }

  private renderPreset({ title, meaning, counted, stages, reason }: ViewPreset) {
    const view = reason ? null : this.look.dataset.view().through(stages);
    return html`<button class="button" type="button" ?disabled=${!view} @click=${() => view && this.show(view)}>
      <span>${title}</span>
      <span class="figure num">${view ? `${formatCount(view.count())} ${counted}` : '–'}</span>
      <span class="meaning">${view ? meaning : reason}</span>
    </button>`;
  }

  /** What needs no run. */
  private renderPictures(table: Table) {
    return html`<section class="card stack" aria-label="Picture quality">
        <h2 class="section-head">Picture quality</h2>
        <look-picture-quality .look=${this.look} .table=${table}></look-picture-quality>
      </section>
      <section class="card stack" aria-label="Duplicates">
        <h2 class="section-head">Duplicates</h2>
        <look-duplicates .look=${this.look} .table=${table}></look-duplicates>
      </section>`;
  }

  /** What stands in place of scores while work is under way that leads to them. */
  private renderComing(job: Job, run: Run | null) {
    const name = run ? `“${run.name}”` : 'The network';
    if (job.kind === 'backbone')
      return html`<section class="card stack" aria-label="Scores to come">
        <h1>The first ranking is being made</h1>
        <p class="lead">
          A pretrained network looks at the pictures, and judges the labels by what it sees. Scores come by themselves
          when this has ended.
        </p>
      </section>`;
    return html`<section class="card stack" aria-label="Scores to come">
      <h1>${job.kind === 'train' ? `${name} is in training` : `${name} is being asked about every sample`}</h1>
      <p class="lead">
        Scores come when this has ended: by themselves after “Train, predict and score”, by one button on the Train
        stage after “Train only”.
      </p>
    </section>`;
  }

  override render() {
    const { session } = this.look;
    const { table, run } = session;
    if (!table) {
      return html`<look-empty
        alone
        heading="No data set is open"
        text="Scores are computed from what a network predicts of a data set: open one first, or take the demo."
      >
        <button class="button primary" type="button" @click=${() => this.go('data')}>Open a data set</button>
      </look-empty>`;
    }
    const predicted = run && table.runId === run.id && table.predicted?.some((label) => label !== NO_LABEL);
    if (!run || !predicted) {
      const coming = comingJob(session);
      if (coming) return html`<div class="page">${this.renderComing(coming, run)} ${this.renderPictures(table)}</div>`;
      return html`<div class="page">
        <look-empty
          alone
          heading=${run ? `“${run.name}” has predicted nothing yet` : 'No network is trained yet'}
          text="Every score compares a label with what a network predicts. ${run ? 'Let this one predict' : 'Train one and let it predict'}: that is one button on the Train stage."
        >
          <button class="button primary" type="button" @click=${() => this.go('train')}>
            ${run ? 'To the Train stage' : 'Train a network'}
          </button>
        </look-empty>
        ${this.renderPictures(table)}
      </div>`;
    }
    // What needs a training cannot be had of a run that had none.
    const complete = METHODS.every(
      (method) => scoreOf(table, method) ?? (needsHistory(method) && run.source !== 'trained'),
    );
    const job = session.jobs.running('score');
    const busy = this.action.busy || job !== undefined;
    return html`<div class="page">
      <header class="row spread">
        <div>
          <h1>Insights</h1>
          <p class="lead">
            ${opinionOf(run)} Go by suspicion; the other scores ask in ways of their own how well a label fits.
          </p>
        </div>
        <button
          class="button ${complete ? '' : 'primary'}"
          type="button"
          ?disabled=${busy}
          @click=${() => this.compute(run, METHODS)}
        >
          Compute all scores
        </button>
      </header>
      ${this.action.renderError()} ${job ? html`<look-job-bar .job=${job}></look-job-bar>` : nothing}
      <div class="columns">
        <section class="card stack" aria-label="The cut">
          <h2 class="section-head">How far to look</h2>
          <look-rank-curve whole .look=${this.look}></look-rank-curve>
        </section>
        <div class="stack">${this.renderViews()} ${this.renderScopes()}</div>
      </div>
      <section class="card stack" aria-label="Confident learning’s issues">
        <h2 class="section-head">Confident learning’s issues</h2>
        <look-label-health .look=${this.look} .table=${table} .run=${run}></look-label-health>
      </section>
      ${this.renderPictures(table)}
      <section class="card" aria-label="Scores">
        <look-score-table
          .look=${this.look}
          .table=${table}
          .disabled=${busy}
          @look-compute=${(event: LookComputeEvent) => this.compute(run, [event.detail])}
        ></look-score-table>
      </section>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-insights-stage': InsightsStage;
  }
}
