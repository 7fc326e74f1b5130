import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Table } from '../../core/dataset/table.ts';
import type { ViewStage } from '../../core/views/stages.ts';
import { icon } from '../icons.ts';
import { byTouch } from '../kit/by-touch.ts';
import { tip } from '../kit/tip.ts';
import { base } from '../styles/shared.ts';
import { chipsOf, type Chip } from './chips.ts';
import { LookGroupEvent, LookStagesEvent } from '../events/explore-events.ts';
import { fieldTitle } from '../samples/field-titles.ts';
import { replaceStage, setSort, sortBelow } from '../../core/views/edit-stages.ts';

/**
 * The filters of a view in words, each to be turned round (all but these) or taken away. They flow with what stands around them.
 * @event look-stages - another view is wanted
 * @event look-group - the groups are to end
 */
@customElement('look-filter-chips')
export class LookFilterChips extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: contents;
      }
      .chip {
        display: inline-flex;
        flex: none;
        max-width: 240px;
        min-height: 26px;
        border-radius: 13px;
        background: var(--look-accent-soft);
        /* Seen where colours are forced, and the ground is gone. */
        outline: 1px solid transparent;
        outline-offset: -1px;
        font-size: var(--look-size-2);
        font-weight: 550;
      }
      .chip.not {
        background: var(--look-danger-soft);
        outline-style: dashed;
      }
      .chip button {
        display: inline-flex;
        align-items: center;
        gap: 4px;
        min-width: 0;
        padding: 0 6px 0 10px;
        border: 0;
        border-radius: 13px;
        background: none;
        color: var(--look-text);
        font: inherit;
        cursor: pointer;
      }
      .chip .turn {
        padding: 0 2px 0 8px;
      }
      .chip .turn + button {
        padding-left: 2px;
      }
      .chip span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .chip svg.icon {
        width: 14px;
        height: 14px;
        opacity: 0.7;
      }
      .chip button:hover svg.icon {
        opacity: 1;
      }
      .chip img {
        width: 22px;
        height: 22px;
        margin-left: -6px;
        border-radius: var(--look-radius-small);
        object-fit: cover;
      }
      .not .turn {
        color: var(--look-danger);
      }
    `,
  ];

  @property({ attribute: false }) table!: Table;
  @property({ attribute: false }) stages: readonly ViewStage[] = [];
  /** Field by which tiles are grouped, or null. */
  @property({ attribute: false }) groupBy: string | null = null;

  /** Delete and Backspace take a chip away, and the next one has the keyboard. */
  private onKey(event: KeyboardEvent, at: number): void {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return;
    event.preventDefault();
    const removers = (): HTMLElement[] => [...this.renderRoot.querySelectorAll<HTMLElement>('.remove')];
    const place = removers().indexOf((event.currentTarget as HTMLElement).querySelector<HTMLElement>('.remove')!);
    this.show(replaceStage(this.stages, at));
    // The view comes back with one chip less after the session's change event.
    requestAnimationFrame(() => {
      const left = removers();
      left[Math.min(place, left.length - 1)]?.focus();
    });
  }

  private turn({ at, turned }: Chip): void {
    if (turned) this.show(replaceStage(this.stages, at, turned));
  }

  private show(stages: ViewStage[]): void {
    this.dispatchEvent(new LookStagesEvent(stages));
  }

  /** Takes the filters away and leaves the order. */
  private clear(): void {
    this.show(setSort([], sortBelow(this.stages)));
  }

  override render() {
    const chips = chipsOf(this.table, this.stages);
    return html`${this.renderGroup()}${chips.map((chip) => this.renderChip(chip))}
    ${
      chips.length > 1
        ? html`<button class="button small quiet" type="button" @click=${() => this.clear()}>Clear all</button>`
        : nothing
    }`;
  }

  private renderGroup() {
    if (this.groupBy === null) return nothing;
    const text = `grouped by ${fieldTitle(this.table, this.groupBy).toLowerCase()}`;
    const end = (): boolean => this.dispatchEvent(new LookGroupEvent(null));
    return html`<span class="chip">
      <button
        type="button"
        aria-label="Show it in one list, not ${text}"
        title="Show it in one list"
        @click=${end}
        @keydown=${({ key }: KeyboardEvent) => (key === 'Delete' || key === 'Backspace') && end()}
      >
        <span>${text}</span>${icon('x')}
      </button>
    </span>`;
  }

  private renderChip(chip: Chip) {
    const { at, text, not, turned, picture } = chip;
    return html`<span class="chip ${not ? 'not' : ''}" @keydown=${(event: KeyboardEvent) => this.onKey(event, at)}>
      ${
        turned
          ? html`<button
              class="turn"
              type="button"
              aria-label="Turn round ${text}"
              @click=${() => this.turn(chip)}
              ${tip(not ? 'These instead of all others' : 'All but these')}
            >
              ${icon(not ? 'equal-not' : 'equal')}
            </button>`
          : nothing
      }
      <button
        class="remove"
        type="button"
        aria-label="Remove filter ${text}"
        title=${`Remove filter ${text}${turned && !byTouch() ? '; Alt and click turns it round' : ''}`}
        @click=${(event: MouseEvent) =>
          event.altKey && turned ? this.turn(chip) : this.show(replaceStage(this.stages, at))}
      >
        ${picture ? html`<img src=${picture} alt="" />` : nothing}<span>${text}</span>${icon('x')}
      </button>
    </span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-filter-chips': LookFilterChips;
  }
}
