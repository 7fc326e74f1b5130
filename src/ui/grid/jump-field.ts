import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { nameOf } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import { fieldAt } from '../../core/views/fields.ts';
import type { ViewStage } from '../../core/views/stages.ts';
import { formatCount } from '../kit/format.ts';
import { tip } from '../kit/tip.ts';
import { sampleTitle } from '../samples/sample-names.ts';
import { base } from '../styles/shared.ts';
import { LookLeaveEvent, LookSelectEvent } from '../events/explore-events.ts';
import { sortOf } from '../../core/views/edit-stages.ts';

/**
 * Goes to a sample of the view by its index, by a part of its name, or by a value of the score that the view is sorted by. Enter once more
 * goes to the next one of that name.
 * @event look-select - a sample is to be looked at
 * @event look-leave - the keyboard is to go back to the grid
 */
@customElement('look-jump-field')
export class LookJumpField extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--look-space-3);
      }
      input {
        width: 92px;
      }
      .named {
        width: 176px;
      }
      .problem {
        color: var(--look-danger);
      }
    `,
  ];

  /** The part of a name that was looked for last, and the place where it was found; −1 for none. */
  private sought = '';
  private found = -1;
  /** Whether the last key pressed was Enter: the browser also tells of a change where a person goes elsewhere. */
  private entered = false;
  /** Whether there are other samples of that name. */
  @state() private several = false;
  /** Why a jump found nothing. */
  @state() private problem = '';
  @property({ attribute: false }) table!: Table;
  @property({ attribute: false }) stages: readonly ViewStage[] = [];
  /** The view's samples. */
  @property({ attribute: false }) indices: Uint32Array = new Uint32Array(0);

  private readonly onJump = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const text = input.value.trim();
    this.problem = '';
    this.several = false;
    if (text === '') return;
    const named = this.isName(text);
    const place = named
      ? this.placeOfName(text)
      : text.includes('.')
        ? this.placeOfScore(Number(text))
        : this.placeOfIndex(Number(text));
    this.found = named ? place : -1;
    if (place < 0) return;
    if (!named) input.value = '';
    this.dispatchEvent(new LookSelectEvent(this.indices[place]));
    // Enter goes to the next one of that name as long as there are others; in the grid it would decide.
    this.several = named && this.countNamed(text) > 1;
    if (this.entered && !this.several) this.dispatchEvent(new LookLeaveEvent());
  };

  private readonly onInput = (): void => {
    this.problem = '';
    this.several = false;
  };

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('indices')) return;
    this.problem = '';
    this.several = false;
  }

  private countNamed(text: string): number {
    const wanted = text.toLowerCase();
    const whole = this.isStem(text);
    return this.indices.reduce((sum, index) => {
      const name = nameOf(this.table, index);
      return sum + Number(whole ? stemOf(name) === wanted : name.toLowerCase().includes(wanted));
    }, 0);
  }

  /** The browser tells of no change where the same is asked for again. */
  private readonly onKey = (event: KeyboardEvent): void => {
    this.entered = event.key === 'Enter';
    if (event.key === 'Escape') this.dispatchEvent(new LookLeaveEvent());
    if (event.key === 'Enter' && this.found >= 0 && (event.target as HTMLInputElement).value.trim() === this.sought) {
      this.onJump(event);
    }
  };

  /** Whether a name is meant: what is no number, has leading zeros as only names do, or is what a file is called. */
  private isName(text: string): boolean {
    const { table } = this;
    if (table.names === null) return false;
    return Number.isNaN(Number(text)) || /^0\d/.test(text) || this.isStem(text);
  }

  /** Whether a file of the data set is called this, without its folder and ending. */
  private isStem(text: string): boolean {
    return this.table.names!.some((name) => stemOf(name) === text.toLowerCase());
  }

  /**
   * The next sample, in the view's order, whose file is called this, or where there is none whose name has it in it, in whatever case; after
   * the last one the first.
   */
  private placeOfName(text: string): number {
    const { indices, table } = this;
    const wanted = text.toLowerCase();
    const whole = this.isStem(text);
    const from = text === this.sought ? this.found + 1 : 0;
    this.sought = text;
    for (let k = 0; k < indices.length; k++) {
      const place = (from + k) % indices.length;
      const name = nameOf(table, indices[place]);
      if (whole ? stemOf(name) === wanted : name.toLowerCase().includes(wanted)) return place;
    }
    this.problem = whole ? `“${text}” is not in this view.` : `No name in this view has “${text}” in it.`;
    return -1;
  }

  private placeOfIndex(index: number): number {
    const place = this.indices.indexOf(index);
    const named = this.table.names?.[index] ? ` (${sampleTitle(this.table, index)})` : '';
    if (!Number.isInteger(index) || index < 0 || index >= this.table.count) {
      this.problem = `Samples are 0 … ${formatCount(this.table.count - 1)}.`;
    } else if (place < 0) this.problem = `Sample ${index}${named} is not in this view.`;
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

  override render() {
    const named = this.table.names !== null;
    return html`${this.problem ? html`<span class="problem" role="alert">${this.problem}</span>` : nothing}
      ${this.several ? html`<span class="muted" role="status">Enter: next · Esc: to the samples</span>` : nothing}
      <input
        class=${named ? 'named' : ''}
        type="text"
        inputmode=${named ? 'text' : 'decimal'}
        placeholder="Go to …"
        aria-label="Go to the sample with this index${named ? ', or with this in its name' : ''}, or to this value of the score sorted by"
        ${tip(`An index, 1347, ${named ? 'a part of a name, ' : ''}or with a point a value of the score sorted by, 0.87`)}
        @input=${this.onInput}
        @change=${this.onJump}
        @keydown=${this.onKey}
      />`;
  }
}

/** What a file is called without its folder and ending, in small letters. */
const stemOf = (name: string): string =>
  name
    .slice(name.lastIndexOf('/') + 1)
    .replace(/(?<=.)\.[^.]*$/, '')
    .toLowerCase();

declare global {
  interface HTMLElementTagNameMap {
    'look-jump-field': LookJumpField;
  }
}
