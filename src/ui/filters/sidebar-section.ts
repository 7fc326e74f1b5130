import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { icon } from '../icons.ts';
import { base } from '../styles/shared.ts';
import { LookSectionEvent } from '../events/explore-events.ts';

/**
 * A part of the sidebar that opens and closes under its heading.
 * @slot - what is in it; nothing need be there while it is closed
 * @event look-section - it is to be opened or closed
 */
@customElement('look-sidebar-section')
export class LookSidebarSection extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .head {
        display: flex;
        gap: var(--look-space-1);
        align-items: center;
        width: 100%;
        min-height: 26px;
        padding: 0 var(--look-space-2) 0 2px;
        border: 0;
        border-radius: var(--look-radius-small);
        background: none;
        text-align: left;
        cursor: pointer;
        font: inherit;
        font-size: var(--look-size-1);
        font-weight: 600;
        letter-spacing: 0.07em;
        text-transform: uppercase;
        color: var(--look-text-3);
      }
      .head:hover {
        background: var(--look-surface-2);
      }
      .head:focus-visible {
        outline-offset: -2px;
      }
      .head span:first-of-type {
        flex: 1;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .note {
        flex: none;
        letter-spacing: 0;
        text-transform: none;
      }
      .note.chosen {
        color: var(--look-accent-text);
      }
      svg.icon {
        width: 14px;
        height: 14px;
        transition: rotate 0.12s;
      }
      [aria-expanded='false'] svg.icon {
        rotate: -90deg;
      }
    `,
  ];

  @property() heading = '';
  /** A few characters at the end of the heading. */
  @property() note = '';
  /** Whether the view filters by something in here. */
  @property({ type: Boolean }) chosen = false;
  @property({ type: Boolean }) open = false;

  override render() {
    const { heading, note, chosen, open } = this;
    return html`<section aria-label=${heading}>
      <h2>
        <button
          class="head"
          type="button"
          aria-expanded=${open}
          @click=${() => this.dispatchEvent(new LookSectionEvent(!open))}
        >
          ${icon('chevron-down')}<span>${heading}</span>${
            note ? html`<span class="note num ${chosen ? 'chosen' : ''}">${note}</span>` : nothing
          }
        </button>
      </h2>
      ${open ? html`<slot></slot>` : nothing}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-sidebar-section': LookSidebarSection;
  }
}
