import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { messageOf } from '../../api/jobs.ts';
import { LAST_OPEN, type Look } from '../../api/look.ts';
import type { Dataset } from '../../api/dataset.ts';
import type { Table } from '../../core/dataset/table.ts';
import { fieldAt } from '../../core/views/fields.ts';
import { groupByField, type Group } from '../../core/views/group.ts';
import type { Stage } from '../../core/views/stages.ts';
import { LookGoEvent } from '../app/events.ts';
import '../kit/divider.ts';
import '../kit/empty.ts';
import '../kit/error-note.ts';
import { formatCount } from '../kit/format.ts';
import { SessionController } from '../session-controller.ts';
import { base } from '../styles/shared.ts';
import type { LookPickEvent } from './events.ts';
import { Fixing } from './fix/fixing.ts';
import './fix/fix-bar.ts';
import type { LookFixEvent } from './fix/fix-bar.ts';
import './fix/bulk-dialog.ts';
import type { BulkPlan } from './fix/bulk-plan.ts';
import './fix/choice-dialog.ts';
import { belongsToControl } from './fix/fix-keys.ts';
import './fix/keys-dialog.ts';
import './fix/pick-bar.ts';
import { exploreStyles } from './explore-styles.ts';
import { fieldTitle } from './field-titles.ts';
import './grid.ts';
import type { LookGrid } from './grid.ts';
import './inspector.ts';
import type { LookInspector } from './inspector.ts';
import { COMPANIONS, type CompanionName } from './companions.ts';
import { Pictures } from './pictures.ts';
import { keepPreferences, readPreferences, type ExplorePreferences } from './preferences.ts';
import { shownScore } from './shown-score.ts';
import './sidebar.ts';
import type { LookExploreSidebar } from './sidebar.ts';
import './toolbar.ts';

/**
 * Walks through the samples of the session's view: filters at the left, the grid, the sample looked at at the right. A
 * view set by a script shows here as one set by hand, and the other way round.
 */
@customElement('look-explore-stage')
export class LookExploreStage extends LitElement {
  static override styles = [base, exploreStyles];

  private readonly session = new SessionController(this);
  private pictures: Pictures | null = null;
  private readonly fixing = new Fixing(this);
  private grouped: { table: Table; from: Uint32Array; field: string; indices: Uint32Array; groups: Group[] } | null =
    null;

  /** Samples in the order of the grid, as rendered last. */
  shownIndices: Uint32Array = new Uint32Array(0);

