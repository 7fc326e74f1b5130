import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Job } from '../../api/jobs.ts';
import type { ImportedRun, Run } from '../../core/training/run.ts';
import { formatCount, formatDuration, formatPercent, formatPlural } from '../kit/format.ts';
import '../kit/job-bar.ts';
import { base } from '../styles/shared.ts';
import { BACKEND_TITLES } from '../../core/training/recipe.ts';
import { isTraining, type BatchPoint } from '../../api/live-batches.ts';
import { epochWords, machineWords, sourceWords } from './run-words.ts';
import { asLoss, renderRunCurves } from './run-curves.ts';
import { epochsDone, imagesPerSecond, learnedFrom } from './run-facts.ts';

const asPercent = (value: number): string => `${Math.round(value * 100)} %`;

/**
 * One run: its figures and curves, live while it trains.
 */
@customElement('look-run-panel')
export class RunPanel extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--look-space-4);
        min-width: 0;
      }
      .figures {
        display: flex;
        flex-wrap: wrap;
        gap: var(--look-space-3) var(--look-space-5);
      }
      .figures dt {
        color: var(--look-text-3);
        font-size: var(--look-size-2);
      }
      .figures dd {
        font-size: var(--look-size-4);
        font-weight: 620;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .curves {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(240px, 1fr));
        gap: var(--look-space-4);
      }
      look-curve {
        height: clamp(170px, 24vh, 320px);
      }
      .legend {
        display: flex;
        gap: var(--look-space-4);
        color: var(--look-text-2);
        font-size: var(--look-size-2);
      }
      .legend i {
        display: inline-block;
        width: 16px;
        margin-right: 6px;
        border-top: 2px solid var(--look-accent);
        vertical-align: middle;
      }
      .legend .batch i {
        border-top: 1px solid var(--look-text-3);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: var(--look-space-1) var(--look-space-3);
      }
    `,
  ];

  @property({ attribute: false }) run!: Run;
  /** Its training in this page, where that is under way. */
  @property({ attribute: false }) job: Job | null = null;
  @property({ attribute: false }) batches: readonly BatchPoint[] = [];

  private renderFigure(title: string, value: string) {
    return html`<div>
      <dt>${title}</dt>
      <dd>${value}</dd>
    </div>`;
  }

  private renderFigures() {
    const { run, job } = this;
    const progress = isTraining(job?.progress) ? job.progress : null;
    const last = run.epochs.at(-1);
    const speed = imagesPerSecond(run);
    const epoch = progress?.epoch ?? epochsDone(run);
    return html`<dl class="figures">
      ${run.source === 'trained' ? this.renderFigure('Epoch', epochWords(run, epoch)) : nothing}
      ${last ? this.renderFigure('Loss, last epoch', `${asLoss(last.loss)} nats`) : nothing}
      ${last ? this.renderFigure('Accuracy, last epoch', formatPercent(last.accuracy)) : nothing}
      ${progress ? this.renderFigure('Loss, this batch', `${asLoss(progress.loss)} nats`) : nothing}
      ${progress ? this.renderFigure('Accuracy, this batch', asPercent(progress.accuracy)) : nothing}
      ${!job && speed ? this.renderFigure('Speed', `${formatCount(speed)} samples/s`) : nothing}
      ${!job && run.elapsedMs > 0 ? this.renderFigure('Time', formatDuration(run.elapsedMs)) : nothing}
    </dl>`;
  }

  private describe(): string {
    const { run } = this;
    const samples = formatPlural(learnedFrom(run).length, 'sample');
    const { title, detail } = sourceWords(run);
    const parts =
      run.source === 'trained' ? [`${title} network`, samples, machineWords(run)] : [title, detail, samples];
    return parts.filter(Boolean).join(' · ');
  }

  private renderMoves() {
    if (this.run.source !== 'trained') return nothing;
    const { moves = [], recipe } = this.run;
    return moves.map(({ epoch, from, to, reason }) => {
      const when = epoch < recipe.epochs ? `In epoch ${epoch + 1}` : 'In prediction';
      return html`<p class="muted">
        ${when}, ${BACKEND_TITLES[from]} failed (${reason}); ${BACKEND_TITLES[to]} went on from what was stored.
      </p>`;
    });
  }

  override render() {
    const { run, batches } = this;
    return html`<div class="head">
        <h2>${run.name}</h2>
        <span class="muted num">${this.describe()}</span>
      </div>
      ${this.job ? html`<look-job-bar .job=${this.job}></look-job-bar>` : nothing} ${this.renderMoves()}
      ${run.source === 'imported' ? html`<p class="muted">${describeImported(run)}</p>` : this.renderFigures()}
      ${
        run.source === 'trained'
          ? html`<div class="curves">${renderRunCurves(run, batches)}</div>
              <div class="legend">
                <span><i></i>mean of an epoch, on the labels learned</span>
                ${batches.length > 0 ? html`<span class="batch"><i></i>single batches</span>` : nothing}
              </div>`
          : nothing
      }`;
  }
}

function describeImported({ outOfSample }: ImportedRun): string {
  return outOfSample
    ? 'Predictions made elsewhere, by a model that had not learned the labels of these samples.'
    : 'Predictions made elsewhere, by a model that may have learned the labels of these samples.';
}

declare global {
  interface HTMLElementTagNameMap {
    'look-run-panel': RunPanel;
  }
}
