import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Table } from '../../core/dataset/table.ts';
import { fieldAt } from '../../core/views/fields.ts';
import type { ViewStage } from '../../core/views/stages.ts';
import { formatCount } from '../kit/format.ts';
import { tip } from '../kit/tip.ts';
import { base } from '../styles/shared.ts';
import { LookSelectEvent } from '../events/explore-events.ts';
import { sortOf } from '../../core/views/edit-stages.ts';

/**
 * Goes to a sample of the view by its index, or by a value of the score that the view is sorted by.
 * @event look-select - a sample is to be looked at
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
      .problem {
        color: var(--look-danger);
      }
    `,
  ];

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

  override render() {
    return html`${this.problem ? html`<span class="problem" role="alert">${this.problem}</span>` : nothing}
      <input
        type="text"
        inputmode="decimal"
        placeholder="Go to …"
        aria-label="Go to the sample with this index, or to this value of the score sorted by"
        ${tip('An index, 1347, or with a point a value of the score sorted by, .87')}
        @change=${this.onJump}
      />`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-jump-field': LookJumpField;
  }
}
