import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Job } from '../../api/jobs.ts';
import type { Look } from '../../api/look.ts';
import { THOROUGH_SIDE } from '../../core/backbone/suggest-side.ts';
import { whyTooManyClasses } from '../../core/dataset/classes.ts';
import type { Table } from '../../core/dataset/table.ts';
import { learnedByEach } from '../../core/training/fit-recipe.ts';
import type { Recipe } from '../../core/training/recipe.ts';
import type { Run } from '../../core/training/run.ts';
import { LookGoEvent } from '../events/app-events.ts';
import { openModel } from '../exchange/open-model.ts';
import { ActionController } from '../kit/action-controller.ts';
import '../kit/empty.ts';
import '../kit/error-note.ts';
import { formatPlural } from '../kit/format.ts';
import '../kit/job-bar.ts';
import '../scope/hold-out.ts';
import { chosenScope, learningScopes, type Scope } from '../scope/scopes.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base, stagePage } from '../styles/shared.ts';
import { AccuracyController } from './accuracy-controller.ts';
import { AliveController } from './alive-controller.ts';
import { LiveBatches } from '../../api/live-batches.ts';
import { MachineController } from './machine-controller.ts';
import './backbone-card.ts';
import { networksChoice } from './networks.ts';
import './next-step.ts';
import { changedSince, standingOf } from './run-facts.ts';
import { showSuspects } from './show-suspects.ts';
import './run-panel.ts';
import type { RunPanel } from './run-panel.ts';
import type { LookRunEvent } from '../events/run-event.ts';
import './run-standing.ts';
import './runs-table.ts';
import './train-setup.ts';
import type { LookTrainFormEvent } from './train-setup.ts';
import { recipeOf, startForm, toTrainOptions, type TrainForm } from './train-form.ts';
import { trainStageStyles } from './train-stage-styles.ts';

/** How much of the run at least is to be in sight when it begins, CSS pixels. */
const RUN_SEEN = 200;

/** Trains networks: what to train and on what, live curves, every run, and what comes next. */
@customElement('look-train-stage')
export class TrainStage extends LitElement {
  static override styles = [base, stagePage, trainStageStyles];

  private readonly session = new SessionController(this);
  private readonly action = new ActionController(this);
  private readonly choice = new ActionController(this);
  private readonly machine = new MachineController(this);
  private readonly alive = new AliveController(this);
  private readonly accuracies = new AccuracyController(this);

  @query('.runs') private readonly right!: HTMLElement;
  @query('look-run-panel') private readonly panel!: RunPanel | null;
  @state() private form: TrainForm = startForm();
  /** The training that was under way at the last update. */
  private trainingBefore?: number;
  /** The run that a person chose to see since this stage was opened. */
  @state() private chosen?: number;

  @property({ attribute: false }) look!: Look;

  override willUpdate(changed: PropertyValues<this>): void {
    const { session } = this.look;
    if (changed.has('look')) {
      this.session.follow(session);
      this.alive.follow(session);
    }
    this.accuracies.follow(this.look);
    LiveBatches.of(session);
  }

  override updated(): void {
    const { session } = this.look;
    const scope = this.scope;
    // A measurement beside other work would be too slow.
    if (session.table && scope && !session.jobs.running()) {
      this.machine.measure(this.look, scope.count, this.form.backend);
    }
    const training = this.trainingJob?.runId;
    if (training !== undefined && training !== this.trainingBefore && this.action.busy) void this.revealRun();
    this.trainingBefore = training;
  }

  /** On a small screen the training stands below the form: whoever begins one is to see it run. */
  private async revealRun(): Promise<void> {
    await this.panel?.updateComplete;
    const { top } = this.right.getBoundingClientRect();
    if (top > this.getBoundingClientRect().bottom - RUN_SEEN) this.right.scrollIntoView({ block: 'start' });
  }

  private get scope(): Scope | undefined {
    return chosenScope(learningScopes(this.look.session), this.form.scope);
  }

