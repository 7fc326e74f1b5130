import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { OtherReviewer } from '../../api/calls/reviewers.ts';
import { comingJob } from '../../api/coming-job.ts';
import type { Look } from '../../api/look.ts';
import type { Dataset } from '../../api/dataset.ts';
import type { ScoreColumn, Table } from '../../core/dataset/table.ts';
import { memo } from '../../core/memo.ts';
import type { ViewStage } from '../../core/views/stages.ts';
import { LookGoEvent } from '../events/app-events.ts';
import { pickPicture } from '../kit/pick-picture.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base } from '../styles/shared.ts';
import { Fixing } from '../review/fixing.ts';
import { renderFixBar, renderFixDialog, renderFixing, renderFixingOne } from '../review/render-fixing.ts';
import { exploreStyles } from './explore-styles.ts';
import { fieldTitle } from '../samples/field-titles.ts';
import '../grid/grid.ts';
import type { LookGrid } from '../grid/grid.ts';
import '../inspector/inspector.ts';
import type { LookInspector } from '../inspector/inspector.ts';
import type { CompanionName } from '../events/explore-events.ts';
import { Arrival } from './arrival.ts';
import { renderCompanion } from './companions.ts';
import { Pictures } from '../samples/pictures.ts';
import { KEY_HELP, TOUCH_HELP } from './key-help.ts';
import { Picking } from './picking.ts';
import { Preferences } from './preferences.ts';
import { renderMode } from './render-mode.ts';
import { StageKeys, type StageKeysHost } from './stage-keys.ts';
import { SidePanels, type PanelName } from './side-panels.ts';
import { shownScore } from '../scores/shown-score.ts';
import { ShownView } from './shown-view.ts';
import '../grid/jump-field.ts';
import { renderClosed, renderNoMatch, renderTrouble } from './notices.ts';
import { saidOfOther } from './other-notice.ts';
import './rank-notice.ts';
import './similar-notice.ts';
import '../filters/sidebar.ts';
import type { LookExploreSidebar } from '../filters/sidebar.ts';
import '../grid/tile-size.ts';
import './toolbar.ts';

/**
 * Walks through the samples of the session's view: filters at the left, the grid, the sample looked at at the right. A
 * view set by a script shows here as one set by hand, and the other way round.
 */
@customElement('look-explore-stage')
export class LookExploreStage extends LitElement implements StageKeysHost {
  static override styles = [base, exploreStyles];

  private readonly session = new SessionController(this);
  private pictures: Pictures | null = null;
  readonly keys = new StageKeys(this);
  private readonly fixing = new Fixing(this);
  readonly arrival = new Arrival(this);
  private readonly shown = new ShownView();
  private readonly beside = memo((other: OtherReviewer | null) => (other ? saidOfOther(other) : []));
  private readonly picking = new Picking(this);
  private readonly preferences = new Preferences(this);
  private readonly panels = new SidePanels(this, this.preferences);

