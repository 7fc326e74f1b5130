import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import type { PendingBackbone } from '../../api/pending-backbone.ts';
import {
  estimateOwn,
  type BackboneSettings,
  type BackboneTrial,
  type OwnBackbone,
} from '../../core/backbone/own-backbone.ts';
import { ActionController } from '../kit/action-controller.ts';
import '../kit/dialog.ts';
import { formatCount, formatDuration, formatPlural } from '../kit/format.ts';
import '../kit/job-bar.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base } from '../styles/shared.ts';
import { BACKEND_WORDS } from './backend-words.ts';
import type { LookModelSettingsEvent } from './model-settings.ts';
import './model-settings.ts';
import type { LookModelSourceEvent } from './model-source.ts';
import './model-source.ts';

/** A backbone of the person's own was added. */
export class LookBackboneAddedEvent extends CustomEvent<OwnBackbone> {
  constructor(backbone: OwnBackbone) {
    super('look-backbone-added', { detail: backbone });
  }
}

/**
 * Adds a backbone of the person's own in three steps: the model, how pictures are given to it, a trial on ten of them. Nothing is stored before the
 * last button.
 * @fires look-backbone-added - once; the dialog is of no use afterwards
 * @fires look-close - it was put away
 */
@customElement('look-own-backbone')
export class LookOwnBackbone extends LitElement {
  static override styles = [
    base,
    css`
      .steps {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--look-space-3);
        margin-top: var(--look-space-3);
      }
      .name {
        display: grid;
        gap: var(--look-space-1);
      }
      .trial {
        display: grid;
        gap: var(--look-space-2);
        padding: var(--look-space-3);
        border-radius: var(--look-radius);
        background: var(--look-surface-2);
        /* Seen where colours are forced, and the ground is gone. */
        outline: 1px solid transparent;
      }
    `,
  ];

  private readonly session = new SessionController(this);
  private readonly action = new ActionController(this);

  @state() private pending: PendingBackbone | null = null;
  @state() private settings: BackboneSettings | null = null;
  @state() private trial: BackboneTrial | null = null;
  @state() private name = '';
  @property({ attribute: false }) look!: Look;

  override willUpdate(): void {
    this.session.follow(this.look.session);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.job?.cancel();
  }

  private get job() {
    return this.look.session.jobs.running('model');
  }

  private onSource({ detail }: LookModelSourceEvent): void {
    this.action.run(async () => {
      const pending = await this.look.openBackbone(detail);
      this.pending = pending;
      this.settings = pending.description.guess;
      this.name = pending.title;
      this.trial = null;
    }, this.look.session.jobs);
  }

  private onSettings({ detail }: LookModelSettingsEvent): void {
    this.settings = { ...this.settings!, ...detail };
    this.trial = null;
  }

  private readonly onTry = (): void => {
    const { pending, settings } = this;
    this.action.run(async () => (this.trial = await pending!.tryOut(settings!)), this.look.session.jobs);
  };

  private readonly onKeep = (): void => {
    const { pending, settings, name } = this;
    this.action.run(async () => {
      const kept = await pending!.keep(name, settings!);
      this.dispatchEvent(new LookBackboneAddedEvent(kept));
    }, this.look.session.jobs);
  };

  private readonly onBack = (): void => {
    this.pending = this.settings = this.trial = null;
    this.action.error = '';
  };

  private readonly onClose = (): void => {
    this.dispatchEvent(new Event('look-close'));
  };

  private renderTrial({ pictures, features, backend, msPerPicture, notes }: BackboneTrial) {
    const { sampleCount } = this.look.session.opened.info;
    const all = estimateOwn({ backend, msPerPicture }, sampleCount, navigator.hardwareConcurrency);
    return html`<section class="trial" role="status" aria-label="Trial">
      <p class="num">
        ${formatPlural(pictures, 'sample')} tried: ${formatCount(features)} features each, all finite, and they tell
        samples apart. ${msPerPicture.toFixed(msPerPicture < 10 ? 1 : 0)} ms a sample by ${BACKEND_WORDS[backend]}; all
        ${formatCount(sampleCount)} take about ${formatDuration(Math.max(1000, all))}.
      </p>
      ${notes.map((note) => html`<p>${note}</p>`)}
    </section>`;
  }

  private renderPending(pending: PendingBackbone) {
    const { settings, trial, action } = this;
    return html`<look-model-settings
        .description=${pending.description}
        .settings=${settings!}
        ?busy=${action.busy}
        @look-model-settings=${this.onSettings}
      ></look-model-settings>
      ${trial ? this.renderTrial(trial) : nothing}
      ${
        trial
          ? html`<div class="name">
              <label for="name">Name of the backbone and its runs</label>
              <input
                id="name"
                type="text"
                maxlength="60"
                autocomplete="off"
                .value=${this.name}
                @input=${(event: Event) => (this.name = (event.target as HTMLInputElement).value)}
              />
            </div>`
          : nothing
      }`;
  }

  private renderNext() {
    const { pending, trial, action } = this;
    if (!pending) return nothing;
    const back = html`<button slot="footer" class="button" type="button" ?disabled=${action.busy} @click=${this.onBack}>
      Another model
    </button>`;
    return trial
      ? html`${back}<button
            slot="footer"
            class="button primary"
            type="button"
            ?disabled=${action.busy || this.name.trim() === ''}
            @click=${this.onKeep}
          >
            Keep it
          </button>`
      : html`${back}<button
            slot="footer"
            class="button primary"
            type="button"
            ?disabled=${action.busy}
            @click=${this.onTry}
          >
            Try it on ten samples
          </button>`;
  }

  override render() {
    const { pending, action, job, look } = this;
    return html`<look-dialog label="A backbone of your own" style="--width: 34rem" @look-close=${this.onClose}>
      <h2>A backbone of your own</h2>
      <div class="steps">
        ${
          pending
            ? this.renderPending(pending)
            : html`<look-model-source
                .lookUp=${look.lookUpBackbone}
                ?busy=${action.busy}
                @look-model-source=${this.onSource}
              ></look-model-source>`
        }
        ${job ? html`<look-job-bar .job=${job}></look-job-bar>` : nothing} ${action.renderError()}
      </div>
      <button slot="footer" class="button" type="button" @click=${this.onClose}>Cancel</button>
      ${this.renderNext()}
    </look-dialog>`;
  }
}

declare global {
  interface HTMLElementEventMap {
    'look-backbone-added': LookBackboneAddedEvent;
  }
  interface HTMLElementTagNameMap {
    'look-own-backbone': LookOwnBackbone;
  }
}
