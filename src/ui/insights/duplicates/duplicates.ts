import '@awesome.me/webawesome/dist/components/slider/slider.js';
import type WaSlider from '@awesome.me/webawesome/dist/components/slider/slider.js';
import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Look } from '../../../api/look.ts';
import type { Table } from '../../../core/dataset/table.ts';
import type { Edit } from '../../../core/edits/edit.ts';
import type { DuplicateGroup } from '../../../core/insights/duplicates.ts';
import { NEAR_DUPLICATE, NEAR_FLOOR } from '../../../core/insights/near-duplicates.ts';
import { memo } from '../../../core/memo.ts';
import { LookGoEvent } from '../../events/app-events.ts';
import { Pictures } from '../../samples/pictures.ts';
import { icon } from '../../icons.ts';
import { ActionController } from '../../kit/action-controller.ts';
import '../../kit/error-note.ts';
import { formatCount, formatPlural, formatDecimal } from '../../kit/format.ts';
import '../../kit/job-bar.ts';
import '../../kit/web-awesome.ts';
import { SessionController } from '../../kit/session-controller.ts';
import { slider, tabs } from '../../styles/controls.ts';
import { classTitle } from '../../samples/sample-names.ts';
import { base } from '../../styles/shared.ts';
import { startStyles } from '../start-styles.ts';
import './duplicate-list.ts';
import type { LookSettleEvent, LookShowSamplesEvent } from './duplicate-list.ts';
import { duplicateFigures, type DuplicateFigure, type DuplicateKind } from './duplicate-figures.ts';
import { duplicatesStyles } from './duplicates-styles.ts';

/**
 * Pictures that are in the data set more than once, to the byte or nearly: which of them lie in several splits or differ in their labels,
 * and how many there are. Searched when a person asks; the figures follow every edit.
 */
@customElement('look-duplicates')
export class LookDuplicates extends LitElement {
  static override styles = [base, slider, tabs, startStyles, duplicatesStyles];

  private readonly session = new SessionController(this);
  private readonly action = new ActionController(this);
  private pictures: Pictures | null = null;
  private readonly figures = memo(duplicateFigures);

