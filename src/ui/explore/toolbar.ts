import '@awesome.me/webawesome/dist/components/slider/slider.js';
import type WaSlider from '@awesome.me/webawesome/dist/components/slider/slider.js';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Table } from '../../core/dataset/table.ts';
import { catalogue } from '../../core/insights/catalogue.ts';
import type { Stage } from '../../core/views/stages.ts';
import { icon } from '../icons.ts';
import { formatCount } from '../kit/format.ts';
import { tip } from '../kit/tip.ts';
import '../kit/web-awesome.ts';
import { base, slider, tabs } from '../styles/shared.ts';
import { COMPANIONS, type CompanionName } from './companions.ts';
import {
  LookCaptionsEvent,
  LookCompanionEvent,
  LookGroupEvent,
  LookPanelEvent,
  LookSelectEvent,
  LookStagesEvent,
  LookZoomEvent,
} from './events.ts';
import { fieldAt } from '../../core/views/fields.ts';
import './display-menu.ts';
import './filter-chips.ts';
import { sortChoices } from './field-titles.ts';
import { TILE_MAX, TILE_MIN } from './grid-layout.ts';
import { setSort, sortOf } from './view-stages.ts';

/**
 * What the grid shows and how: filters as chips, how many samples, order, size of the tiles, a sample by its index.
 * @event look-stages - another view is wanted
 * @event look-zoom - tiles of another size are wanted
 * @event look-select - a sample is to be looked at
 * @event look-panel - a side panel is to be shown or hidden
 * @event look-companion - something is wanted beside the grid
 */