  /** Runs that a job of this page is about. */
  private get learning(): ReadonlySet<number> {
    const { jobs } = this.look.session;
    return new Set([jobs.running('train')?.runId, jobs.running('backbone')?.runId].filter((id) => id !== undefined));
  }

  /** What would be trained; null where that cannot be said. */
  private get recipe(): Recipe | null {
    const { form, scope } = this;
    const each = learnedByEach(scope?.count ?? 0, networksChoice(form.networks).options.folds);
    return recipeOf(form, this.machine.state.suggestion, each);
  }

  private get trainingJob(): Job | null {
    return this.look.session.jobs.running('train') ?? null;
  }

  private go(stage: 'data' | 'explore'): void {
    this.dispatchEvent(new LookGoEvent(stage));
  }

  private train(all: boolean): void {
    const { look, scope, form } = this;
    const { recipe } = this;
    if (!scope || !recipe) return;
    this.chosen = undefined;
    const options = toTrainOptions(form, recipe);
    const { dataset } = look.session;
    const work = async (): Promise<void> => {
      if (!all) {
        const run = await look.train(options, scope.view);
        if (this.isConnected && look.session.isOpen(dataset)) await look.session.chooseRun(run.id);
        return;
      }
      if (form.choice === 'thorough') {
        const { backbone } = this.machine.state;
        await look.findSuspects({ probe: { side: backbone?.side ?? THOROUGH_SIDE }, view: scope.view });
      }
      await showSuspects(this, look, { train: options, view: scope.view });
    };
    this.action.run(work, look.session.jobs);
  }

  private resume(run: Run): void {
    const { look } = this;
    this.action.run(() => look.findSuspects({ run: run.name }), look.session.jobs);
  }

  private onRun({ detail: { run, request } }: LookRunEvent): void {
    const { look } = this;
    if (request === 'export') return void openModel(look, run);
    this.chosen = request === 'show' ? run.id : undefined;
    if (request === 'show') this.choice.choose(() => look.session.chooseRun(run.id));
    else if (request === 'resume') this.resume(run);
    else this.action.run(() => look.deleteRun(run.name));
  }

  /** The run in sight: the one that is training, else the one chosen here, else the newest if it is not done, else the one shown everywhere. */
  private get runInSight(): Run | null {
    const { runs, run } = this.look.session;
    const named = (id: number | undefined): Run | undefined => runs.find((row) => row.id === id);
    // A backbone that is judging the labels for the first time stands in its own card.
    const inSight = (one: Run | null | undefined): Run | null =>
      one && (one.source !== 'probe' || one.status === 'trained' || !this.learning.has(one.id)) ? one : null;
    const newest = inSight(runs.at(-1));
    const unfinished = newest?.status === 'trained' ? null : newest;
    return named(this.trainingJob?.runId) ?? named(this.chosen) ?? unfinished ?? inSight(run);
  }

  private renderRun(run: Run, table: Table) {
    const job = this.trainingJob?.runId === run.id ? this.trainingJob : null;
    const standing = standingOf(run, this.learning.has(run.id), this.alive.isAlive(run.id));
    const changed = changedSince(run, table);
    const asItShould = standing === 'training' || (standing === 'trained' && changed === 0);
    const next =
      standing === 'trained'
        ? html`<section class="card" aria-label="Next step">
            <look-next-step .look=${this.look} .run=${run}></look-next-step>
          </section>`
        : nothing;
    // What is to be done next comes first: it is in sight on a small screen too.
    return html`${next}
      <section class="card stack" aria-label="The run">
        <look-run-panel
          .run=${run}
          .job=${job}
          .batches=${LiveBatches.of(this.look.session).pointsOf(run.id)}
        ></look-run-panel>
        ${
          asItShould
            ? nothing
            : html`<look-run-standing
                .run=${run}
                .standing=${standing}
                .changed=${changed}
                .busy=${this.action.busy || this.trainingJob !== null}
                @look-run=${this.onRun}
              ></look-run-standing>`
        }
      </section>`;
  }