  @query('look-grid') private readonly grid!: LookGrid | null;
  @query('look-explore-sidebar') private readonly sidebar!: LookExploreSidebar | null;
  @query('look-inspector') private readonly inspector!: LookInspector | null;
  @state() private preferences: ExplorePreferences = readPreferences();
  @property({ attribute: false }) look!: Look;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.onKey);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.onKey);
    this.pictures?.close();
    this.pictures = null;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('look')) this.session.follow(this.look.session);
    const info = this.look.session.dataset?.info;
    if (this.pictures?.dataset.id === info?.id) return;
    this.pictures?.close();
    this.pictures = info ? new Pictures(info) : null;
    this.pictures?.addEventListener('look-pictures', this.onPictures);
  }

  private readonly onPictures = (): void => {
    if (this.pictures?.error) this.requestUpdate();
  };

  private readonly onStages = (event: CustomEvent<Stage[]>): void => this.show(event.detail);

  private readonly onSelect = (event: CustomEvent<number | null>): void => {
    this.look.session.selected = event.detail;
  };

  private readonly onPick = (event: LookPickEvent): void => {
    const { selection } = this.look.session;
    const { indices, how } = event.detail;
    if (how === 'toggle') for (const index of indices) selection.toggle(index);
    else selection[how](indices);
  };

  /** Gives the keyboard back to the grid, after a dialog. */
  focusGrid(): void {
    this.grid?.focus();
  }

  private readonly onFix = (event: LookFixEvent): void => this.fixing.act(event.detail);

  private readonly onZoom = (event: CustomEvent<number>): void => this.prefer({ tile: event.detail });

  private readonly onCompanion = (event: CustomEvent<CompanionName | null>): void => {
    this.prefer({ companion: event.detail });
  };

  private readonly onPanel = (event: CustomEvent<'sidebar' | 'inspector'>): void => {
    this.prefer({ [event.detail]: !this.preferences[event.detail] });
  };

  private readonly onOpen = async (): Promise<void> => {
    this.prefer({ inspector: true });
    await this.updateComplete;
    await this.inspector?.updateComplete;
    this.inspector?.focus();
  };

  private readonly onInspectorKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.grid?.focus();
  };

  /** F finds a filter, wherever the keyboard is. */
  private readonly onKey = async (event: KeyboardEvent): Promise<void> => {
    if (event.key.toLowerCase() !== 'f' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.defaultPrevented || this.fixing.dialog !== null || belongsToControl(event)) return;
    event.preventDefault();
    this.prefer({ sidebar: true });
    await this.updateComplete;
    this.sidebar?.focus();
  };

  private readonly onRetry = (): void => {
    this.pictures?.retry();
    this.requestUpdate();
  };

  private show(stages: readonly Stage[]): void {
    const { session } = this.look;
    if (session.dataset) session.view = session.dataset.view().through(stages);
  }

  private prefer(changes: Partial<ExplorePreferences>): void {
    this.preferences = { ...this.preferences, ...changes };
    keepPreferences(this.preferences);
  }

  override render() {
    const { dataset, datasets } = this.look.session;
    if (!dataset || !this.pictures) {
      const last = Number(localStorage.getItem(LAST_OPEN));
      const opening = datasets === null || datasets.some(({ id }) => id === last);
      if (opening) return html`<p class="alone muted" role="status">Opening …</p>`;
      return html`<look-empty
        class="alone"
        heading="Nothing to look at yet"
        text="Open a data set first: drop an archive of pictures, or take the built-in demo."
      >
        <button class="button primary" type="button" @click=${() => this.dispatchEvent(new LookGoEvent('data'))}>
          Open a data set
        </button>
      </look-empty>`;
    }
    return this.renderView(dataset, this.pictures);
  }

  private renderView({ table }: Dataset, pictures: Pictures) {
    const { view, selected, selection, run } = this.look.session;
    const stages = view?.stages ?? [];
    let indices: Uint32Array = new Uint32Array(0);
    let trouble = '';
    try {
      if (view) indices = view.indices;
    } catch (error) {
      trouble = messageOf(error);
    }
    const { tile, captions, groupBy, sidebar, inspector, sidebarWidth, inspectorWidth, companion } = this.preferences;
    let groups: Group[] = [];
    if (groupBy && !trouble) ({ indices, groups } = this.group(table, indices, groupBy));
    this.shownIndices = indices;
    const sound = trouble ? [] : stages;
    const score = shownScore(table, sound);
    return html`
      <h1 class="visually-hidden">Explore and fix ${this.look.dataset.name}</h1>
      ${
        sidebar
          ? html`<look-explore-sidebar
                .look=${this.look}
                .table=${table}
                .sections=${this.preferences.sections}
                .stages=${sound}
                .score=${score}
                style="width: ${sidebarWidth}px"
                @look-stages=${this.onStages}
                @look-sections=${(event: CustomEvent<Record<string, boolean>>) => this.prefer({ sections: event.detail })}
              ></look-explore-sidebar>
              <look-divider
                panel="the filters"
                .width=${sidebarWidth}
                min="180"
                max="420"
                @look-resize=${(event: CustomEvent<number>) => this.prefer({ sidebarWidth: event.detail })}
              ></look-divider>`
          : nothing
      }
      <div class="middle">
        <look-explore-toolbar
          .table=${table}
          .stages=${stages}
          .indices=${indices}
          .tile=${tile}
          .captions=${captions}
          .groupBy=${groupBy}
          .sidebar=${sidebar}
          .inspector=${inspector}
          .companion=${companion}
          @look-stages=${this.onStages}
          @look-zoom=${this.onZoom}
          @look-select=${this.onSelect}
          @look-panel=${this.onPanel}
          @look-companion=${this.onCompanion}
          @look-captions=${(event: CustomEvent<string[]>) => this.prefer({ captions: event.detail })}
          @look-group=${(event: CustomEvent<string | null>) => this.prefer({ groupBy: event.detail })}
        ></look-explore-toolbar>
        ${this.renderTrouble(trouble, pictures.error)}
        <div class="panes">
          ${
            indices.length > 0
              ? html`<look-grid
                  .table=${table}
                  .indices=${indices}
                  .stages=${stages}
                  .pictures=${pictures}
                  .scoreKey=${score?.key ?? null}
                  .scoreTitle=${score ? fieldTitle(table, `insights.${score.key}`) : ''}
                  .selected=${selected}
                  .picked=${selection.set}
                  .captions=${captions}
                  .groups=${groups}
                  .tile=${tile}
                  @look-select=${this.onSelect}
                  @look-open=${this.onOpen}
                  @look-pick=${this.onPick}
                  @look-zoom=${this.onZoom}
                ></look-grid>`
              : trouble
                ? nothing
                : html`<look-empty
                    class="nothing"
                    heading="No samples match"
                    text="No sample passes all these filters."
                  >
                    <button class="button" type="button" @click=${() => this.show([])}>Clear filters</button>
                  </look-empty>`
          }
          ${this.renderCompanion(this.pictures!)}
        </div>
        ${this.renderFixing(indices)}
      </div>
      ${
        inspector
          ? html`<look-divider
                panel="the inspector"
                side="behind"
                .width=${inspectorWidth}
                min="240"
                max="640"
                @look-resize=${(event: CustomEvent<number>) => this.prefer({ inspectorWidth: event.detail })}
              ></look-divider>
              <div class="side" style="width: ${inspectorWidth}px">
                <look-inspector
                  .table=${table}
                  .run=${run}
                  .pictures=${pictures}
                  .journal=${this.look.session.journal}
                  .undone=${this.look.session.undone}
                  .copies=${this.look.duplicates.copiesOf(selected ?? -1)}
                  .index=${selected}
                  @look-select=${this.onSelect}
                  @keydown=${this.onInspectorKey}
                ></look-inspector>
                <look-fix-bar
                  .session=${this.look.session}
                  .indices=${indices}
                  .table=${table}
                  .selected=${selected}
                  @look-fix=${this.onFix}
                ></look-fix-bar>
              </div>`
          : nothing
      }
    `;
  }

  private renderCompanion(pictures: Pictures) {
    const { companion, companionWidth } = this.preferences;
    const shown = COMPANIONS.find(({ name }) => name === companion);
    if (!shown) return nothing;
    void shown.load();
    return html`<look-divider
        panel="the ${shown.title.toLowerCase()}"
        side="behind"
        .width=${companionWidth}
        min="280"
        max="1600"
        @look-resize=${(event: CustomEvent<number>) => this.prefer({ companionWidth: event.detail })}
      ></look-divider>
      <section class="companion" aria-label=${shown.title} style="width: ${companionWidth}px">
        ${shown.render(this.look, pictures)}
      </section>`;
  }

  /** What is picked and what can be done with it, what was done last, and what stands open over all. */
  private renderFixing(indices: Uint32Array) {
    const { selection } = this.look.session;
    const { said, error } = this.fixing;
    return html`<div class="fixing">
        ${error ? html`<look-error-note .message=${error}></look-error-note>` : nothing}
        ${
          selection.size > 0
            ? html`<look-pick-bar
                .picked=${selection.set}
                .inView=${indices.reduce((sum, index) => sum + (selection.has(index) ? 1 : 0), 0)}
                @look-fix=${this.onFix}
                @look-pick=${this.onPick}
                @look-stages=${this.onStages}
              ></look-pick-bar>`
            : nothing
        }
        <p class="said" role="status">${said ? html`${said} <span class="muted">· U takes it back</span>` : nothing}</p>
      </div>
      ${this.renderDialog()}`;
  }

  private renderDialog() {
    const { dialog, close } = this.fixing;
    const { table, selection, selected } = this.look.session;
    if (dialog === null || !table) return nothing;
    if (dialog === 'help') return html`<look-keys-dialog @look-close=${close}></look-keys-dialog>`;
    if (typeof dialog === 'object') {
      return html`<look-bulk-dialog
        .plan=${dialog}
        .carryOut=${(plan: BulkPlan) => this.fixing.carryOut(plan)}
        @look-close=${close}
      ></look-bulk-dialog>`;
    }
    const whom = selection.size > 0 ? `${formatCount(selection.size)} samples` : `sample ${selected}`;
    if (dialog === 'tag') {
      return html`<look-choice-dialog
        open
        heading="A tag for ${whom}"
        .choices=${table.tags.map((name) => ({ name, hint: '' }))}
        @look-choice=${(event: CustomEvent<string>) => this.fixing.chooseTag(event.detail)}
        @look-close=${close}
      ></look-choice-dialog>`;
    }
    return html`<look-choice-dialog
      heading="A class for ${whom}"
      .choices=${table.classes.map((name, label) => ({ name, hint: label < 10 ? String(label) : '' }))}
      @look-choice=${(event: CustomEvent<string>) => this.fixing.chooseClass(table.classes.indexOf(event.detail))}
      @look-close=${close}
    ></look-choice-dialog>`;
  }

  /** The view's samples, those of a class together; remembered, since the grid starts anew with another list. */
  private group(table: Table, indices: Uint32Array, field: string) {
    if (this.grouped?.from !== indices || this.grouped.field !== field || this.grouped.table !== table) {
      this.grouped = { table, from: indices, field, ...groupByField(indices, fieldAt(table, field)) };
    }
    return this.grouped;
  }

  private renderTrouble(view: string, pixels: string) {
    if (view) {
      return html`<div class="notice">
        <look-error-note .message="This view cannot be shown: ${view}"></look-error-note>
        <p><button class="button" type="button" @click=${() => this.show([])}>Show all samples</button></p>
      </div>`;
    }
    if (!pixels) return nothing;
    return html`<div class="notice">
      <look-error-note .message="The pictures cannot be read: ${pixels}"></look-error-note>
      <p><button class="button" type="button" @click=${this.onRetry}>Try again</button></p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-explore-stage': LookExploreStage;
  }
}
