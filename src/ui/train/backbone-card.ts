import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  canBeRanked,
  firstRanking,
  firstRankingWanted,
  MOST_BY_ITSELF,
  rankingCost,
  wantFirstRanking,
} from '../../api/first-ranking.ts';
import type { Dataset } from '../../api/dataset.ts';
import type { Look } from '../../api/look.ts';
import type { View } from '../../api/view.ts';
import { BACKBONE, BACKBONE_SIDES, type BackboneChoice, type BackboneSide } from '../../core/backbone/backbone.ts';
import { estimateOwn, type OwnBackbone } from '../../core/backbone/own-backbone.ts';
import { atSide, THOROUGH_SIDE } from '../../core/backbone/suggest-side.ts';
import { printable } from '../../core/dataset/names.ts';
import type { ProbeRun } from '../../core/training/run.ts';
import { ActionController } from '../kit/action-controller.ts';
import { formatCount, formatDuration, formatPlural } from '../kit/format.ts';
import '../kit/job-bar.ts';
import '../kit/question.ts';
import type { LookAnswerEvent } from '../kit/question.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base, stageParts } from '../styles/shared.ts';
import { BACKEND_WORDS } from './backend-words.ts';
import './own-backbone-dialog.ts';
import type { LookBackboneAddedEvent } from './own-backbone-dialog.ts';
import { OwnBackbonesController } from './own-backbones-controller.ts';
import { changedSince } from './run-facts.ts';
import { showSuspects } from './show-suspects.ts';

/** A first ranking without any training: a pretrained backbone judges the labels. Starts it, shows it, and asks whether it is to start by itself. */
@customElement('look-backbone-card')
export class LookBackboneCard extends LitElement {
  static override styles = [
    base,
    stageParts,
    css`
      .card {
        display: grid;
        gap: var(--look-space-3);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--look-space-2) var(--look-space-4);
      }
      label {
        display: flex;
        gap: var(--look-space-2);
        align-items: center;
        color: var(--look-text-2);
      }
    `,
  ];

  private readonly session = new SessionController(this);
  private readonly action = new ActionController(this);
  private readonly own = new OwnBackbonesController(this);

  private costOf: Dataset | null = null;
  /** What the person chose since this stage was opened; what is absent is as the newest ranking had it. */
  @state() private choice: Partial<BackboneChoice> = {};
  /** The backbone that is being added, or asked about whether it is to be deleted. */
  @state() private dialog: 'add' | 'delete' | null = null;
  @state() private cost: Awaited<ReturnType<typeof rankingCost>> | null = null;
  @property({ attribute: false }) look!: Look;
  /** What to learn from. */
  @property({ attribute: false }) view: View | undefined;

  override willUpdate(): void {
    this.session.follow(this.look.session);
    const { dataset } = this.look.session;
    if (!dataset || dataset === this.costOf) return;
    this.costOf = dataset;
    this.cost = null;
    this.choice = {};
    // Where the side cannot be read, judging says why.
    void this.findCost(dataset).catch(() => {});
  }

  /** How the labels of this data set were judged last. */
  private get last(): BackboneChoice | undefined {
    return this.look.session.runs.findLast((run): run is ProbeRun => run.source === 'probe')?.choice;
  }

  /** The backbone of the person's own that is chosen; undefined for the page's. */
  private get chosen(): OwnBackbone | undefined {
    return this.own.find(this.choice.backbone ?? this.last?.backbone ?? BACKBONE);
  }

  /** The side at which the page's backbone is to see the pictures; undefined while none is suggested. */
  private get side(): BackboneSide | undefined {
    const before = this.last?.backbone === BACKBONE ? this.last.side : undefined;
    const wanted = this.choice.side ?? before ?? this.cost?.side;
    return BACKBONE_SIDES.find((side) => side === wanted);
  }

  private readonly rank = (): void => {
    const { look, view, chosen, side } = this;
    const probe = chosen ? { backbone: chosen.name } : { side };
    this.action.run(() => showSuspects(this, look, { probe, view }), look.session.jobs);
  };

  private onSetting(event: Event): void {
    wantFirstRanking((event.target as HTMLInputElement).checked);
    this.requestUpdate();
  }

  private async findCost(dataset: Dataset): Promise<void> {
    const cost = await rankingCost(dataset);
    if (this.costOf === dataset) this.cost = cost;
  }

  private renderCost(pictures: number) {
    const { chosen } = this;
    if (chosen) {
      const { features, settings, backend } = chosen;
      const all = estimateOwn(chosen, pictures, navigator.hardwareConcurrency);
      return html`<p class="muted num">
        ${formatCount(features)} features of ${formatPlural(pictures, 'sample')} at ${settings.side} × ${settings.side}
        pixels by ${BACKEND_WORDS[backend]}: about ${formatDuration(Math.max(1000, all))}.
      </p>`;
    }
    if (!this.cost || !this.side) return nothing;
    const { side, estimatedMs } = atSide(this.cost, this.side);
    return html`<p class="muted num">
      ${formatPlural(pictures, 'sample')} at ${side} × ${side} pixels: about
      ${formatDuration(Math.max(1000, estimatedMs))}${this.cost.measured ? '.' : ', or less.'}
      ${
        pictures > MOST_BY_ITSELF && side < THOROUGH_SIDE
          ? html`A set this large is ranked best by “Thorough”, under “What to train”: ${THOROUGH_SIDE} ×
            ${THOROUGH_SIDE} pixels, about ${formatDuration(atSide(this.cost, THOROUGH_SIDE).estimatedMs)}, and a
            network.`
          : nothing
      }
    </p>`;
  }

