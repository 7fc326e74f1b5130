import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import type { Table } from '../../core/dataset/table.ts';
import { NO_LABEL } from '../../core/dataset/types.ts';
import { ISSUE_FILTERS } from '../../core/insights/issue-sets.ts';
import type { LabelSummary } from '../../core/insights/label-summary.ts';
import { memo } from '../../core/memo.ts';
import type { Run } from '../../core/training/run.ts';
import type { ViewStage } from '../../core/views/stages.ts';
import { LookGoEvent } from '../events/app-events.ts';
import { ActionController } from '../kit/action-controller.ts';
import { formatCount, formatPercent, formatPlural } from '../kit/format.ts';
import { SessionController } from '../kit/session-controller.ts';
import { classTitle } from '../samples/sample-names.ts';
import { base } from '../styles/shared.ts';
import { ISSUE_FILTER_TEXTS } from './issue-filters.ts';
import { healthStyles } from './health-styles.ts';
import { suspectView } from '../scores/suspect-view.ts';

/** Rows shown before all are asked for. */
const FEW = 10;

/** What a summary was computed from: it stands as long as these do. */
interface Basis {
  runId: number | null;
  current: Table['current'];
  /** Samples that the run had predicted. */
  predicted: number;
}

/**
 * The labels as confident learning sees them: its issues, in which classes, and which classes are confused.
 * Every figure leads to its samples.
 */
@customElement('look-label-health')
export class LookLabelHealth extends LitElement {
  static override styles = [base, healthStyles];

  private readonly followed = new SessionController(this);
  private readonly action = new ActionController(this);
  private readonly countPredicted = memo(
    (predicted: Table['predicted']) => predicted?.reduce((sum, label) => sum + Number(label !== NO_LABEL), 0) ?? 0,
  );
  private readonly sameLabels = memo(sameLabels);

  @state() private summary: { of: Basis; told: LabelSummary } | null = null;
  @state() private all = false;
  @property({ attribute: false }) look!: Look;
  @property({ attribute: false }) table!: Table;
  @property({ attribute: false }) run!: Run;

  override willUpdate(): void {
    // What was predicted anew is judged at once; after an edit of labels the figures stay until somebody wants them anew.
    const { session } = this.look;
    this.followed.follow(session);
    const of = this.summary?.of;
    const judged = of?.runId === this.table.runId && of.predicted === this.predicted;
    if (!judged && !this.action.error && !session.jobs.running('predict')) this.judge();
  }

  private judge(): void {
    const { run, look, predicted } = this;
    const { runId, current } = this.table;
    this.action.run(async () => {
      this.summary = { of: { runId, current, predicted }, told: await look.confidentLearning(run.name) };
    });
  }

  private get predicted(): number {
    return this.countPredicted(this.table.predicted);
  }

  private get outdated(): boolean {
    const { summary, table } = this;
    return summary !== null && !this.sameLabels(summary.of.current, table.current);
  }

  private show(filters: ViewStage[]): void {
    this.look.session.view = suspectView(this.look, filters);
    this.dispatchEvent(new LookGoEvent('explore'));
  }

  override render() {
    const { summary } = this;
    if (!summary)
      return html`${this.action.renderError()}
        <p class="muted" role="status">Judging the labels …</p>`;
    const { told } = summary;
    // The same joint as the classes below, so that they add up to it.
    const issues = told.classes.reduce((sum, { labelIssues }) => sum + labelIssues, 0);
    return html`${this.action.renderError()}
      <div class="head">
        <p class="headline num">
          <strong>${formatPlural(issues, 'issue')}</strong> of confident learning among
          ${formatPlural(told.samples, 'label')}.
        </p>
        ${
          this.outdated
            ? html`<button
                class="button small"
                type="button"
                ?disabled=${this.action.busy}
                @click=${() => this.judge()}
              >
                Labels have changed since: judge them again
              </button>`
            : nothing
        }
      </div>
      <p class="muted">
        An issue is a label that the network does not bear out by the thresholds of confident learning. That is no count
        of wrong labels: how many are expected to be wrong stands under “Review budget”. What it is good for: which
        classes, and which pairs of them, to look at first.
      </p>
      <div class="parts">${this.renderClasses(told)} ${this.renderConfusions(told)} ${this.renderSets(told)}</div>`;
  }

  private renderClasses({ classes }: LabelSummary) {
    const shown = this.all ? classes : classes.slice(0, FEW);
    const name = (label: number): string => classTitle(this.table.classes, label);
    return html`<section aria-label="Quality by class">
      <h3>Without an issue, by class, worst first</h3>
      <ul>
        ${shown.map(
          ({ label, labelQuality, labelIssues }) =>
            html`<li>
              <button
                class="bar"
                type="button"
                @click=${() => this.show([{ stage: 'matchLabels', field: 'current', classes: [label] }])}
              >
                <span class="name">${name(label)}</span>
                <span class="track" aria-hidden="true"><i style="width: ${100 * labelQuality}%"></i></span>
                <span class="num"
                  >${formatPercent(labelQuality)}<span class="visually-hidden"> without an issue</span></span
                >
                <span class="num muted">${formatPlural(labelIssues, 'issue')}</span>
              </button>
            </li>`,
        )}
      </ul>
      ${
        classes.length > FEW
          ? html`<button
              class="button small quiet"
              type="button"
              aria-expanded=${this.all}
              @click=${() => (this.all = !this.all)}
            >
              ${this.all ? 'Show fewer' : `Show all ${classes.length} classes`}
            </button>`
          : nothing
      }
    </section>`;
  }

  private renderConfusions({ confusions }: LabelSummary) {
    const { classes } = this.table;
    return html`<section aria-label="Most confused">
      <h3>Labelled as → looks like</h3>
      ${confusions.length === 0 ? html`<p class="muted">No two classes are taken for each other.</p>` : nothing}
      <ul>
        ${confusions.slice(0, FEW).map(
          ({ given, suggested, samples }) =>
            html`<li>
              <button
                class="line"
                type="button"
                @click=${() =>
                  this.show([
                    { stage: 'matchLabels', field: 'current', classes: [given] },
                    { stage: 'matchLabels', field: 'predicted', classes: [suggested] },
                  ])}
              >
                <span
                  ><span class="given">${classTitle(classes, given)}</span> →
                  <span class="suggested">${classTitle(classes, suggested)}</span></span
                >
                <span class="num muted">about ${formatCount(samples)}</span>
              </button>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  private renderSets({ sets }: LabelSummary) {
    return html`<section aria-label="Issue sets">
      <h3>Issues by seven filters</h3>
      <ul>
        ${ISSUE_FILTERS.map((filter) => {
          const { title, meaning } = ISSUE_FILTER_TEXTS[filter];
          const indices = sets[filter];
          return html`<li>
            <button
              class="line"
              type="button"
              ?disabled=${indices.length === 0}
              @click=${() => this.show([{ stage: 'select', indices: [...indices] }])}
            >
              <span>${title} <code>${filter}</code></span>
              <span class="num muted">${formatCount(indices.length)}</span>
              <span class="meaning">${meaning}</span>
            </button>
          </li>`;
        })}
      </ul>
    </section>`;
  }
}

/** The same labels may come in another array: choosing a run reads them anew. */
const sameLabels = (a: Table['current'], b: Table['current']): boolean =>
  a === b || (a.length === b.length && a.every((label, i) => label === b[i]));

declare global {
  interface HTMLElementTagNameMap {
    'look-label-health': LookLabelHealth;
  }
}