  @query('look-grid') private readonly grid!: LookGrid | null;
  @query('look-explore-sidebar') private readonly sidebar!: LookExploreSidebar | null;
  @query('look-inspector') private readonly inspector!: LookInspector | null;
  @property({ attribute: false }) look!: Look;

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pictures?.close();
    this.pictures = null;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('look')) this.session.follow(this.look.session);
    const { selected, table } = this.look.session;
    if (selected !== null && table) this.look.suggestions.prefetch([selected]);
    const info = this.look.session.dataset?.info;
    if (this.pictures?.dataset.id === info?.id) return;
    this.pictures?.close();
    this.pictures = info ? new Pictures(info) : null;
    this.pictures?.addEventListener('look-trouble', () => this.requestUpdate());
  }

  private readonly onStages = (event: CustomEvent<ViewStage[]>): void => this.show(event.detail);

  private readonly onSelect = (event: CustomEvent<number | null>): void => {
    this.look.session.selected = event.detail;
  };

  /** Samples in the order of the grid, as rendered last. */
  get shownIndices(): Uint32Array {
    return this.shown.indices;
  }

  /** Gives the keyboard back to the grid, after a dialog, or to the inspector where that covers it. */
  readonly focusGrid = (): void => {
    (this.panels.covering === 'inspector' ? this.inspector : this.grid)?.focus();
  };

  private readonly onZoom = (event: CustomEvent<number>): void => this.preferences.set({ tile: event.detail });

  private readonly onCompanion = (event: CustomEvent<CompanionName | null>): void => {
    this.preferences.set({ companion: event.detail });
  };

  private readonly onPanel = ({ detail: panel }: CustomEvent<PanelName>): void => {
    this.panels.set(panel, !this.panels.isOpen(panel));
  };

  private readonly onOpen = async (): Promise<void> => {
    this.panels.set('inspector', true);
    await this.updateComplete;
    await this.inspector?.updateComplete;
    this.inspector?.focus();
  };

  private readonly onInspectorKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.grid?.focus();
  };

  /** Whether a dialog stands open over it. */
  get covered(): boolean {
    return this.fixing.dialog !== null;
  }

  /** The grid, where it is to be seen. */
  get seenGrid(): LookGrid | null {
    return this.grid?.classList.contains('covered') ? null : this.grid;
  }

  /** Has a filter looked for. */
  async find(): Promise<void> {
    this.panels.set('sidebar', true);
    await this.updateComplete;
    this.sidebar?.focus();
  }

  /** Asks for a picture, and shows what is like it. */
  readonly findLike = async (): Promise<void> => {
    if (!this.look.session.dataset) return;
    const picture = await pickPicture();
    // Its job says why where it fails.
    if (picture) await this.look.similarity.showLike(picture).catch(() => {});
  };

  private readonly onGroup = ({ detail: field }: CustomEvent<string | null>): void => {
    this.shown.group(this.look.session.opened, field);
    this.requestUpdate();
  };

  private readonly onClear = (): void => this.show([]);
  private show(stages: readonly ViewStage[]): void {
    const { session } = this.look;
    if (session.dataset) session.view = session.dataset.view().through(stages);
  }

  override render() {
    const { session } = this.look;
    if (session.dataset && this.pictures) return this.renderView(session.dataset, this.pictures);
    return renderClosed(session, () => this.dispatchEvent(new LookGoEvent('data')));
  }

  private renderView(dataset: Dataset, pictures: Pictures) {
    const { session } = this.look;
    const { table } = dataset;
    const { view, selected, selection } = session;
    const { tile, captions, companion, truth } = this.preferences.values;
    const { panels } = this;
    const { room, covering } = panels;
    this.shown.take(dataset, view);
    const { indices, groups, groupBy, stages, trouble, all } = this.shown;
    const sound = trouble ? [] : stages;
    const score = shownScore(table, sound);
    const gridCovered = companion !== null && room.companion === 'instead';
    return html`
      <h1 class="visually-hidden">Explore and fix ${this.look.dataset.name}</h1>
      ${panels.render('sidebar', () => this.renderSidebar(table, sound, score))}
      <div class="middle">
        <look-explore-toolbar
          .table=${table}
          .stages=${stages}
          .indices=${indices}
          .captions=${captions}
          .groupBy=${groupBy}
          .truth=${truth}
          .sidebar=${panels.isOpen('sidebar')}
          .inspector=${panels.isOpen('inspector')}
          .companion=${companion}
          .picking=${selection.picking}
          @look-picking=${this.picking.onPicking}
          @look-stages=${this.onStages}
          @look-panel=${this.onPanel}
          @look-like-picture=${this.findLike}
          @look-companion=${this.onCompanion}
          @look-enlarge=${this.keys.enlarge}
          @look-captions=${(event: CustomEvent<string[]>) => this.preferences.set({ captions: event.detail })}
          @look-group=${this.onGroup}
          @look-truth=${(event: CustomEvent<boolean>) => this.preferences.set({ truth: event.detail })}
        >
          <look-tile-size .tile=${tile} @look-zoom=${this.onZoom}></look-tile-size>
          <look-jump-field
            .table=${table}
            .stages=${stages}
            .indices=${indices}
            @look-select=${this.onSelect}
            @look-leave=${this.focusGrid}
          ></look-jump-field>
        </look-explore-toolbar>
        ${renderTrouble(trouble, pictures, this.onClear)}
        <div class="panes ${room.companion}">
          ${
            indices.length > 0
              ? html`<look-grid
                  class=${gridCovered ? 'covered' : ''}
                  .table=${table}
                  .indices=${indices}
                  .stages=${stages}
                  .pictures=${pictures}
                  .scoreKey=${score?.key ?? null}
                  .scoreTitle=${score ? fieldTitle(table, `insights.${score.key}`) : ''}
                  .truth=${truth}
                  .selected=${selected}
                  .picked=${selection.set}
                  .picking=${selection.picking}
                  .captions=${captions}
                  .beside=${this.beside(this.look.otherReviewer)}
                  .groups=${groups}
                  .tile=${tile}
                  @look-select=${this.onSelect}
                  @look-open=${this.onOpen}
                  @look-enlarge=${this.keys.enlarge}
                  @look-pick=${this.picking.onPick}
                  @look-picking=${this.picking.onPicking}
                  @look-zoom=${this.onZoom}
                ></look-grid>`
              : trouble || gridCovered
                ? nothing
                : renderNoMatch(this.onStages, stages, all.length)
          }
          ${renderCompanion(companion, panels, this.look, pictures)}
        </div>
        <div class="deciding">
          ${this.keys.enlarged ? nothing : this.renderOther()}
          <look-similar-notice .look=${this.look}></look-similar-notice>
          <look-rank-notice .look=${this.look} .table=${table}></look-rank-notice>
          ${covering === 'inspector' ? nothing : this.renderFixing()}
          ${
            room.drawers && covering !== 'inspector' && selection.size === 0 && !selection.picking
              ? renderFixBar(this.fixing, this.look, all)
              : nothing
          }
        </div>
        ${renderFixDialog(this.fixing, session, pictures, KEY_HELP, TOUCH_HELP)}
        ${renderMode(
          this.keys,
          this.fixing,
          this.look,
          pictures,
          { indices, all },
          this.onSelect,
          html`${this.renderOther()}${renderFixingOne(this.fixing, session)}`,
        )}
      </div>
      ${panels.render('inspector', () => this.renderInspector(table, pictures))}
    `;
  }

  private renderOther() {
    return html`<look-other-notice
      .look=${this.look}
      .indices=${this.shown.indices}
      .single=${this.keys.enlarged}
    ></look-other-notice>`;
  }

  private renderSidebar(table: Table, stages: readonly ViewStage[], score: ScoreColumn | null) {
    return html`<look-explore-sidebar
      .look=${this.look}
      .table=${table}
      .sections=${this.preferences.values.sections}
      .stages=${stages}
      .since=${this.look.session.view?.since ?? null}
      .score=${score}
      style=${this.panels.widthOf('sidebar')}
      @look-stages=${this.onStages}
      @look-leave=${this.focusGrid}
      @look-sections=${(event: CustomEvent<Record<string, boolean>>) => this.preferences.set({ sections: event.detail })}
    ></look-explore-sidebar>`;
  }

  private renderInspector(table: Table, pictures: Pictures) {
    const { session } = this.look;
    const { selected, run, journal, undone } = session;
    return html`<div class="side" style=${this.panels.widthOf('inspector')}>
      <look-inspector
        .table=${table}
        .run=${run}
        .pictures=${pictures}
        .journal=${journal}
        .coming=${comingJob(session) ?? null}
        .undone=${undone}
        .copies=${this.look.duplicates.copiesOf(selected ?? -1)}
        .truth=${this.preferences.values.truth}
        .index=${selected}
        @look-select=${this.onSelect}
        @look-enlarge=${this.keys.enlarge}
        @keydown=${this.onInspectorKey}
      ></look-inspector>
      ${this.panels.covering === 'inspector' ? this.renderFixing() : nothing}
      ${renderFixBar(this.fixing, this.look, this.shown.all)}
    </div>`;
  }

  /** Below the grid, or in the drawer that makes the grid inert. */
  private renderFixing() {
    return renderFixing(this.fixing, this.look.session, this.shown.indices, {
      pick: this.picking.onPick,
      stages: this.onStages,
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-explore-stage': LookExploreStage;
  }
}
