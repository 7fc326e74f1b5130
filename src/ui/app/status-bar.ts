import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Job } from '../../api/jobs.ts';
import type { Look } from '../../api/look.ts';
import type { RunRow } from '../../store/records.ts';
import { formatBytes, formatCount, formatDuration, formatScore } from '../kit/format.ts';
import { SessionController } from '../session-controller.ts';
import { base } from '../styles/shared.ts';

/** The line at the foot: what computes and how fast, what the shown run is worth, and that nothing leaves the tab. */
@customElement('look-status-bar')
export class LookStatusBar extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--look-space-4);
        min-height: 30px;
        padding: 0 var(--look-space-4);
        border-top: 1px solid var(--look-line);
        background: var(--look-surface);
        color: var(--look-text-2);
        font-size: var(--look-size-2);
        white-space: nowrap;
        overflow: hidden;
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
      .grow {
        flex: 1;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .error {
        color: var(--look-danger);
      }
      progress {
        width: 110px;
        height: 5px;
        accent-color: var(--look-accent);
      }
    `,
  ];

  private readonly followed = new SessionController(this);
  private online = navigator.onLine;

  @property({ attribute: false }) look!: Look;

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
    this.requestUpdate();
  };

  override render() {
    const { session } = this.look;
    const running = session.jobs.running();
    const failed = session.jobs.list.find((job) => job.status === 'failed');
    const stored = session.storage ? `${formatBytes(session.storage.usage)} stored here · ` : '';
    return html`
      <span class="grow num">
        ${running ? this.renderRunning(running) : failed ? this.renderFailed(failed) : this.renderRun(session.run)}
      </span>
      <span class="num">${this.online ? '' : 'offline · '}${stored}nothing leaves this tab</span>
    `;
  }

  private renderRunning(job: Job): TemplateResult {
    const { progress } = job;
    const eta = progress?.etaMs !== undefined ? ` · ${formatDuration(progress.etaMs)} left` : '';
    const speed = progress?.perSecond ? ` · ${formatCount(progress.perSecond)} ${progress.unit}/s` : '';
    return html`<span class="dot on"></span>${job.title} · ${progress?.stage ?? 'starting'}${speed}${eta}
      ${
        progress && progress.total > 0
          ? html`<progress aria-label=${job.title} .value=${progress.done} max=${progress.total}></progress>`
          : nothing
      } <button class="button small quiet" type="button" @click=${() => job.cancel()}>Cancel</button>`;
  }

  private renderFailed(job: Job): TemplateResult {
    return html`<span class="error" role="status">${job.title} failed: ${job.error}</span>
      <button class="button small quiet" type="button" @click=${() => this.look.session.jobs.dismiss(job.id)}>
        Dismiss
      </button>`;
  }

  private renderRun(run: RunRow | null): TemplateResult {
    if (!run) return html`<span class="dot"></span>ready`;
    const stepMs = run.epochs.reduce((sum, epoch) => sum + epoch.stepMs, 0);
    const images = run.epochs.reduce((sum, epoch) => sum + epoch.stepImages, 0);
    const speed = stepMs > 0 ? ` · ${formatCount((images / stepMs) * 1000)} images/s` : '';
    const workers = run.workers ? ` · ${run.workers} ${run.workers === 1 ? 'worker' : 'workers'}` : '';
    return html`<span class="dot ${run.status === 'trained' ? 'on' : ''}"></span
      >${(run.backend ?? run.backendWanted).toUpperCase()}${workers}${speed}
      <span class="faint"
        >&emsp;${run.name} · ${run.recipe.network} · seed ${run.seed} · ${run.epochs.length} of ${run.recipe.epochs}
        epochs</span
      >
      ${this.renderRanking()}`;
  }

  /** The figures of the score that the view is sorted by. */
  private renderRanking(): TemplateResult | typeof nothing {
    const sort = this.look.session.view?.stages.findLast((stage) => stage.stage === 'sortBy');
    const key = sort?.stage === 'sortBy' ? sort.field.replace('insights.', '') : '';
    if (!this.look.session.table?.scores.has(key)) return nothing;
    const report = this.look.rankingQuality(key);
    if (!report) return nothing;
    return html`<span
      >&emsp;AP ${formatScore(report.ap)} · AUROC ${formatScore(report.auroc)} · P@100
      ${report.precision_at_100.toFixed(2)} <span class="faint">(noise was planted)</span></span
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-status-bar': LookStatusBar;
  }
}
