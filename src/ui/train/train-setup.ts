import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { learnedByEach } from '../../core/training/fit-recipe.ts';
import '../kit/error-note.ts';
import '../scope/scope-picker.ts';
import type { LookScopeEvent } from '../scope/scope-picker.ts';
import type { Scope } from '../scope/scopes.ts';
import { base, stageParts } from '../styles/shared.ts';
import './backend-choice.ts';
import type { LookBackendEvent } from './backend-choice.ts';
import type { MachineState } from './machine-controller.ts';
import './recipe-choice.ts';
import type { LookRecipeEvent } from './recipe-choice.ts';
import { NETWORK_CHOICES, networksChoice } from './networks.ts';
import type { TrainForm } from './train-form.ts';

/** The parts of the form that a person changed. */
export class LookTrainFormEvent extends CustomEvent<Partial<TrainForm>> {
  constructor(part: Partial<TrainForm>) {
    super('look-train-form', { detail: part });
  }
}

/** Asks what to train, on what, where, and under which name. @event look-train-form - the parts that changed */
@customElement('look-train-setup')
export class TrainSetup extends LitElement {
  static override styles = [
    base,
    stageParts,
    css`
      .card {
        display: grid;
        gap: var(--look-space-4);
      }
      .pair {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 90px;
        gap: var(--look-space-3);
      }
      .field {
        display: grid;
        gap: var(--look-space-2);
      }
      .field :is(input, select) {
        width: 100%;
        min-width: 0;
      }
    `,
  ];

  @property({ attribute: false }) form!: TrainForm;
  @property({ attribute: false }) scopes: readonly Scope[] = [];
  /** The one chosen. */
  @property({ attribute: false }) scope: Scope | undefined;
  @property({ attribute: false }) machine!: MachineState;
  /** Measures again after a failure. */
  @property({ attribute: false }) retry!: () => void;

  private change(part: Partial<TrainForm>): void {
    this.dispatchEvent(new LookTrainFormEvent(part));
  }

  private onSeed(event: Event): void {
    const seed = (event.target as HTMLInputElement).valueAsNumber;
    if (Number.isInteger(seed)) this.change({ seed });
  }

  override render() {
    const { form, machine, scope } = this;
    const networks = networksChoice(form.networks);
    return html`<section class="card" aria-label="What to train">
      <look-recipe-choice
        .choice=${form.choice}
        .custom=${form.custom}
        .suggestion=${machine.suggestion}
        .backbone=${machine.backbone}
        .measuring=${machine.measuring}
        .samples=${(scope?.count ?? 0) * networks.passes}
        .each=${learnedByEach(scope?.count ?? 0, networks.options.folds)}
        @look-recipe=${(event: LookRecipeEvent) => this.change(event.detail)}
      ></look-recipe-choice>
      ${
        machine.error
          ? html`<look-error-note .message=${machine.error}></look-error-note>
              <button class="button small" type="button" @click=${this.retry}>Measure again</button>`
          : nothing
      }
      <div class="field">
        <label class="section-head" for="networks">Networks</label>
        <select
          id="networks"
          @change=${(event: Event) => this.change({ networks: (event.target as HTMLSelectElement).value })}
        >
          ${NETWORK_CHOICES.map(({ id, title }) => html`<option value=${id} ?selected=${id === form.networks}>${title}</option>`)}
        </select>
      </div>
      <look-scope-picker
        label="Learn from"
        .scopes=${this.scopes}
        .value=${scope?.id ?? ''}
        @look-scope=${(event: LookScopeEvent) => this.change({ scope: event.detail })}
      ></look-scope-picker>
      <slot name="held-out"></slot>
      <look-backend-choice
        .backend=${form.backend}
        .workers=${form.workers}
        .reports=${machine.reports}
        .settled=${machine.suggestion?.backend ?? null}
        @look-backend=${(event: LookBackendEvent) => this.change(event.detail)}
      ></look-backend-choice>
      <div class="pair">
        <div class="field">
          <label class="section-head" for="name">Name of the run</label>
          <input
            id="name"
            .value=${form.name}
            @change=${(event: Event) => this.change({ name: (event.target as HTMLInputElement).value })}
          />
        </div>
        <div class="field">
          <label class="section-head" for="seed">Seed</label>
          <input id="seed" type="number" step="1" .value=${String(form.seed)} @change=${this.onSeed} />
        </div>
      </div>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-train-setup': TrainSetup;
  }
  interface HTMLElementEventMap {
    'look-train-form': LookTrainFormEvent;
  }
}
