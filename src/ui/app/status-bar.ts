import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Job, JobKind } from '../../api/jobs.ts';
import type { Look } from '../../api/look.ts';
import { icon } from '../icons.ts';
import { formatBytes, formatCount, formatDecimal, formatPlural } from '../kit/format.ts';
import '../kit/error-note.ts';
import { jobTitle } from '../kit/job-bar.ts';
import { SessionController } from '../kit/session-controller.ts';
import { LOW, NARROW, SMALL } from '../styles/screens.ts';
import { base } from '../styles/shared.ts';
import type { StageName } from '../events/app-events.ts';
import { WHY_IT_MOVES } from '../../core/insights/say-expected.ts';
import './newer-version.ts';
import { runFacts } from './run-line.ts';

/** Stages that show a job in full themselves. */
const SHOWN_IN: Partial<Record<JobKind, readonly StageName[]>> = {
  import: ['data'],
  train: ['train', 'home'],
  backbone: ['train'],
  predict: ['home'],
  score: ['insights', 'home'],
  duplicates: ['insights'],
};

/**
 * The foot of every stage: long work with Cancel, what failed until it is put away, and below them how well the shown run ranks and
 * that nothing leaves the tab.
 */
@customElement('look-status-bar')
export class LookStatusBar extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
        border-top: 1px solid var(--look-line);
        background: var(--look-surface);
        color: var(--look-text-2);
        font-size: var(--look-size-2);
      }
      /* A long sentence scrolls, so that it never takes the room of what is worked on. */
      .jobs {
        max-height: 24dvh;
        overflow: auto;
      }
      .job {
        padding: var(--look-space-2) var(--look-space-4);
        border-bottom: 1px solid var(--look-line);
        color: var(--look-text);
      }
      footer {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 var(--look-space-5);
        min-height: 30px;
        padding: 0 var(--look-space-4);
      }
      .dot {
        display: inline-block;
        width: 8px;
        height: 8px;
        margin-right: 6px;
        border-radius: 50%;
        background: var(--look-text-3);
      }
      .dot.on {
        background: var(--look-accent);
      }
      .fact {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .here {
        margin-left: auto;
      }
      .offline {
        display: inline-flex;
        align-items: center;
        gap: var(--look-space-1);
        margin-right: var(--look-space-3);
        color: var(--look-warn);
      }
      .offline svg {
        width: 13px;
        height: 13px;
      }
      /* What the Train stage says too gives way. */
      @media (width < 1000px) {
        .run {
          display: none;
        }
      }
      @media ${NARROW} {
        footer {
          gap: 0 var(--look-space-3);
          min-height: 24px;
          padding: 2px var(--look-space-3);
        }
      }
      @media ${SMALL} {
        .machine {
          display: none;
        }
        .here {
          margin-left: 0;
        }
      }
      @media ${LOW} {
        .machine,
        .stored {
          display: none;
        }
      }
    `,
  ];

  private readonly followed = new SessionController(this);

  @state() private online = navigator.onLine;
  @property({ attribute: false }) look!: Look;
  /** The stage that is shown. */
  @property({ attribute: false }) stage: StageName | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('online', this.onNetwork);
    window.addEventListener('offline', this.onNetwork);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('online', this.onNetwork);
    window.removeEventListener('offline', this.onNetwork);
  }

  override willUpdate(): void {
    this.followed.follow(this.look.session);
  }

  private readonly onNetwork = (): void => {
    this.online = navigator.onLine;
  };

  override render() {
    const { session } = this.look;
    const { list } = session.jobs;
    const stored = session.storage ? `${formatBytes(session.storage.usage)} stored here · ` : '';
    return html`
      <div class="jobs" role="region" aria-label="Jobs">
        ${list.map((job) => this.renderJob(job))}
        <look-newer-version .look=${this.look}></look-newer-version>
      </div>
      <footer class="num">
        ${this.renderRun()}
        <span class="here">
          ${
            this.online
              ? nothing
              : html`<span class="offline" role="status">${icon('wifi-off')} offline: what is here still works</span>`
          }<span class="stored">${stored}</span>nothing leaves this tab
        </span>
      </footer>
    `;
  }

  private renderJob(job: Job): TemplateResult | typeof nothing {
    const inStage = this.stage !== null && (SHOWN_IN[job.kind]?.includes(this.stage) ?? false);
    const isOpen = job.status === 'running' || job.status === 'waiting';
    if (isOpen && (!inStage || job.status === 'waiting'))
      return html`<look-job-bar class="job" .job=${job}></look-job-bar>`;
    // What failed and is no import may have been started by a script: it is shown in its own stage too.
    if (job.status !== 'failed' || (inStage && job.kind === 'import')) return nothing;
    return html`<look-error-note
      class="job"
      dismissible
      .message=${`${jobTitle(job)} failed. ${job.error ?? ''}`}
      @look-dismiss=${() => this.look.session.jobs.dismiss(job.id)}
    ></look-error-note>`;
  }

  private renderRun(): TemplateResult {
    const { run, dataset } = this.look.session;
    if (!run) {
      return html`<span class="fact"
        ><span class="dot"></span>${dataset ? 'no network trained yet' : 'no data set open'}</span
      >`;
    }
    const { machine, recipe } = runFacts(run);
    return html`<span class="fact machine"
        ><span class="dot ${run.status === 'trained' ? 'on' : ''}"></span>${machine}</span
      >
      <span class="fact run">${recipe}</span>
      ${this.renderRanking()}`;
  }

  /** The figures of the score that the view is sorted by, where it is known which labels are wrong. */
  private renderRanking(): TemplateResult | typeof nothing {
    const { view, table } = this.look.session;
    const sort = view?.stages.findLast((stage) => stage.stage === 'sortBy');
    const key = sort?.stage === 'sortBy' ? sort.field.replace('insights.', '') : '';
    if (!table?.scores.has(key)) return nothing;
    const report = this.look.rankingQuality(key);
    if (!report) return nothing;
    return html`<span class="fact" title=${WHY_IT_MOVES}
      >AP ${formatDecimal(report.ap)} · AUROC ${formatDecimal(report.auroc)} · P@100
      ${formatDecimal(report.precision_at_100)}
      <span class="faint"
        >(${key} of “${this.look.session.run?.name}” on ${formatPlural(report.samples, 'sample')} with known truth,
        ${formatCount(report.wrong)} wrong when it was scored)</span
      ></span
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-status-bar': LookStatusBar;
  }
}
