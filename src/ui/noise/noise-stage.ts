import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { isDemo } from '../../api/datasets.ts';
import { firstRanking, isRanking, rankNoise } from '../../api/first-ranking.ts';
import type { Look } from '../../api/look.ts';
import { cifar10Map } from '../../core/dataset/noise.ts';
import type { Table } from '../../core/dataset/table.ts';
import type { Edit } from '../../core/edits/edit.ts';
import { sentenceOf } from '../../core/errors.ts';
import { memo } from '../../core/memo.ts';
import { LookGoEvent } from '../events/app-events.ts';
import { icon } from '../icons.ts';
import { ActionController } from '../kit/action-controller.ts';
import { openTable } from '../exchange/open-table.ts';
import '../kit/empty.ts';
import { formatCount, formatPercent, formatPlural } from '../kit/format.ts';
import { chosenScope, learningScopes } from '../scope/scopes.ts';
import { standingNoise } from '../../core/edits/edit-history.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base, stagePage } from '../styles/shared.ts';
import { suspectStages } from '../views/view-presets.ts';
import './change-map.ts';
import './noise-form.ts';
import type { LookNoiseChoiceEvent } from './noise-form.ts';
import { previewNoise, toNoiseOptions, type NoiseChoice, type NoisePreview } from './noise-plan.ts';
import './injected-noise.ts';
import { changesOf, setSince } from './standing-noise.ts';

const START: NoiseChoice = { scope: '', kind: 'symmetric', map: 'cifar10', rate: 0.2, seed: 1 };

