import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Table } from '../../core/dataset/table.ts';
import type { Run } from '../../core/training/run.ts';
import { formatCount, formatDuration, formatPercent } from '../kit/format.ts';
import '../kit/question.ts';
import type { LookAnswerEvent } from '../kit/question.ts';
import { base, stageParts } from '../styles/shared.ts';
import { LookRunEvent, type RunRequest } from '../events/run-event.ts';
import { epochWords, machineWords, sourceWords } from './run-words.ts';
import { changedSince, imagesPerSecond, learnedFrom, resumeTitle, standingOf } from './run-facts.ts';

const GOES_WITH: Record<Run['source'], string> = {
  trained: 'Its network, predictions and scores go with it.',
  probe:
    'Its predictions and scores go with it, and where no other run uses the backbone, what that saw of the pictures.',
  imported: 'Its predictions and scores go with it.',
};

/** Every run of the data set, to compare, show, resume or delete. @event look-run */
@customElement('look-runs-table')
export class RunsTable extends LitElement {
  static override styles = [
    base,
    stageParts,
    css`
      :host {
        overflow-x: auto;
      }
      th,
      td {
        white-space: nowrap;
      }
      tr.shown td {
        background: var(--look-accent-soft);
      }
      @media (forced-colors: active) {
        tr.shown {
          outline: 2px solid Highlight;
          outline-offset: -2px;
        }
      }
      .name {
        display: flex;
        align-items: center;
        gap: var(--look-space-2);
      }
      .name input {
        margin: 0;
      }
      .sub {
        color: var(--look-text-2);
        font-size: var(--look-size-2);
      }
      .bad {
        color: var(--look-danger);
      }
      .wait {
        color: var(--look-warn);
      }
      td.actions {
        text-align: right;
      }
    `,
  ];

  /** The run whose deletion waits for an answer. */
  @state() private deleting: Run | null = null;

  /** Newest last, as the store has them. */
  @property({ attribute: false }) runs: readonly Run[] = [];
  @property({ attribute: false }) table!: Table;
  /** The run whose predictions and scores are shown. */
  @property({ type: Number }) shown = -1;
  /** Runs that learn in this page at this moment. */
  @property({ attribute: false }) learning: ReadonlySet<number> = new Set();
  /** Runs that another tab is training. */
  @property({ attribute: false }) isAlive: (runId: number) => boolean = () => false;
  /** Accuracy on a split that it did not learn from by run, 0 … 1. */
  @property({ attribute: false }) accuracies: ReadonlyMap<number, number> = new Map();
  /** Whether a training is under way, so that none can be resumed. */
  @property({ type: Boolean }) busy = false;

  private request(run: Run, request: RunRequest): void {
    this.dispatchEvent(new LookRunEvent(run, request));
  }

  private onAnswer(run: Run, event: LookAnswerEvent): void {
    this.deleting = null;
    if (event.detail.yes) return this.request(run, 'delete');
    // The page is inert until the dialog is gone.
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`[data-delete="${run.id}"]`)?.focus(),
    );
  }

  private renderState(run: Run) {
    const standing = standingOf(run, this.learning.has(run.id), this.isAlive(run.id));
    switch (standing) {
      case 'trained':
        return nothing;
      case 'training':
        return html`<span class="suggested">${run.source === 'probe' ? 'judging' : 'training'}</span>`;
      case 'elsewhere':
        return html`<span class="muted">${run.source === 'probe' ? 'judging' : 'training'} in another tab</span>`;
      case 'failed':
        return html`<span class="bad">failed</span>`;
      case 'interrupted':
      case 'stopped':
        return html`<span class="wait">${standing}</span>`;
    }
  }

  private renderActions(run: Run) {
    const standing = standingOf(run, this.learning.has(run.id), this.isAlive(run.id));
    if (standing === 'training' || standing === 'elsewhere') return nothing;
    return html`${
        standing === 'trained'
          ? nothing
          : html`<button
              class="button small"
              type="button"
              ?disabled=${this.busy}
              @click=${() => this.request(run, 'resume')}
            >
              ${resumeTitle(run)}
            </button>`
      }
      ${
        run.source !== 'trained'
          ? nothing
          : html`<button
              class="button small quiet"
              type="button"
              aria-label=${`Export the model of run ${run.name}`}
              @click=${() => this.request(run, 'export')}
            >
              Export the model …
            </button>`
      }
      <button
        class="button small quiet"
        type="button"
        aria-label=${`Delete run ${run.name}`}
        data-delete=${run.id}
        @click=${() => (this.deleting = run)}
      >
        Delete
      </button>`;
  }

  private renderRun(run: Run) {
    const last = run.epochs.at(-1);
    const accuracy = this.accuracies.get(run.id);
    const speed = imagesPerSecond(run);
    const changed = changedSince(run, this.table);
    const source = sourceWords(run);
    return html`<tr class=${run.id === this.shown ? 'shown' : ''}>
      <td>
        <label class="name">
          <input
            type="radio"
            name="shown"
            .checked=${run.id === this.shown}
            @change=${() => this.request(run, 'show')}
          />
          <span>${run.name} ${this.renderState(run)}</span>
        </label>
      </td>
      <td>${source.title} <span class="sub">${source.detail}</span></td>
      <td class="right">${formatCount(learnedFrom(run).length)}</td>
      <td class="right">${epochWords(run) || '–'}</td>
      <td>${(run.source === 'trained' && machineWords(run)) || '–'}</td>
      <td class="right">${last ? formatPercent(last.accuracy) : '–'}</td>
      <td class="right">${accuracy === undefined ? '–' : formatPercent(accuracy)}</td>
      <td class="right">${run.elapsedMs > 0 ? formatDuration(run.elapsedMs) : '–'}</td>
      <td class="right">${speed ? formatCount(speed) : '–'}</td>
      <td class="right">${changed > 0 ? html`<span class="given">${formatCount(changed)}</span>` : '0'}</td>
      <td class="actions">${this.renderActions(run)}</td>
    </tr>`;
  }

  private renderQuestion(run: Run) {
    return html`<look-question
      heading="Delete the run “${run.name}”?"
      text=${`${GOES_WITH[run.source]} This cannot be undone.`}
      @look-answer=${(event: LookAnswerEvent) => this.onAnswer(run, event)}
    ></look-question>`;
  }

  override render() {
    return html`${this.deleting ? this.renderQuestion(this.deleting) : nothing}
      <table>
        <caption class="visually-hidden">
          Runs; the one chosen is shown in every stage
        </caption>
        <thead>
          <tr>
            <th scope="col">Shown run</th>
            <th scope="col">Network</th>
            <th scope="col" class="right">Samples</th>
            <th scope="col" class="right">Epochs</th>
            <th scope="col">Backend</th>
            <th scope="col" class="right">Accuracy</th>
            <th scope="col" class="right" title="Of a split that the run did not learn from">Held out</th>
            <th scope="col" class="right">Time</th>
            <th scope="col" class="right">Images/s</th>
            <th scope="col" class="right">Labels changed</th>
            <th scope="col"><span class="visually-hidden">Actions</span></th>
          </tr>
        </thead>
        <tbody>
          ${[...this.runs].reverse().map((run) => this.renderRun(run))}
        </tbody>
      </table>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-runs-table': RunsTable;
  }
}