  private readonly onAdded = ({ detail }: LookBackboneAddedEvent): void => {
    this.dialog = null;
    this.choice = { ...this.choice, backbone: detail.backbone };
  };

  private onAnswer({ detail }: LookAnswerEvent): void {
    this.dialog = null;
    const { chosen } = this;
    if (detail.yes && chosen) this.action.run(() => this.look.forgetBackbone(chosen.name));
  }

  private renderChoice() {
    const { chosen } = this;
    const { list } = this.own;
    const select = html`<label for="backbone">Backbone</label>
      <select
        id="backbone"
        @change=${(event: Event) => (this.choice = { ...this.choice, backbone: (event.target as HTMLSelectElement).value })}
      >
        <option value=${BACKBONE} ?selected=${!chosen}>EfficientNet-Lite0, comes with the page</option>
        ${list.map(
          ({ backbone, name }) =>
            html`<option value=${backbone} ?selected=${backbone === chosen?.backbone}>${printable(name)}</option>`,
        )}
      </select>`;
    return html`<div class="row">
      ${list.length > 0 ? select : nothing} ${chosen || !this.cost ? nothing : this.renderSide()}
      <button class="button small" type="button" @click=${() => (this.dialog = 'add')}>Use another backbone …</button>
      ${
        chosen
          ? html`<button class="button small" type="button" @click=${() => (this.dialog = 'delete')}>Delete it</button>`
          : nothing
      }
    </div>`;
  }

  private renderSide() {
    const onChange = (event: Event): void => {
      this.choice = { ...this.choice, side: Number((event.target as HTMLSelectElement).value) };
    };
    return html`<label for="side">Sees pictures at</label>
      <select id="side" @change=${onChange}>
        ${BACKBONE_SIDES.map(
          (side) =>
            html`<option value=${side} ?selected=${side === this.side}>
              ${side} × ${side} px${side === this.cost?.side ? ', suggested' : ''}
            </option>`,
        )}
      </select>`;
  }

  private renderDialog() {
    const { chosen } = this;
    if (this.dialog === 'add')
      return html`<look-own-backbone
        .look=${this.look}
        @look-backbone-added=${this.onAdded}
        @look-close=${() => (this.dialog = null)}
      ></look-own-backbone>`;
    if (this.dialog !== 'delete' || !chosen) return nothing;
    return html`<look-question
      heading=${`Delete the backbone “${printable(chosen.name)}” from this browser?`}
      text="Its runs stay, with what it saw of the pictures; it sees no further ones. The same model can be added again."
      @look-answer=${this.onAnswer}
    ></look-question>`;
  }

  override render() {
    const { session } = this.look;
    const { jobs, table, dataset } = session;
    const apart = dataset !== null && canBeRanked(dataset);
    const job = jobs.running('backbone');
    const run = firstRanking(
      session,
      this.chosen ? { backbone: this.chosen.backbone } : { backbone: BACKBONE, side: this.side },
    );
    const changed = run && table ? changedSince(run, table) : 0;
    const ranked = run !== undefined && changed === 0;
    return html`<section class="card" aria-label="Before any training">
      <h2 class="section-head">Before any training</h2>
      <p class="muted">
        A network that was trained elsewhere, a backbone, looks at the pictures, and a discriminant analysis of what it
        sees judges the labels. That sharpens the ranking of every network that is trained here.
      </p>
      ${job ? nothing : this.renderChoice()}
      ${dataset && !job && !run ? this.renderCost(dataset.info.sampleCount) : nothing}
      ${
        job
          ? html`<look-job-bar .job=${job}></look-job-bar>`
          : html`<div class="row">
              <button
                class="button"
                type="button"
                ?disabled=${this.action.busy || !this.view || !apart}
                @click=${this.rank}
              >
                ${run ? 'Judge the labels again' : 'Judge the labels'}
              </button>
              ${apart || !this.view ? nothing : html`<span class="muted">Labels of two classes are needed.</span>`}
              ${ranked ? html`<span class="muted">Done, on the labels as they stand.</span>` : nothing}
              ${changed > 0 ? html`<span class="muted num">${formatPlural(changed, 'label')} changed since.</span>` : nothing}
            </div>`
      }
      ${this.action.error === session.runs.at(-1)?.error ? nothing : this.action.renderError()}
      <label>
        <input type="checkbox" .checked=${firstRankingWanted()} @change=${this.onSetting} />
        Start by itself after an import of up to ${formatCount(MOST_BY_ITSELF)} samples
      </label>
      ${this.renderDialog()}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-backbone-card': LookBackboneCard;
  }
}