/** Injects label noise whose truth is kept, or replaces labels from a file; shows what was done and takes it back. */
@customElement('look-noise-stage')
export class NoiseStage extends LitElement {
  static override styles = [
    base,
    stagePage,
    css`
      .columns {
        display: grid;
        grid-template-columns: minmax(300px, 380px) minmax(0, 1fr);
        align-items: start;
        gap: var(--look-space-4);
      }
      .stack {
        display: grid;
        gap: var(--look-space-4);
        min-width: 0;
      }
      .big {
        font-size: var(--look-size-5);
        font-weight: 650;
        letter-spacing: -0.015em;
      }
      .done {
        padding: var(--look-space-3);
        border-radius: var(--look-radius);
        background: var(--look-accent-soft);
        /* Seen where colours are forced, and the ground is gone. */
        outline: 1px solid transparent;
        outline-offset: -1px;
      }
      @media (width < 980px) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  private readonly session = new SessionController(this);
  private readonly action = new ActionController(this);
  /** What injecting would change, or why it cannot. */
  private readonly preview = memo(
    (table: Table, scope: Uint32Array, choice: NoiseChoice, map: NoiseChoice['map']): NoisePreview | string => {
      try {
        return previewNoise(table, scope, { ...choice, map });
      } catch (error) {
        return sentenceOf(error);
      }
    },
  );

  @state() private choice: NoiseChoice = START;
  @state() private undoneText = '';

  @property({ attribute: false }) look!: Look;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('look')) this.session.follow(this.look.session);
  }

  private inject(): void {
    const scope = chosenScope(learningScopes(this.look.session), this.choice.scope);
    if (!scope) return;
    this.undoneText = '';
    this.action.run(async () => {
      await this.look.perturb(toNoiseOptions(this.effectiveChoice()), scope.view);
      rankNoise(this.look);
    }, this.look.session.jobs);
  }

  private undo(edit: Edit): void {
    const { changed } = changesOf(edit);
    this.action.run(async () => {
      const { kept } = await this.look.undoNoise();
      rankNoise(this.look);
      const stay =
        kept === 1
          ? '1 that a person had set since stays as it is'
          : `${formatCount(kept)} that a person had set since stay as they are`;
      this.undoneText = `${formatPlural(changed - kept, 'label')} restored; ${kept === 0 ? 'none had been set by a person since' : stay}.`;
    });
  }

  private effectiveChoice(): NoiseChoice {
    const usual = cifar10Map(this.look.session.table?.classes ?? []);
    return usual ? this.choice : { ...this.choice, map: 'next' };
  }

  private go(stage: 'data' | 'train' | 'explore'): void {
    this.dispatchEvent(new LookGoEvent(stage));
  }

  private renderForm(table: Table) {
    const { session } = this.look;
    const scopes = learningScopes(session);
    const scope = chosenScope(scopes, this.choice.scope);
    const choice = { ...this.effectiveChoice(), scope: scope?.id ?? '' };
    const preview = scope
      ? this.preview(table, scope.view.indices, this.choice, choice.map)
      : 'There are no samples to choose from.';
    const ready = typeof preview !== 'string' && preview.changed > 0;
    const busy = this.action.busy;
    return html`<div class="columns">
      <div class="stack">
        <section class="card" aria-label="Inject label noise">
          <look-noise-form
            .scopes=${scopes}
            .table=${table}
            .choice=${choice}
            @look-noise-choice=${(event: LookNoiseChoiceEvent) => (this.choice = event.detail)}
          ></look-noise-form>
        </section>
      </div>
      <div class="stack">
        <section class="card stack" aria-label="Preview">
          <div class="row spread">
            <div>
              <h2 class="section-head">Will change</h2>
              ${
                typeof preview === 'string'
                  ? html`<p>${preview}</p>`
                  : html`<p class="big num" role="status">${formatPlural(preview.changed, 'label')}</p>
                      <p class="muted num">
                        ${formatPercent(preview.changed / Math.max(scope!.count, 1))} of the
                        ${formatPlural(scope!.count, 'sample')} of
                        ${scope!.title}${
                          choice.kind === 'asymmetric'
                            ? `; ${formatCount(preview.eligible)} of them are of a mapped class`
                            : ''
                        }
                      </p>`
              }
            </div>
            <button
              class="button ${isDemo(session.opened.info) ? 'primary' : ''}"
              type="button"
              ?disabled=${!ready || busy}
              @click=${this.inject}
            >
              ${busy ? 'Injecting …' : 'Inject label noise'}
            </button>
          </div>
          ${
            typeof preview === 'string'
              ? nothing
              : html`<look-change-map
                  caption="Labels that will change"
                  .table=${table}
                  .changes=${preview}
                ></look-change-map>`
          }
        </section>
        <section class="card stack" aria-label="Labels from a file">
          <h2 class="section-head">Or take the labels from a file</h2>
          <p class="muted">
            A table of given labels, corrections or true labels, from wherever they were made. What it is matched to is
            shown before anything changes.
          </p>
          <div>
            <button class="button" type="button" @click=${() => openTable(this.look)}>
              ${icon('upload')} Add a table
            </button>
          </div>
        </section>
      </div>
    </div>`;
  }

  private renderStanding(edit: Edit, table: Table) {
    const changes = changesOf(edit);
    const { busy } = this.action;
    return html`<div class="columns">
      <section class="card stack" aria-label="What was done">
        <look-injected-noise
          .edit=${edit}
          .changes=${changes}
          .fixed=${setSince(edit, table.current)}
        ></look-injected-noise>
        <div class="row">
          ${this.renderSuspects(table)}
          <button
            class="button ${firstRanking(this.look.session) ? '' : 'primary'}"
            type="button"
            @click=${() => this.go('train')}
          >
            Train on these labels
          </button>
          <button class="button" type="button" ?disabled=${busy} @click=${() => this.undo(edit)}>
            ${busy ? 'Undoing …' : edit.kind === 'noise' ? 'Undo the noise' : 'Undo the replacement'}
          </button>
        </div>
        <p class="muted">
          More can be injected after an undo: on top of this, an injected label would pass for the true one.
        </p>
      </section>
      <section class="card" aria-label="What changed">
        <look-change-map caption="Labels that changed" .table=${table} .changes=${changes}></look-change-map>
      </section>
    </div>`;
  }

  /** Where labels are ranked before any training, that is the quicker way on. */
  private renderSuspects(table: Table) {
    const { session } = this.look;
    const stages = suspectStages(table);
    if (!firstRanking(session) || !stages) return nothing;
    const busy = isRanking(session) || session.jobs.running('score') !== undefined;
    const show = (): void => {
      session.view = session.opened.view().through(stages);
      this.go('explore');
    };
    return html`<button class="button primary" type="button" ?disabled=${busy} @click=${show}>
      ${busy ? 'Ranking again …' : 'Look at the suspects'}
    </button>`;
  }

  override render() {
    const { session } = this.look;
    const { table } = session;
    if (!table) {
      return html`<look-empty
        alone
        heading="No data set is open"
        text="Noise is injected into the labels of a data set: open one first, or take the demo."
      >
        <button class="button primary" type="button" @click=${() => this.go('data')}>Open a data set</button>
      </look-empty>`;
    }
    const edit = standingNoise(session.journal, session.undone);
    const own = !isDemo(session.opened.info);
    return html`<div class="page">
      <header class="row spread">
        <div>
          <h1>Inject label noise</h1>
          <p class="lead">
            Make some labels wrong on purpose: the page then knows which, and can tell how well each score finds them.
            Labels that are doubtful by themselves need none.
          </p>
        </div>
        ${
          edit
            ? nothing
            : html`<button class="button ${own ? 'primary' : ''}" type="button" @click=${() => this.go('train')}>
                Skip: use the labels as they are ${icon('arrow-right')}
              </button>`
        }
      </header>
      ${this.undoneText && !edit ? html`<p class="done" role="status">${this.undoneText}</p>` : nothing}
      ${this.action.renderError()} ${edit ? this.renderStanding(edit, table) : this.renderForm(table)}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-noise-stage': NoiseStage;
  }
}