  /** What was done last. */
  @state() private done: { text: string; edit: Edit | null } | null = null;
  @state() private kind: DuplicateKind = 'leaks';
  @state() private least = NEAR_DUPLICATE;
  @property({ attribute: false }) look!: Look;
  /** The columns as they stand: other ones are judged anew. */
  @property({ attribute: false }) table!: Table;

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pictures?.close();
    this.pictures = null;
  }

  override willUpdate(): void {
    this.session.follow(this.look.session);
    // Nothing is open any more where an update was on its way.
    const info = this.look.session.dataset?.info;
    if (!info) return;
    if (this.pictures && this.pictures.dataset.id !== info.id) {
      this.pictures.close();
      this.pictures = null;
      this.kind = 'leaks';
    }
    if (!this.pictures && this.look.duplicates.exact && this.isConnected) {
      this.pictures = new Pictures(info);
      this.pictures.addEventListener('look-pictures', () => this.requestUpdate());
    }
  }

  private find(): void {
    const { look } = this;
    const { id } = look.dataset.info;
    this.action.run(async () => {
      await look.findDuplicates();
      // Another data set may have been opened meanwhile.
      if (look.session.dataset?.info.id === id) await look.findNearDuplicates();
    }, look.session.jobs);
  }

  private findNear(): void {
    this.action.run(() => this.look.findNearDuplicates(), this.look.session.jobs);
  }

  private show(indices: readonly number[], chosen: number | null): void {
    const { session, dataset } = this.look;
    session.view = dataset.view().select([...indices]);
    if (chosen !== null) session.selected = chosen;
    this.dispatchEvent(new LookGoEvent('explore'));
  }

  private settle({ indices, ...decision }: LookSettleEvent['detail']): void {
    const { look, table } = this;
    const used = indices.filter((index) => table.excluded[index] === 0);
    this.action.choose(async () => {
      if ('label' in decision) {
        const wrong = used.filter((index) => table.current[index] !== decision.label);
        const text = `${formatPlural(wrong.length, 'sample')} relabelled ${classTitle(table.classes, decision.label)}.`;
        this.done = { text, edit: await look.relabel(wrong, decision.label) };
      } else {
        const copies = used.filter((index) => table.split[index] === decision.split);
        const text = `${formatPlural(copies.length, 'sample')} of ${table.splits[decision.split].name} left out of training.`;
        this.done = { text, edit: await look.exclude(copies) };
      }
    });
  }

  private readonly onUndo = (): void => {
    this.action.choose(async () => {
      await this.look.undo();
      this.done = null;
    });
  };

  override render() {
    const { look, action } = this;
    const job = look.session.jobs.running('duplicates');
    const { exact } = look.duplicates;
    const bar = job ? html`<look-job-bar .job=${job}></look-job-bar>` : nothing;
    if (!exact) return html`${action.renderError()} ${job ? bar : this.renderStart()}`;
    // Taken out of the page while an update was on its way: nothing is drawn any more.
    if (!this.pictures) return nothing;
    const near = look.duplicates.near(this.least);
    const figures = this.figures(this.table.count, exact, near);
    const chosen = figures.find(({ kind, rows }) => kind === this.kind && rows.length > 0);
    const listed = chosen ?? figures.find(({ rows }) => rows.length > 0);
    return html`${action.renderError()} ${this.renderSummary(exact, near)} ${bar}
      <div class="figures">
        ${figures.filter(({ kind }) => kind === 'near' || (near ?? exact).length > 0).map((figure) => this.renderFigure(figure))}
        ${near || job ? nothing : this.renderNearStart()}
      </div>
      ${listed || near ? this.renderBar(figures, listed, near) : nothing} ${listed ? this.renderList(listed) : nothing}
      ${this.renderDone()}`;
  }

  private renderStart() {
    return html`<div class="start">
      <p class="muted">
        Pictures that are in the data set more than once, as they are or shifted, cropped, mirrored or encoded anew: in
        two splits, or with two labels. All ${formatPlural(this.table.count, 'sample')} are compared; exact duplicates
        take seconds, near ones up to minutes.
      </p>
      <button class="button" type="button" ?disabled=${this.action.busy} @click=${() => this.find()}>
        Find duplicates
      </button>
    </div>`;
  }

  private renderSummary(exact: DuplicateGroup[], near: DuplicateGroup[] | null) {
    const among = `among ${formatPlural(this.table.count, 'sample')}`;
    const none = exact.length === 0;
    const groups = near ?? exact;
    const clean = groups.length > 0 && groups.every(({ leak, conflict }) => !leak && !conflict);
    const parts = [
      ...(none ? [`No exact duplicates ${among}.`] : []),
      ...(clean ? ['The copies agree in their labels, and each group stays within one split.'] : []),
      ...(near?.every(({ similarity }) => similarity === 1) ? ['No near duplicates.'] : []),
    ];
    return html`<p role="status" ?hidden=${parts.length === 0}>${parts.join(' ')}</p>`;
  }

  /** Shown as long as nothing else was done since, here or elsewhere. */
  private renderDone() {
    const { done, look } = this;
    const last = done?.edit && look.session.nextUndo?.seq === done.edit.seq ? done : null;
    return html`<p role="status" ?hidden=${!last}>
      ${last?.text}
      <button class="button small quiet" type="button" ?disabled=${this.action.busy} @click=${this.onUndo}>Undo</button>
    </p>`;
  }

  private renderFigure({ kind, title, what, why, rows }: DuplicateFigure) {
    const content = html`<strong class="num">${formatCount(rows.length)}</strong>
      ${rows.length > 0 ? icon('arrow-right') : nothing} <span class="what">${what}</span>
      <span class="why">${why}</span>`;
    if (rows.length === 0) return html`<div class="figure">${content}</div>`;
    return html`<button
      class="figure ${kind === 'leaks' || kind === 'conflicts' ? 'grave' : ''}"
      type="button"
      title="Show them in the explorer, ${title.toLowerCase()}, those of a group together"
      @click=${() =>
        this.show(
          rows.flatMap(({ indices }) => indices),
          null,
        )}
    >
      ${content}
    </button>`;
  }

  private renderNearStart() {
    return html`<div class="figure">
      <span class="what">Near duplicates</span>
      <span class="why">Shifted, cropped, mirrored, encoded anew, brighter or darker copies.</span>
      <p>
        <button class="button small" type="button" ?disabled=${this.action.busy} @click=${() => this.findNear()}>
          Search near duplicates
        </button>
      </p>
    </div>`;
  }

  private renderBar(figures: readonly DuplicateFigure[], listed: DuplicateFigure | undefined, near: unknown) {
    return html`<div class="bar">
      <div class="tabs" role="group" aria-label="What to list">
        ${figures
          .filter(({ rows }) => rows.length > 0)
          .map(
            ({ kind, title, rows }) =>
              html`<button
                class="tab"
                type="button"
                aria-pressed=${kind === listed?.kind}
                @click=${() => (this.kind = kind)}
              >
                ${title} <span class="num muted">${formatCount(rows.length)}</span>
              </button>`,
          )}
      </div>
      ${near && listed?.kind !== 'exact' ? this.renderLeast() : nothing}
    </div>`;
  }

  private renderLeast() {
    return html`<label class="least">
      <span>Alike from <span class="num">${formatDecimal(this.least)}</span></span>
      <wa-slider
        label="How much alike two pictures must be"
        min=${NEAR_FLOOR}
        max="1"
        step="0.01"
        .value=${this.least}
        @input=${(event: Event) => (this.least = (event.target as WaSlider).value)}
      ></wa-slider>
      <span class="muted">1 is the same; lower finds more, and errs more.</span>
    </label>`;
  }

  private renderList({ title, rows }: DuplicateFigure) {
    const { error } = this.pictures ?? {};
    return html`${error ? html`<look-error-note .message="The pictures cannot be read: ${error}"></look-error-note>` : nothing}
      <look-duplicate-list
        .rows=${rows}
        .table=${this.table}
        .pictures=${this.pictures!}
        .label=${title}
        @look-settle=${({ detail }: LookSettleEvent) => this.settle(detail)}
        @look-show-samples=${({ detail }: LookShowSamplesEvent) => this.show(detail.indices, detail.chosen)}
      ></look-duplicate-list>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-duplicates': LookDuplicates;
  }
}
