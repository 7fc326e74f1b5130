import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Job } from '../../api/jobs.ts';
import { printable } from '../../core/dataset/names.ts';
import { base } from '../styles/shared.ts';
import { formatCount, formatDuration } from './format.ts';

/** What a job does, and on which data set. */
export function jobTitle({ title, dataset }: Job): string {
  const quoted = `“${printable(dataset ?? '')}”`;
  return dataset === undefined || title.includes(quoted) ? title : `${title} · ${quoted}`;
}

/** One job that runs or waits: what it does, how far it is, how fast, how long still, and Cancel. */
@customElement('look-job-bar')
export class LookJobBar extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--look-space-2);
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--look-space-1) var(--look-space-3);
      }
      .title {
        font-weight: 600;
      }
      .figures {
        margin-left: auto;
        color: var(--look-text-2);
      }
      progress {
        display: block;
        width: 100%;
        height: 6px;
        overflow: hidden;
        border: 0;
        border-radius: 3px;
        background: var(--look-surface-2);
        appearance: none;
      }
      progress::-webkit-progress-bar {
        background: var(--look-surface-2);
      }
      progress::-webkit-progress-value {
        border-radius: 3px;
        background: var(--look-accent);
      }
      progress::-moz-progress-bar {
        background: var(--look-accent);
      }
      @media (forced-colors: active) {
        progress {
          height: 8px;
          border: 1px solid CanvasText;
          forced-color-adjust: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) job: Job | null = null;

  override render() {
    const job = this.job;
    if (!job) return nothing;
    const progress = job.progress;
    const known = progress && progress.total > 0;
    return html`
      <div class="line">
        <span class="title">${jobTitle(job)}</span>
        <span class="muted"
          >${job.status === 'waiting' ? 'waiting for the one before it' : (progress?.activity ?? 'starting')}</span
        >
        <span class="figures num">${this.figures()}</span>
        <button class="button small" type="button" @click=${() => job.cancel()}>Cancel</button>
      </div>
      ${
        known
          ? html`<progress aria-label=${job.title} .value=${progress.done} max=${progress.total}></progress>`
          : html`<progress aria-label=${job.title}></progress>`
      }
    `;
  }

  private figures(): string {
    const progress = this.job?.progress;
    if (!progress) return '';
    const { done, total, unit, perSecond, etaMs } = progress;
    const parts = [`${formatCount(done)}${total > 0 ? ` of ${formatCount(total)}` : ''} ${unit}`];
    if (perSecond !== undefined) parts.push(`${formatCount(perSecond)} ${unit}/s`);
    if (etaMs !== undefined && Number.isFinite(etaMs)) parts.push(`${formatDuration(etaMs)} left`);
    return parts.join(' · ');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-job-bar': LookJobBar;
  }
}
