import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { printable } from '../../../core/dataset/names.ts';
import type { Table } from '../../../core/dataset/table.ts';
import { baseName } from '../../../core/formats/listing/paths.ts';
import type { Pictures } from '../../samples/pictures.ts';
import { icon } from '../../icons.ts';
import { formatCount } from '../../kit/format.ts';
import { tip } from '../../kit/tip.ts';
import { classTitle, sampleTitle } from '../../samples/sample-names.ts';
import { base } from '../../styles/shared.ts';
import { ROW, ROWS_IN_SIGHT, SIDE, duplicateListStyles, picturesIn } from './duplicate-list-styles.ts';
import { fixesOf, membersOf, type DuplicateMember, type DuplicateRow } from './duplicate-rows.ts';

/** Rows drawn above and below those in sight. */
const SPARE = 3;

/** A person wants to see these samples together, one of them closely. */
export class LookShowSamplesEvent extends CustomEvent<{ indices: readonly number[]; chosen: number | null }> {
  constructor(indices: readonly number[], chosen: number | null) {
    super('look-show-samples', { detail: { indices, chosen } });
  }
}

/** A person wants a group settled: all of it given a label, or its samples in a split left out. */
export class LookSettleEvent extends CustomEvent<
  { indices: readonly number[] } & ({ label: number } | { split: number })
> {
  constructor(detail: { indices: readonly number[] } & ({ label: number } | { split: number })) {
    super('look-settle', { detail });
  }
}

/**
 * Groups of samples with their pictures side by side, thousands of them: only those in sight are drawn. One stop for the Tab key; the
 * arrow keys go from group to group and from picture to picture.
 * @event look-show-samples - a group is to be shown in the explorer
 * @event look-settle - a group is to be settled by one label, or by leaving a split's samples out
 */
@customElement('look-duplicate-list')
export class LookDuplicateList extends LitElement {
  static override styles = [base, duplicateListStyles];

  private readonly sizes = new ResizeObserver(() => this.measure());

