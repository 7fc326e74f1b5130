import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { comingJob } from '../../api/coming-job.ts';
import type { Look } from '../../api/look.ts';
import type { ScoreColumn, Table } from '../../core/dataset/table.ts';
import type { Decisions } from '../../core/views/decision-filter.ts';
import type { ViewStage } from '../../core/views/stages.ts';
import { ActionController } from '../kit/action-controller.ts';
import { byTouch } from '../kit/by-touch.ts';
import { formatCount } from '../kit/format.ts';
import { sayComing } from '../kit/none-yet.ts';
import { base } from '../styles/shared.ts';
import { sameStages, type ViewPreset } from '../views/view-presets.ts';
import { LookLeaveEvent, LookSectionsEvent, LookStagesEvent, type LookFacetEvent } from '../events/explore-events.ts';
import './facet.ts';
import type { FacetCounts } from './facet-counts.ts';
import { fieldTitle } from '../samples/field-titles.ts';
import './no-score.ts';
import './run-picker.ts';
import './saved-views.ts';
import type { ScoreBins } from '../scores/score-bins.ts';
import './score-range.ts';
import { SidebarModel, type NumberSection } from './sidebar-model.ts';
import { isFound, searchFacets, type SearchResult } from './sidebar-search.ts';
import './sidebar-section.ts';
import { sidebarStyles } from './sidebar-styles.ts';
import { chosenValues, rangeOn, setRange, toggleValue } from '../../core/views/edit-stages.ts';

/** Histogram of a number field, counted where it is open. */
interface Spread extends NumberSection {
  bins: ScoreBins | null;
}

/**
 * What can be looked at: views, runs, every field's values and every score's spread, counted under the view's filters. One search
 * narrows all of it.
 * @event look-leave - the keyboard is to go back to the grid
 * @event look-stages - another view is wanted
 * @event look-sections - sections were opened or closed
 */
@customElement('look-explore-sidebar')
export class LookExploreSidebar extends LitElement {
  static override styles = [base, sidebarStyles];

  private readonly choice = new ActionController(this);
  private readonly model = new SidebarModel();
  private found: SearchResult = { facets: [], hit: null };
  private presets: (ViewPreset & { count: number })[] = [];
  private spreads: Spread[] = [];

  @query('.search input') private readonly input!: HTMLInputElement;
  @state() private text = '';
  /** What the search did last. */
  @state() private said = '';
  @property({ attribute: false }) look!: Look;
  @property({ attribute: false }) table!: Table;
  @property({ attribute: false }) stages: readonly ViewStage[] = [];
  /** What was decided when the view was shown. */
  @property({ attribute: false }) since: Decisions | null = null;
  /** The score that the tiles show, or null where there is none. */
  @property({ attribute: false }) score: ScoreColumn | null = null;
  /** Sections that a person opened or closed. */
  @property({ attribute: false }) sections: Record<string, boolean> = {};

  /** Takes the keyboard to the search. */
  override focus(): void {
    this.input.focus();
    this.input.select();
  }

  override willUpdate(changed: PropertyValues): void {
    const { table, stages, model, text } = this;
    if (changed.has('table')) this.presets = model.presets(table);
    model.since = this.since;
    if (!['table', 'stages', 'since', 'score', 'sections', 'text'].some((name) => changed.has(name))) return;
    // A closed section shows no counts, so none are made.
    const facets = model.facets(table).map((facet): FacetCounts => {
      if (text || this.isOpen(facet)) return model.count(table, stages, facet);
      return { facet, title: fieldTitle(table, facet), values: [] };
    });
    this.found = searchFacets(facets, text, model.name(table, stages, text));
    const shown = this.score && `insights.${this.score.key}`;
    this.spreads = model
      .numbers(table, shown)
      .filter(({ title }) => isFound(title, text))
      .map((section) => {
        const open = this.isOpen(section.path, section.path === shown);
        return { ...section, bins: open ? model.bins(table, stages, section.path) : null };
      });
  }

  private readonly onChooseRun = ({ detail }: CustomEvent<number>): void =>
    this.choice.choose(() => this.look.session.chooseRun(detail));

  private readonly onSearch = (): void => {
    this.text = this.input.value;
    this.said = '';
  };

  private readonly onSearchKey = (event: KeyboardEvent): void => {
    const { hit } = this.found;
    if (event.key === 'Escape') {
      if (this.text) event.preventDefault();
      this.input.value = '';
      this.onSearch();
      this.dispatchEvent(new LookLeaveEvent());
    }
    if (event.key !== 'Enter' || !hit) return;
    event.preventDefault();
    const stages = toggleValue(this.stages, hit.facet, hit.value, event.altKey);
    const has = (not: boolean): boolean => chosenValues(stages, hit.facet, not).includes(hit.value);
    this.said = `${hit.title}: ${hit.name} ${has(false) ? 'chosen' : has(true) ? 'left out' : 'taken back'}`;
    this.show(stages);
    this.input.select();
  };

  private isOpen(id: string, byDefault = true): boolean {
    return this.sections[id] ?? byDefault;
  }