@customElement('look-explore-toolbar')
export class LookExploreToolbar extends LitElement {
  static override styles = [
    base,
    slider,
    tabs,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--look-space-2) var(--look-space-3);
        min-height: 48px;
        padding: 7px var(--look-space-3);
        border-bottom: 1px solid var(--look-line);
        background: var(--look-surface);
        container-type: inline-size;
      }
      .chips {
        display: flex;
        flex: 1 1 60%;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--look-space-2);
      }
      .where {
        display: flex;
        align-items: center;
        gap: var(--look-space-3);
        margin-left: auto;
      }
      .how {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--look-space-2) var(--look-space-3);
        min-width: 0;
      }
      .count {
        margin-right: var(--look-space-1);
        white-space: nowrap;
      }
      .tabs {
        margin-right: auto;
      }
      .beside {
        display: none;
        margin-right: auto;
      }
      /* Where the tabs would push the order into a row of its own, a list says the same. */
      @container (width < 860px) {
        .tabs {
          display: none;
        }
        .beside {
          display: block;
        }
      }
      .icon-only {
        width: 32px;
        padding: 0;
      }
      .icon-only[aria-pressed='true'] {
        color: var(--look-accent);
      }
      .sort {
        display: flex;
      }
      .sort select {
        max-width: 190px;
        border-radius: var(--look-radius) 0 0 var(--look-radius);
        border-color: var(--look-line);
      }
      .sort .button {
        margin-left: -1px;
        border-radius: 0 var(--look-radius) var(--look-radius) 0;
      }
      .zoom {
        width: 88px;
      }
      .jump {
        width: 92px;
      }
      .problem {
        color: var(--look-danger);
      }
    `,
  ];

  /** Why a jump led nowhere. */
  @state() private problem = '';
  @property({ attribute: false }) table!: Table;
  @property({ attribute: false }) stages: readonly Stage[] = [];
  /** The view's samples. */
  @property({ attribute: false }) indices: Uint32Array = new Uint32Array(0);
  @property({ type: Number }) tile = TILE_MIN;
  /** Paths of what the captions say. */
  @property({ attribute: false }) captions: readonly string[] = [];
  /** Field by which tiles are grouped, or null. */
  @property({ attribute: false }) groupBy: string | null = null;
  @property({ type: Boolean }) sidebar = true;
  @property({ type: Boolean }) inspector = true;
  /** What stands beside the grid, or null. */
  @property({ attribute: false }) companion: CompanionName | null = null;

  private readonly onSort = (event: Event): void => {
    const field = (event.target as HTMLSelectElement).value;
    this.show(setSort(this.stages, field ? { field, reverse: this.suspectFirst(field) } : null));
  };

  private readonly onDirection = (): void => {
    const sort = sortOf(this.stages);
    if (sort) this.show(setSort(this.stages, { ...sort, reverse: !sort.reverse }));
  };

  private readonly onBeside = (event: Event): void => {
    const name = (event.target as HTMLSelectElement).value;
    this.dispatchEvent(new LookCompanionEvent((name || null) as CompanionName | null));
  };

  private readonly onZoom = (event: Event): void => {
    this.dispatchEvent(new LookZoomEvent((event.target as WaSlider).value));
  };

  private readonly onJump = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const text = input.value.trim();
    this.problem = '';
    if (text === '') return;
    const place = text.includes('.') ? this.placeOfScore(Number(text)) : this.placeOfIndex(Number(text));
    if (place < 0) return;
    input.value = '';
    this.dispatchEvent(new LookSelectEvent(this.indices[place]));
  };

  private placeOfIndex(index: number): number {
    const place = this.indices.indexOf(index);
    if (!Number.isInteger(index) || index < 0 || index >= this.table.count) {
      this.problem = `Samples are 0 … ${formatCount(this.table.count - 1)}.`;
    } else if (place < 0) this.problem = `Sample ${index} is not in this view.`;
    return place;
  }

  /** The first sample, in the view's order, at or beyond this value of what the view is sorted by. */
  private placeOfScore(value: number): number {
    const sort = sortOf(this.stages);
    const field = sort && fieldAt(this.table, sort.field);
    if (!field || field.kind !== 'number' || Number.isNaN(value)) {
      this.problem = 'To go to a value, sort by a score first.';
      return -1;
    }
    const { values } = field;
    const place = this.indices.findIndex((i) => (sort.reverse ? values[i] <= value : values[i] >= value));
    if (place < 0) this.problem = `Nothing in this view lies ${sort.reverse ? 'below' : 'above'} ${value}.`;
    return place;
  }

  private show(stages: Stage[]): void {
    this.dispatchEvent(new LookStagesEvent(stages));
  }

  /** A score begins with its suspect end, anything else with the lowest. */
  private suspectFirst(path: string): boolean {
    const score = this.table.scores.get(path.replace(/^insights\./, ''));
    return score !== undefined && catalogue[score.method].suspectWhen === 'high';
  }

  override render() {
    const { table, stages } = this;
    return html`
      ${this.renderPanelButton('sidebar', 'panel-left', 'Filters', this.sidebar)}
      <div class="tabs" role="group" aria-label="Beside the grid">
        ${this.renderTab(null, 'Grid')} ${COMPANIONS.map(({ name, title }) => this.renderTab(name, title))}
      </div>
      <select class="beside" aria-label="Beside the grid" @change=${this.onBeside}>
        <option value="" ?selected=${this.companion === null}>Grid alone</option>
        ${COMPANIONS.map(
          ({ name, title }) =>
            html`<option value=${name} ?selected=${this.companion === name}>Grid and ${title.toLowerCase()}</option>`,
        )}
      </select>
      <div class="how">
        ${this.renderSort()}
        <look-display-menu
          .table=${table}
          .captions=${this.captions}
          .groupBy=${this.groupBy}
          @look-captions=${(event: CustomEvent<string[]>) => this.dispatchEvent(new LookCaptionsEvent(event.detail))}
          @look-group=${(event: CustomEvent<string | null>) => this.dispatchEvent(new LookGroupEvent(event.detail))}
        ></look-display-menu>
        ${this.renderPanelButton('inspector', 'panel-right', 'Inspector', this.inspector)}
      </div>
      <div class="chips">
        <span class="count num" role="status"
          ><strong>${formatCount(this.indices.length)}</strong>
          <span class="muted">of ${formatCount(table.count)}</span></span
        >
        <look-filter-chips
          .table=${table}
          .stages=${stages}
          @look-stages=${(event: LookStagesEvent) => this.show(event.detail)}
        ></look-filter-chips>
      </div>
      <div class="where">
        ${this.problem ? html`<span class="problem" role="alert">${this.problem}</span>` : nothing}
        <wa-slider
          class="zoom"
          min=${TILE_MIN}
          max=${TILE_MAX}
          step="4"
          label="Size of the tiles, pixels"
          .value=${this.tile}
          @input=${this.onZoom}
          ${tip('Size of the tiles: Ctrl + wheel, + and −')}
        ></wa-slider>
        <input
          class="jump"
          type="text"
          inputmode="decimal"
          placeholder="Go to …"
          aria-label="Go to the sample with this index, or to this value of the score sorted by"
          ${tip('An index, 1347, or with a point a value of the score sorted by, .87')}
          @change=${this.onJump}
        />
      </div>
    `;
  }

  private renderTab(name: CompanionName | null, title: string) {
    return html`<button
      class="tab"
      type="button"
      aria-pressed=${this.companion === name}
      @click=${() => this.dispatchEvent(new LookCompanionEvent(name))}
    >
      ${title}
    </button>`;
  }

  private renderSort() {
    const sort = sortOf(this.stages);
    const choices = sortChoices(this.table);
    const path = sort && (choices.find((choice) => bare(choice.path) === bare(sort.field))?.path ?? sort.field);
    const direction = sort?.reverse ? 'Highest first' : 'Lowest first';
    return html`<div class="sort">
      <select aria-label="Sort by" @change=${this.onSort}>
        <option value="" ?selected=${path === null}>Sort: as stored</option>
        ${choices.map(
          (choice) =>
            html`<option value=${choice.path} ?selected=${choice.path === path}>Sort: ${choice.title}</option>`,
        )}
      </select>
      <button
        class="button icon-only"
        type="button"
        aria-label="${direction}; turn the order round"
        ${tip(direction)}
        ?disabled=${!sort}
        @click=${this.onDirection}
      >
        ${icon(sort?.reverse ? 'arrow-down' : 'arrow-up')}
      </button>
    </div>`;
  }

  private renderPanelButton(
    panel: 'sidebar' | 'inspector',
    name: 'panel-left' | 'panel-right',
    title: string,
    on: boolean,
  ) {
    return html`<button
      class="button quiet icon-only"
      type="button"
      aria-label=${title}
      aria-pressed=${on}
      ${tip(`${on ? 'Hide' : 'Show'} ${title.toLowerCase()}`)}
      @click=${() => this.dispatchEvent(new LookPanelEvent(panel))}
    >
      ${icon(name)}
    </button>`;
  }
}

const bare = (path: string): string => path.replace(/^(insights|fields)\./, '');

declare global {
  interface HTMLElementTagNameMap {
    'look-explore-toolbar': LookExploreToolbar;
  }
}
