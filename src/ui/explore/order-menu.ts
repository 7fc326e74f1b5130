import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Table } from '../../core/dataset/table.ts';
import { catalogue } from '../../core/insights/catalogue.ts';
import type { ViewStage } from '../../core/views/stages.ts';
import { icon } from '../icons.ts';
import { tip } from '../kit/tip.ts';
import { base } from '../styles/shared.ts';
import { LookLikePictureEvent, LookStagesEvent } from '../events/explore-events.ts';
import { sortChoices } from '../samples/field-titles.ts';
import { setSort, similaritySortOf, sortOf } from '../../core/views/edit-stages.ts';

/** Choices that are no fields; no path begins with a space. */
const BY_SIMILARITY = ' similarity';
const LIKE_PICTURE = ' picture';

/**
 * What the view is sorted by, and which end comes first.
 * @event look-stages - another order is wanted
 * @event look-like-picture - a picture is to be chosen, whose like come first
 */
@customElement('look-order-menu')
export class LookOrderMenu extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: flex;
      }
      select {
        flex: 1;
        min-width: 0;
        max-width: 190px;
        border-radius: var(--look-radius) 0 0 var(--look-radius);
        border-color: var(--look-line);
      }
      .button {
        flex: none;
        width: 32px;
        margin-left: -1px;
        padding: 0;
        border-radius: 0 var(--look-radius) var(--look-radius) 0;
      }
    `,
  ];

  @query('select') private readonly choice!: HTMLSelectElement;
  @property({ attribute: false }) table!: Table;
  @property({ attribute: false }) stages: readonly ViewStage[] = [];

  /** Takes the keyboard to the choice of what to sort by. */
  override focus(): void {
    this.choice.focus();
  }

  private readonly onSort = (): void => {
    const field = this.choice.value;
    if (field === LIKE_PICTURE) {
      // Until a picture is chosen the order stays.
      this.choice.value = this.shown();
      this.dispatchEvent(new LookLikePictureEvent());
      return;
    }
    this.show(setSort(this.stages, field ? { field, reverse: this.suspectFirst(field) } : null));
  };

  /** The value of the choice that the view is in order of. */
  private shown(): string {
    if (similaritySortOf(this.stages)) return BY_SIMILARITY;
    const field = sortOf(this.stages)?.field;
    if (field === undefined) return '';
    return sortChoices(this.table).find((choice) => bare(choice.path) === bare(field))?.path ?? field;
  }

  private readonly onDirection = (): void => {
    const sort = sortOf(this.stages);
    if (sort) this.show(setSort(this.stages, { ...sort, reverse: !sort.reverse }));
  };

  private show(stages: ViewStage[]): void {
    this.dispatchEvent(new LookStagesEvent(stages));
  }

  /** A score begins with its suspect end, anything else with the lowest. */
  private suspectFirst(path: string): boolean {
    const score = this.table.scores.get(path.replace(/^insights\./, ''));
    return score !== undefined && catalogue[score.method].suspectWhen === 'high';
  }

  override render() {
    const sort = sortOf(this.stages);
    const choices = sortChoices(this.table);
    const shown = this.shown();
    const direction = sort?.reverse ? 'Highest first' : 'Lowest first';
    return html`<select aria-label="Sort by" @change=${this.onSort}>
        <option value="" ?selected=${shown === ''}>Sort: as stored</option>
        ${shown === BY_SIMILARITY ? html`<option value=${shown} selected>Sort: by similarity</option>` : nothing}
        ${choices.map(
          (choice) =>
            html`<option value=${choice.path} ?selected=${choice.path === shown}>Sort: ${choice.title}</option>`,
        )}
        <option value=${LIKE_PICTURE}>Similar to a picture …</option>
      </select>
      <button
        class="button"
        type="button"
        aria-label="${direction}; turn the order round"
        ${tip(direction)}
        ?disabled=${!sort}
        @click=${this.onDirection}
      >
        ${icon(sort?.reverse ? 'arrow-down' : 'arrow-up')}
      </button>`;
  }
}

const bare = (path: string): string => path.replace(/^(insights|fields)\./, '');

declare global {
  interface HTMLElementTagNameMap {
    'look-order-menu': LookOrderMenu;
  }
}
