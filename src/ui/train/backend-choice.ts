import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { BACKEND_TITLES, type BackendName } from '../../core/training/recipe.ts';
import type { BackendReport } from '../../contracts/trainer.ts';
import { optionList } from '../scope/option-list.ts';
import { base } from '../styles/shared.ts';

/** Which backend, and with how many workers. */
export class LookBackendEvent extends CustomEvent<{ backend: BackendName | 'auto'; workers: number }> {
  constructor(backend: BackendName | 'auto', workers: number) {
    super('look-backend', { detail: { backend, workers } });
  }
}

const STATUS: Record<BackendReport['status'], string> = {
  ready: 'ready',
  missing: 'not there',
  software: 'software only',
  failed: 'failed',
  slow: 'too slow',
};

/** Chooses the backend; each shows how fast one real training step on it was. @event look-backend */
@customElement('look-backend-choice')
export class BackendChoice extends LitElement {
  static override styles = [
    base,
    optionList,
    css`
      .workers {
        display: flex;
        align-items: center;
        gap: var(--look-space-2);
        margin-top: var(--look-space-3);
      }
      .workers input {
        width: 72px;
      }
    `,
  ];

  @property() backend: BackendName | 'auto' = 'auto';
  @property({ type: Number }) workers = 1;
  /** Each backend's report; null while it is not known. */
  @property({ attribute: false }) reports: readonly BackendReport[] | null = null;
  /** The backend that auto chooses, once known. */
  @property({ attribute: false }) settled: BackendName | null = null;

  private choose(backend: BackendName | 'auto', workers = this.workers): void {
    this.dispatchEvent(new LookBackendEvent(backend, workers));
  }

  private renderOption(value: BackendName | 'auto', title: string, figure: string, detail: string, usable: boolean) {
    return html`<label class="option">
      <input
        type="radio"
        name="backend"
        .value=${value}
        .checked=${value === this.backend}
        ?disabled=${!usable}
        @change=${() => this.choose(value)}
      />
      <span class="title">${title}</span><span class="figure">${figure}</span><span class="detail">${detail}</span>
    </label>`;
  }

  private renderReport(name: BackendName) {
    const report = this.reports?.find(({ backend }) => backend === name);
    if (!report) return this.renderOption(name, BACKEND_TITLES[name], '…', 'Trying one training step …', false);
    const { status, stepMs, detail } = report;
    const step = stepMs === undefined ? '' : ` · ${stepMs.toFixed(stepMs < 10 ? 1 : 0)} ms a step of 8`;
    const usable = status !== 'missing' && status !== 'failed';
    return this.renderOption(name, BACKEND_TITLES[name], `${STATUS[status]}${step}`, detail, usable);
  }

  override render() {
    const auto = this.settled ? `The fastest here: ${BACKEND_TITLES[this.settled]}.` : 'The fastest here.';
    const onWorkers = (event: Event): void => {
      const workers = (event.target as HTMLInputElement).valueAsNumber;
      if (Number.isInteger(workers) && workers >= 1 && workers <= 8) this.choose(this.backend, workers);
    };
    const wasm = (this.backend === 'auto' ? this.settled : this.backend) === 'wasm';
    return html`<fieldset>
        <legend class="section-head">Backend</legend>
        <div class="options">
          ${this.renderOption('auto', 'Auto', '', auto, true)}
          ${(['webgpu', 'webgl', 'wasm'] as const).map((name) => this.renderReport(name))}
        </div>
      </fieldset>
      ${
        wasm
          ? html`<div class="workers">
              <label for="workers">Workers</label>
              <input id="workers" type="number" min="1" max="8" .value=${String(this.workers)} @change=${onWorkers} />
              <span class="muted">share each batch, one processor core each</span>
            </div>`
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-backend-choice': BackendChoice;
  }
  interface HTMLElementEventMap {
    'look-backend': LookBackendEvent;
  }
}