  private renderRight(table: Table) {
    const run = this.runInSight;
    if (run) return this.renderRun(run, table);
    if (this.trainingJob)
      return html`<section class="card"><look-job-bar .job=${this.trainingJob}></look-job-bar></section>`;
    return html`<section class="card">
      <look-empty
        heading="No network is trained yet"
        text="It learns the labels as they are, wrong ones too. What it then cannot believe is worth a second look."
      ></look-empty>
    </section>`;
  }

  private renderRuns(table: Table) {
    const { session } = this.look;
    if (session.runs.length === 0) return nothing;
    return html`<section class="card stack" aria-label="Runs">
      <h2 class="section-head">Runs</h2>
      <look-runs-table
        .runs=${session.runs}
        .table=${table}
        .shown=${session.run?.id ?? -1}
        .learning=${this.learning}
        .isAlive=${(id: number) => this.alive.isAlive(id)}
        .accuracies=${this.accuracies.byRun}
        .busy=${this.action.busy || this.trainingJob !== null}
        @look-run=${this.onRun}
      ></look-runs-table>
      ${this.choice.renderError()}
    </section>`;
  }

  override render() {
    const { session } = this.look;
    const { table } = session;
    if (!table) {
      return html`<look-empty
        alone
        heading="No data set is open"
        text="A network learns from a data set: open one first, or take the demo."
      >
        <button class="button primary" type="button" @click=${() => this.go('data')}>Open a data set</button>
      </look-empty>`;
    }
    const scopes = learningScopes(session);
    const busy = this.action.busy || this.trainingJob !== null;
    const tooMany = whyTooManyClasses(session.opened!.info);
    const ready = tooMany === null && !busy && this.scope !== undefined && this.recipe !== null;
    // One step is suggested at a time: a network that was trained should predict before another one learns.
    const waiting = this.runInSight?.status === 'trained' && session.table?.scores.size === 0;
    const excluded = this.scope?.view.indices.reduce((sum, i) => sum + table.excluded[i], 0) ?? 0;
    return html`<div class="page">
      <header class="row spread">
        <div>
          <h1>Train a network</h1>
          <p class="lead">
            A small network learns the labels as they stand, in a worker of this tab.
            ${excluded > 0 ? `${formatPlural(excluded, 'excluded sample is', 'excluded samples are')} left out.` : 'Excluded samples are left out.'}
          </p>
        </div>
        <div class="row">
          <button class="button" type="button" ?disabled=${!ready} @click=${() => this.train(false)}>Train only</button>
          <button
            class="button ${waiting ? '' : 'primary'}"
            type="button"
            ?disabled=${!ready}
            @click=${() => this.train(true)}
          >
            Train, predict and score
          </button>
        </div>
      </header>
      ${tooMany === null ? nothing : html`<look-error-note .message=${tooMany}></look-error-note>`}
      ${this.action.error === this.runInSight?.error ? nothing : this.action.renderError()}
      <div class="columns">
        <div class="stack">
          <look-backbone-card
            .look=${this.look}
            .view=${tooMany === null ? this.scope?.view : undefined}
          ></look-backbone-card>
          <look-train-setup
            .form=${this.form}
            .scopes=${scopes}
            .scope=${this.scope}
            .machine=${this.machine.state}
            .retry=${this.machine.retry}
            @look-train-form=${(event: LookTrainFormEvent) => (this.form = { ...this.form, ...event.detail })}
          >
            <look-hold-out slot="held-out" .look=${this.look} .learned=${this.scope?.view.indices}></look-hold-out>
          </look-train-setup>
        </div>
        <div class="stack runs">${this.renderRight(table)}</div>
      </div>
      ${this.renderRuns(table)}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-train-stage': TrainStage;
  }
}