  private show(stages: ViewStage[]): void {
    this.dispatchEvent(new LookStagesEvent(stages));
  }

  private keep(id: string, open: boolean): void {
    this.dispatchEvent(new LookSectionsEvent({ ...this.sections, [id]: open }));
  }

  override render() {
    const { found, spreads, text, said } = this;
    const named = this.table.names !== null;
    const nothingFound = text !== '' && found.facets.length + spreads.length === 0;
    return html`
      <div class="search" role="search">
        <input
          type="search"
          placeholder=${named ? 'Find a class, field or name' : 'Find a class, tag or field'}
          aria-label=${`Find a class, tag, field${named ? ', value or part of a name' : ' or value'}; Enter filters by the first one${byTouch() ? '' : ', Alt and Enter leaves it out'}`}
          @input=${this.onSearch}
          @keydown=${this.onSearchKey}
        />
        <p class="muted" role="status" ?hidden=${!nothingFound && !said}>
          ${nothingFound ? `Nothing here is called “${text.trim()}”.` : said}
        </p>
      </div>
      ${text ? nothing : html`${this.renderViews()} ${this.renderRuns()} ${this.renderNoScore()}`}
      ${this.renderSpreads(spreads.slice(0, 1))}
      ${repeat(
        found.facets,
        ({ facet }) => facet,
        (counts) => this.renderFacet(counts),
      )}
      ${this.renderSpreads(spreads.slice(1))}
    `;
  }

  private renderSection(
    id: string,
    heading: string,
    content: unknown,
    options: { note?: string; open?: boolean } = {},
  ) {
    const { note = '', open = this.isOpen(id) } = options;
    return html`<look-sidebar-section
      .heading=${heading}
      .note=${note}
      ?chosen=${note !== ''}
      ?open=${open}
      @look-section=${(event: CustomEvent<boolean>) => this.keep(id, event.detail)}
      >${open ? content : nothing}</look-sidebar-section
    >`;
  }

  private renderViews() {
    return this.renderSection(
      'views',
      'Views',
      html`<ul>
          ${this.presets.map((preset) => html`<li>${this.renderPreset(preset)}</li>`)}
        </ul>
        <look-saved-views .look=${this.look} .memory=${this.model.memory}></look-saved-views>`,
    );
  }

  /** Not `disabled`: the reason must be found by keyboard and pointer. */
  private renderPreset({ title, stages, reason: missing, count }: ViewPreset & { count: number }) {
    const coming = missing && comingJob(this.look.session);
    const reason = coming ? sayComing(coming) : missing;
    return html`<button
      class="view"
      type="button"
      aria-current=${sameStages(stages, this.stages)}
      aria-disabled=${reason !== ''}
      title=${reason}
      @click=${() => (reason ? undefined : this.show(stages))}
    >
      <span>${title}${reason ? html`<span class="visually-hidden">: ${reason}</span>` : nothing}</span>
      <span class="num">${reason ? '–' : formatCount(count)}</span>
    </button>`;
  }

  private renderRuns() {
    const { runs, run } = this.look.session;
    if (runs.length < 2) return nothing;
    return this.renderSection(
      'runs',
      'Run',
      html`<look-run-picker
          .runs=${runs}
          .shown=${run?.id ?? null}
          @look-choose-run=${this.onChooseRun}
        ></look-run-picker>
        ${this.choice.renderError()}`,
    );
  }

  private renderNoScore() {
    if (this.score) return nothing;
    return this.renderSection('score', 'Score', html`<look-no-score .look=${this.look}></look-no-score>`);
  }

  private renderFacet(counts: FacetCounts) {
    const { facet, title } = counts;
    const { hit } = this.found;
    const chosen = chosenValues(this.stages, facet).length;
    const leftOut = chosenValues(this.stages, facet, true).length;
    const notes = [...(chosen ? [`${chosen} chosen`] : []), ...(leftOut ? [`${leftOut} left out`] : [])];
    const content = html`<look-facet
      .counts=${counts}
      ?searched=${this.text !== ''}
      .hit=${hit?.facet === facet ? hit.value : null}
      @look-facet=${({ detail }: LookFacetEvent) =>
        this.show(toggleValue(this.stages, facet, detail.value, detail.not))}
    ></look-facet>`;
    const open = this.text !== '' || this.isOpen(facet);
    return this.renderSection(facet, title, content, { note: notes.join(', '), open });
  }

  private renderSpreads(spreads: readonly Spread[]) {
    return repeat(
      spreads,
      ({ path }) => path,
      ({ path, title, bins }) => {
        const range = rangeOn(this.stages, path);
        const content = html`<look-score-range
          class="inset"
          .bins=${bins}
          .range=${range}
          .label=${title}
          @look-range=${(event: CustomEvent<{ min: number; max: number } | null>) =>
            this.show(setRange(this.stages, path, event.detail))}
        ></look-score-range>`;
        return this.renderSection(path, title, content, { note: range ? 'range' : '', open: bins !== null });
      },
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-explore-sidebar': LookExploreSidebar;
  }
}
