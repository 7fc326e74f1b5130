import { LitElement, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Table } from '../../core/dataset/table.ts';
import type { ViewStage } from '../../core/views/stages.ts';
import { icon } from '../icons.ts';
import { formatCount } from '../kit/format.ts';
import { tip } from '../kit/tip.ts';
import { tabs } from '../styles/controls.ts';
import { base } from '../styles/shared.ts';
import { chipsOf } from '../filters/chips.ts';
import type { CompanionName } from '../events/explore-events.ts';
import { COMPANIONS } from './companions.ts';
import {
  LookCaptionsEvent,
  LookCompanionEvent,
  LookEnlargeEvent,
  LookGroupEvent,
  LookPanelEvent,
  LookPickingEvent,
  LookStagesEvent,
  LookTruthEvent,
} from '../events/explore-events.ts';
import './display-menu.ts';
import { ENLARGE_KEY } from './key-help.ts';
import '../filters/filter-chips.ts';
import './order-menu.ts';
import type { LookOrderMenu } from './order-menu.ts';
import { toolbarStyles } from './toolbar-styles.ts';

/**
 * What the grid shows and how: filters as chips, how many samples, order, what stands beside it.
 * @slot - where in the view: the size of the tiles, a jump to a sample
 * @event look-stages - another view is wanted
 * @event look-panel - a side panel is to be shown or hidden
 * @event look-picking - a tap is to pick from now on, or no longer
 * @event look-companion - something is wanted beside the grid
 * @event look-enlarge - one sample is to be reviewed after another
 */
@customElement('look-explore-toolbar')
export class LookExploreToolbar extends LitElement {
  static override styles = [base, tabs, toolbarStyles];

  @query('look-order-menu') private readonly order!: LookOrderMenu;
  @property({ attribute: false }) table!: Table;
  @property({ attribute: false }) stages: readonly ViewStage[] = [];
  /** The view's samples. */
  @property({ attribute: false }) indices: Uint32Array = new Uint32Array(0);
  /** Paths of what the captions say. */
  @property({ attribute: false }) captions: readonly string[] = [];
  /** Field by which tiles are grouped, or null. */
  @property({ attribute: false }) groupBy: string | null = null;
  /** Whether labels known to be wrong are marked. */
  @property({ type: Boolean }) truth = false;
  @property({ type: Boolean }) sidebar = true;
  @property({ type: Boolean }) inspector = true;
  /** What stands beside the grid, or null. */
  @property({ attribute: false }) companion: CompanionName | null = null;

  /** Whether a tap on a picture picks it. */
  @property({ type: Boolean }) picking = false;

  private readonly onBeside = (event: Event): void => {
    const name = (event.target as HTMLSelectElement).value;
    this.dispatchEvent(new LookCompanionEvent((name || null) as CompanionName | null));
  };

  /** Once the last chip is taken away by key, the order has the keyboard. */
  private readonly onChipKey = ({ key }: KeyboardEvent): void => {
    if (key !== 'Delete' && key !== 'Backspace') return;
    requestAnimationFrame(() => {
      if (chipsOf(this.table, this.stages).length === 0) this.order.focus();
    });
  };

  private readonly onGroup = ({ detail: field }: LookGroupEvent): void => {
    this.dispatchEvent(new LookGroupEvent(field));
  };

  /** The row of chips scrolls by the wheel too, where they are more than fit. */
  private readonly onWheel = (event: WheelEvent): void => {
    const row = event.currentTarget as HTMLElement;
    if (event.deltaX !== 0 || row.scrollWidth <= row.clientWidth) return;
    event.preventDefault();
    row.scrollLeft += event.deltaY;
  };

  private show(stages: ViewStage[]): void {
    this.dispatchEvent(new LookStagesEvent(stages));
  }

  override render() {
    const { table, stages, groupBy } = this;
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
        <look-order-menu
          .table=${table}
          .stages=${stages}
          @look-stages=${(event: LookStagesEvent) => this.show(event.detail)}
        ></look-order-menu>
        <look-display-menu
          .table=${table}
          .captions=${this.captions}
          .groupBy=${groupBy}
          @look-captions=${(event: CustomEvent<string[]>) => this.dispatchEvent(new LookCaptionsEvent(event.detail))}
          .truth=${this.truth}
          @look-truth=${(event: LookTruthEvent) => this.dispatchEvent(new LookTruthEvent(event.detail))}
          @look-group=${this.onGroup}
        ></look-display-menu>
        ${this.renderPanelButton('inspector', 'panel-right', 'Inspector', this.inspector)}
      </div>
      <div class="what">
        <div class="chips" @wheel=${this.onWheel}>
          <span class="count num" role="status" style="min-width: ${2 * formatCount(table.count).length + 4}ch"
            ><strong>${formatCount(this.indices.length)}</strong>
            <span class="muted">of ${formatCount(table.count)}</span></span
          >
          <button
            class="button small"
            type="button"
            ?disabled=${this.indices.length === 0}
            @click=${() => this.dispatchEvent(new LookEnlargeEvent())}
          >
            Review one by one <kbd>${ENLARGE_KEY.keys[0]}</kbd>
          </button>
          <button
            class="button small several"
            type="button"
            aria-pressed=${this.picking}
            @click=${() => this.dispatchEvent(new LookPickingEvent(!this.picking))}
          >
            ${icon('list-checks')} Pick several
          </button>
          <look-filter-chips
            .table=${table}
            .stages=${stages}
            .groupBy=${groupBy}
            @keydown=${this.onChipKey}
            @look-group=${this.onGroup}
            @look-stages=${(event: LookStagesEvent) => this.show(event.detail)}
          ></look-filter-chips>
        </div>
        <div class="where"><slot></slot></div>
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
      aria-expanded=${on}
      ${tip(`${on ? 'Hide' : 'Show'} ${title.toLowerCase()}`)}
      @click=${() => this.dispatchEvent(new LookPanelEvent(panel))}
    >
      ${icon(name)}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-explore-toolbar': LookExploreToolbar;
  }
}
