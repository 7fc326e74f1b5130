import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import type { Run } from '../../core/training/run.ts';
import { LookGoEvent } from '../events/app-events.ts';
import { icon } from '../icons.ts';
import { ActionController } from '../kit/action-controller.ts';
import { formatCount, formatPlural } from '../kit/format.ts';
import '../scope/scope-picker.ts';
import type { LookScopeEvent } from '../scope/scope-picker.ts';
import { chosenScope, everyScope } from '../scope/scopes.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base } from '../styles/shared.ts';
import { predictedCount } from './run-facts.ts';
import { showSuspects } from './show-suspects.ts';

/** What comes after a training: predict, then score. Says how much is predicted already. */
@customElement('look-next-step')
export class NextStep extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--look-space-3);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--look-space-2);
      }
      summary {
        color: var(--look-text-2);
      }
      .more {
        display: grid;
        gap: var(--look-space-3);
        margin-top: var(--look-space-3);
      }
    `,
  ];

  private readonly session = new SessionController(this);
  private readonly action = new ActionController(this);

  @state() private scope = '';

  @property({ attribute: false }) look!: Look;
  @property({ attribute: false }) run!: Run;

  override willUpdate(): void {
    this.session.follow(this.look.session);
  }

  private predict(): void {
    const scope = chosenScope(everyScope(this.look.session), this.scope);
    if (!scope) return;
    const { look, run } = this;
    const { dataset } = look.session;
    this.action.run(async () => {
      await look.predict(scope.view, run.name);
      if (this.isConnected && look.session.isOpen(dataset)) await look.session.chooseRun(run.id);
    }, look.session.jobs);
  }

  private scoreAll(): void {
    const { look, run } = this;
    this.action.run(() => showSuspects(this, look, { run: run.name }), look.session.jobs);
  }

  private go(stage: 'insights' | 'explore'): void {
    this.dispatchEvent(new LookGoEvent(stage));
  }

  override render() {
    const { session } = this.look;
    const table = session.table;
    if (!table) return nothing;
    const scopes = everyScope(session);
    const scope = chosenScope(scopes, this.scope);
    const shown = table.runId === this.run.id;
    const learned = shown ? predictedCount(table, this.run.indices) : 0;
    const done = scope && shown ? predictedCount(table, scope.view.indices) : 0;
    const busy =
      this.action.busy ||
      !!(session.jobs.running('backbone') ?? session.jobs.running('predict') ?? session.jobs.running('score'));
    const scored = learned === this.run.indices.length && shown && table.scores.size > 0;
    const { source, indices } = this.run;
    const samples = `${formatPlural(indices.length, 'sample')} that ${source === 'imported' ? 'came with it' : 'it learned from'}`;
    if (source === 'imported' && !scored)
      return html`<h2 class="section-head">Next: score the labels by it</h2>
        <p class="muted num">It has predictions of ${formatPlural(indices.length, 'sample')}.</p>
        ${this.action.renderError()}
        <div class="row">
          <button class="button primary" type="button" ?disabled=${busy} @click=${this.scoreAll}>Score</button>
        </div>`;
    const choice = html`<look-scope-picker
        label="Predict"
        .scopes=${scopes}
        .value=${scope?.id ?? ''}
        ?disabled=${busy}
        @look-scope=${(event: LookScopeEvent) => (this.scope = event.detail)}
      ></look-scope-picker>
      <div class="row">
        <button class="button ${scored ? '' : 'primary'}" type="button" ?disabled=${busy} @click=${this.scoreAll}>
          Predict and score
        </button>
        <button
          class="button"
          type="button"
          ?disabled=${busy || (scope !== undefined && done === scope.count)}
          @click=${this.predict}
        >
          ${scope && done === scope.count ? 'All predicted' : 'Predict'}
        </button>
      </div>`;
    if (scored)
      return html`${this.renderScored(samples, table.scores.size)}
      ${source === 'imported' ? nothing : this.renderMore(choice)}`;
    return html`<h2 class="section-head">Next: ask the network about every sample</h2>
      <p class="muted num">
        ${
          learned === 0
            ? 'Nothing is predicted yet. Predictions are what every score is computed from.'
            : `${formatCount(learned)} of the ${samples} are predicted.`
        }
      </p>
      ${this.action.renderError()} ${choice}`;
  }

  private renderScored(samples: string, scores: number) {
    return html`<h2 class="section-head">Next: see what the scores say</h2>
      <p class="muted num">All ${samples} are predicted, and ${formatPlural(scores, 'score')} computed.</p>
      <div class="row">
        <button class="button primary" type="button" @click=${() => this.go('insights')}>
          To the insights ${icon('arrow-right')}
        </button>
      </div>`;
  }

  /** Whatever is left to predict is no step of its own any more. */
  private renderMore(choice: TemplateResult) {
    return html`${this.action.renderError()}
      <details>
        <summary>Predict other samples, or again</summary>
        <div class="more">${choice}</div>
      </details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-next-step': NextStep;
  }
}