  @query('.scroller') private readonly scroller!: HTMLElement | null;
  /** Number of the first row in sight, how many are, and how many pictures fit beside one another. */
  @state() private first = 0;
  @state() private inSight = 6;
  @state() private fit = 6;
  /** Number of the row that the Tab key comes to. */
  @state() private active = 0;
  /** Whether a wheel or a finger over the list moves it, and not the page. */
  @state() private scrolls = false;
  private hadFocus = false;
  @property({ attribute: false }) rows: readonly DuplicateRow[] = [];
  @property({ attribute: false }) table!: Table;
  @property({ attribute: false }) pictures!: Pictures;
  /** What the list is of, for those who cannot see it. */
  @property() label = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.sizes.observe(this);
    this.pictures?.addEventListener('look-pictures', this.draw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
    this.pictures.removeEventListener('look-pictures', this.draw);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    this.hadFocus = changed.has('rows') && (this.shadowRoot?.activeElement ?? null) !== null;
    if (!changed.has('rows')) return;
    this.active = Math.max(0, Math.min(this.active, this.rows.length - 1));
    this.first = Math.max(0, Math.min(this.first, this.rows.length - this.inSight));
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('pictures')) {
      changed.get('pictures')?.removeEventListener('look-pictures', this.draw);
      this.pictures.addEventListener('look-pictures', this.draw);
    }
    const wanted = [...this.renderRoot.querySelectorAll<HTMLElement>('.member')].map((one) =>
      Number(one.dataset.index),
    );
    this.pictures.want('grid', wanted, Math.round(SIDE * devicePixelRatio));
    this.draw();
    // The focused row is settled and gone: the one in its place gets the focus.
    if (this.hadFocus && !this.shadowRoot?.activeElement) this.buttonsOf(this.active)[0]?.focus();
  }

  private measure(): void {
    this.fit = picturesIn(this.clientWidth);
    this.inSight = Math.ceil((this.scroller?.clientHeight ?? 6 * ROW) / ROW) + 1;
  }

  private readonly draw = (): void => {
    for (const member of this.renderRoot.querySelectorAll<HTMLElement>('.member')) {
      this.pictures.drawOver(member.querySelector('canvas')!, Number(member.dataset.index));
    }
  };

  private readonly onScroll = (): void => {
    this.first = Math.floor(this.scroller!.scrollTop / ROW);
  };

  private readonly onFocus = (event: FocusEvent): void => {
    const row = (event.target as HTMLElement).closest('li');
    if (row) this.active = Number(row.dataset.row);
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 };
    const last = this.rows.length - 1;
    const { key } = event;
    if (key in steps) void this.goTo(this.active + steps[key]);
    else if (key === 'Home') void this.goTo(0);
    else if (key === 'End') void this.goTo(last);
    else if (key === 'ArrowRight' || key === 'ArrowLeft') this.goBeside(key === 'ArrowRight' ? 1 : -1);
    else return;
    event.preventDefault();
  };

  /** Takes the keyboard to a row, which may not be drawn yet. */
  private async goTo(row: number): Promise<void> {
    this.active = Math.max(0, Math.min(this.rows.length - 1, row));
    const { scroller, active } = this;
    const top = active * ROW;
    if (top < scroller!.scrollTop) scroller!.scrollTop = top;
    const under = top + ROW - scroller!.clientHeight;
    if (under > scroller!.scrollTop) scroller!.scrollTop = under;
    this.onScroll();
    await this.updateComplete;
    this.buttonsOf(active)[0]?.focus({ preventScroll: true });
  }

  private goBeside(step: number): void {
    const buttons = this.buttonsOf(this.active);
    const at = buttons.findIndex((button) => button.matches(':focus'));
    buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
  }

  private buttonsOf(row: number): HTMLButtonElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLButtonElement>(`li[data-row="${row}"] button`)];
  }

  override render() {
    const { rows } = this;
    const from = Math.max(0, this.first - SPARE);
    const drawn = rows.slice(from, this.first + this.inSight + SPARE).map((row, j) => ({ row, at: from + j }));
    return html`<div class="scroller ${this.scrolls ? 'scrolls' : ''}" @scroll=${this.onScroll}>
        <ul
          aria-label=${this.label}
          style="height: ${rows.length * ROW}px"
          @focusin=${this.onFocus}
          @keydown=${this.onKey}
        >
          ${repeat(
            drawn,
            ({ row }) => row.indices[0],
            ({ row, at }) => this.renderRow(row, at),
          )}
        </ul>
      </div>
      ${
        rows.length > ROWS_IN_SIGHT
          ? html`<button
              class="button small scroll"
              type="button"
              aria-pressed=${this.scrolls}
              @click=${() => (this.scrolls = !this.scrolls)}
            >
              Scroll through all ${formatCount(rows.length)} groups
            </button>`
          : nothing
      }`;
  }

  private renderRow({ indices, notes }: DuplicateRow, at: number) {
    const members = membersOf(this.table, indices);
    const shown = members.length > this.fit ? members.slice(0, this.fit - 1) : members;
    const tabindex = at === this.active ? 0 : -1;
    return html`<li data-row=${at} aria-setsize=${this.rows.length} aria-posinset=${at + 1} style="top: ${at * ROW}px">
      <div class="notes">
        ${notes.map(({ text, grave }) => html`<span class=${grave ? 'grave' : ''}>${text}</span>`)}
      </div>
      <div class="members">
        ${shown.map((member) => this.renderMember(member, indices, tabindex))}
        ${
          shown.length < members.length
            ? html`<span class="more num">+ ${formatCount(members.length - shown.length)}</span>`
            : nothing
        }
      </div>
      ${this.renderFixes(indices, tabindex)}
      <button
        class="button quiet small show"
        type="button"
        tabindex=${tabindex}
        aria-label="Show these ${indices.length} samples in the explorer"
        ${tip('Show in the explorer')}
        @click=${() => this.dispatchEvent(new LookShowSamplesEvent(indices, null))}
      >
        ${icon('arrow-right')}
      </button>
    </li>`;
  }

  private renderFixes(indices: readonly number[], tabindex: number) {
    const { classes, splits: allSplits } = this.table;
    const { labels, splits } = fixesOf(this.table, indices);
    const button = (name: string, long: string, decision: { label: number } | { split: number }, suggested = false) =>
      html`<button
        class="button small ${suggested ? 'suggested' : ''}"
        type="button"
        tabindex=${tabindex}
        aria-label=${long}
        title=${long}
        @click=${() => this.dispatchEvent(new LookSettleEvent({ indices, ...decision }))}
      >
        <span>${name}</span>
      </button>`;
    const say = (label: number, suggested: boolean): string =>
      `Label all ${indices.length} ${classTitle(classes, label)}${suggested ? ', as the network says' : ''}`;
    return html`<div class="fixes">
      ${
        labels.length > 0
          ? html`<div>
              <span class="doing">label all</span>
              ${labels.map(({ label, suggested }) => button(classTitle(classes, label), say(label, suggested), { label }, suggested))}
            </div>`
          : nothing
      }
      ${
        splits.length > 0
          ? html`<div>
              <span class="doing">leave out</span>
              ${splits.map((split) =>
                button(allSplits[split].name, `Leave out those in ${allSplits[split].name}`, { split }),
              )}
            </div>`
          : nothing
      }
    </div>`;
  }

  private renderMember({ index, doubted }: DuplicateMember, indices: readonly number[], tabindex: number) {
    const { table, pictures } = this;
    const excluded = table.excluded[index] === 1;
    const split = printable(table.splits[table.split[index]].name);
    const label = classTitle(table.classes, table.current[index]);
    // The end of a path tells samples apart; the whole of it stands in the title.
    const short = table.names ? printable(baseName(table.names[index])) : `${split} ${index}`;
    const { width, height } = pictures.canvasSize(SIDE);
    return html`<button
      class="member ${doubted ? 'doubted' : ''} ${excluded ? 'excluded' : ''}"
      type="button"
      data-index=${index}
      tabindex=${tabindex}
      title="${label}, ${split}, ${sampleTitle(table, index)}"
      @click=${() => this.dispatchEvent(new LookShowSamplesEvent(indices, index))}
    >
      <canvas class=${pictures.small ? 'small' : ''} width=${width} height=${height} aria-hidden="true"></canvas>
      <span class="label">${label}</span>
      <span class="num">${excluded ? 'left out' : short}</span>
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-duplicate-list': LookDuplicateList;
  }
  interface HTMLElementEventMap {
    'look-show-samples': LookShowSamplesEvent;
    'look-settle': LookSettleEvent;
  }
}
