import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatCount } from '../kit/format.ts';
import { base } from '../styles/shared.ts';
import { LookPickEvent, LookStagesEvent } from '../events/explore-events.ts';
import { BUTTONS_FOR_MANY } from './actions.ts';
import { LookFixEvent } from './fix-event.ts';

/**
 * What can be done about all samples picked at once.
 * @event look-fix - something is to be done to them
 * @event look-pick - they are let go
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
      @media (height < 560px) {
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
  /** The view's samples. */
  @property({ attribute: false }) indices: Uint32Array = new Uint32Array(0);

  override willUpdate(): void {
    this.inView = this.indices.reduce((sum, index) => sum + (this.picked.has(index) ? 1 : 0), 0);
  }

  override render() {
    const { size } = this.picked;
    return html`
      <span class="count num" role="status"
        ><strong>${formatCount(size)}</strong> picked${
          this.inView < size
            ? html`<span class="muted">, ${formatCount(size - this.inView)} not in this view</span>`
            : nothing
        }</span
      >
      ${BUTTONS_FOR_MANY.map(
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
      </button>
      <button class="button small" type="button" @click=${() => this.dispatchEvent(new LookPickEvent([], 'replace'))}>
        Let go <kbd>Esc</kbd>
      </button>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-pick-bar': LookPickBar;
  }
}
