import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { byTouch } from '../kit/by-touch.ts';
import { formatCount } from '../kit/format.ts';
import { LOW } from '../styles/screens.ts';
import { base } from '../styles/shared.ts';
import { LookPickEvent, LookStagesEvent } from '../events/explore-events.ts';
import { BUTTONS_FOR_MANY } from './actions.ts';
import { LookFixEvent } from './fix-event.ts';

/**
 * What can be done about all samples picked at once.
 * @event look-fix - something is to be done to them
 * @event look-pick - the whole view is to be picked, or all are let go
 * @event look-stages - they alone are to be shown
 */
@customElement('look-pick-bar')
export class LookPickBar extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        position: relative;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--look-space-1) var(--look-space-2);
        padding: 6px var(--look-space-3);
        border-top: 1px solid var(--look-line);
        background: var(--look-accent-soft);
      }
      .count {
        margin-right: auto;
      }
      .how {
        display: block;
      }
      @media ${LOW} {
        :host {
          flex-wrap: nowrap;
          overflow: auto hidden;
          scrollbar-width: thin;
        }
        :host > * {
          flex: none;
        }
      }
    `,
  ];

  /** How many of the samples picked the view has. */
  private inView = 0;

  /** Samples picked. */
  @property({ attribute: false }) picked: ReadonlySet<number> = new Set();
  /** Whether a tap picks: then there is something to say before anything is picked. */
  @property({ type: Boolean }) picking = false;
  /** The view's samples. */
  @property({ attribute: false }) indices: Uint32Array = new Uint32Array(0);

  override willUpdate(): void {
    this.inView = this.indices.reduce((sum, index) => sum + (this.picked.has(index) ? 1 : 0), 0);
  }

  private readonly pickAll = (): void => {
    this.dispatchEvent(new LookPickEvent([...this.indices], 'replace'));
  };

  private readonly letGo = (): void => {
    this.dispatchEvent(new LookPickEvent([], 'clear'));
  };

  override render() {
    const { size } = this.picked;
    const whole = this.inView === this.indices.length && size === this.inView;
    return html`
      <span class="count num" role="status"
        ><strong>${formatCount(size)}</strong> picked${
          this.inView < size
            ? html`<span class="muted">, ${formatCount(size - this.inView)} not in this view</span>`
            : nothing
        }${this.picking ? html`<span class="muted how">${howToPick()}</span>` : nothing}</span
      >
      ${
        whole
          ? nothing
          : html`<button class="button small quiet" type="button" @click=${this.pickAll}>
              Pick all ${formatCount(this.indices.length)} <kbd>Ctrl A</kbd>
            </button>`
      }
      ${size > 0 ? this.renderActions() : nothing}
      <button class="button small" type="button" @click=${this.letGo}>
        ${size > 0 ? 'Let go' : 'Done'} <kbd>Esc</kbd>
      </button>
    `;
  }

  private renderActions() {
    return html`${BUTTONS_FOR_MANY.map(
        (action) =>
          html`<button
            class="button small quiet"
            type="button"
            @click=${() => this.dispatchEvent(new LookFixEvent({ action }))}
          >
            ${action.titleForMany} <kbd>${action.keys[0]}</kbd>
          </button>`,
      )}
      <button
        class="button small quiet"
        type="button"
        @click=${() => this.dispatchEvent(new LookStagesEvent([{ stage: 'select', indices: [...this.picked] }]))}
      >
        Show only these
      </button> `;
  }
}

const howToPick = (): string =>
  byTouch()
    ? 'Tap samples to pick them, hold one to pick all up to it.'
    : 'Click samples to pick them, with Shift all up to there.';

declare global {
  interface HTMLElementTagNameMap {
    'look-pick-bar': LookPickBar;
  }
}
