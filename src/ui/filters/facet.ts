import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../icons.ts';
import { byTouch } from '../kit/by-touch.ts';
import { formatCount } from '../kit/format.ts';
import type { KeyLine } from '../kit/keys.ts';
import { base } from '../styles/shared.ts';
import { LookFacetEvent } from '../events/explore-events.ts';
import type { FacetCount, FacetCounts } from './facet-counts.ts';
import type { FacetValue } from '../../core/views/edit-stages.ts';

/** Values shown before "show all", and how many that shows at most: beyond, searching is quicker. */
const FEW = 12;
const MANY = 200;

/** What Alt does to a value here, and to what the sidebar's search found or a chip says: a line of the help. */
export const LEAVE_OUT_KEYS: KeyLine = {
  keys: ['Alt Enter', 'Alt click'],
  help: 'leave a value out: in the sidebar, its search, or on a filter’s chip',
};

/**
 * One field's values with their counts; a click filters by a value, another one takes that back. With Alt, or by the small button
 * beside it, which comes with a mouse and is always there for a finger, the samples without it are asked for.
 * @event look-facet - the value chosen, left out, or taken back
 */
@customElement('look-facet')
export class LookFacet extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .value {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 42px var(--count);
        align-items: center;
        gap: var(--look-space-2);
        width: 100%;
        min-height: 24px;
        padding: 0 var(--look-space-2);
        border: 0;
        border-radius: var(--look-radius-small);
        background: none;
        color: inherit;
        font: inherit;
        text-align: left;
        cursor: pointer;
      }
      li {
        position: relative;
      }
      .leave-out {
        position: absolute;
        top: 1px;
        right: calc(var(--count) + 2 * var(--look-space-2));
        width: 42px;
        display: none;
        height: 22px;
        padding: 0;
        border: 0;
        border-radius: var(--look-radius-small);
        background: var(--look-surface-2);
        color: var(--look-text-2);
        font: inherit;
        font-size: var(--look-size-2);
        cursor: pointer;
      }
      li:hover .leave-out,
      li:focus-within .leave-out {
        display: block;
      }
      @media (hover: none) {
        .value {
          grid-template-columns: minmax(0, 1fr) 24px var(--count);
          padding-right: 48px;
        }
        .leave-out {
          inset: 0 0 0 auto;
          display: block;
          width: 44px;
          height: auto;
          background: none;
        }
      }
      .leave-out:hover {
        color: var(--look-danger);
      }
      .not s {
        color: var(--look-text-2);
      }
      .value.not[aria-pressed='true'] {
        background: var(--look-danger-soft);
      }
      .not svg.icon {
        color: var(--look-danger);
      }
      .value:hover:not([aria-pressed='true'], .not) {
        background: var(--look-surface-2);
      }
      .value[aria-pressed='true'] {
        background: var(--look-accent-soft);
      }
      .value:focus-visible {
        outline-offset: -2px;
      }
      .hit {
        outline: 1px dashed transparent;
        box-shadow: inset 0 0 0 1px var(--look-accent);
      }
      .name {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .bar {
        height: 3px;
        border-radius: 2px;
        background: var(--look-surface-2);
      }
      .bar i {
        display: block;
        height: 100%;
        border-radius: 2px;
        background: var(--look-text-3);
      }
      .warm .bar i {
        background: var(--look-warn);
      }
      .teal .bar i {
        background: var(--look-accent);
      }
      .count {
        color: var(--look-text-2);
        text-align: right;
      }
      .none .name,
      .none .count {
        color: var(--look-text-3);
      }
      svg.icon {
        width: 12px;
        height: 12px;
        color: var(--look-accent);
        vertical-align: -1px;
      }
      .rest {
        margin: 4px var(--look-space-2);
        font-size: var(--look-size-2);
      }
      .more {
        margin-left: var(--look-space-2);
      }
    `,
  ];

  @state() private all = false;
  @property({ attribute: false }) counts!: FacetCounts;
  /** Whether only some of the values are here because a search left them: then many are shown at once. */
  @property({ type: Boolean }) searched = false;
  /** The value that Enter in the search toggles, or null. */
  @property({ attribute: false }) hit: FacetValue | null = null;

  override render() {
    const { values, facet } = this.counts;
    const shown = values.slice(0, this.all || this.searched ? MANY : FEW);
    const most = values.reduce((max, { count }) => Math.max(max, count), 1);
    const tone = facet === 'given' ? 'warm' : facet === 'predicted' ? 'teal' : '';
    // As wide as the longest count, so that the button beside it knows where it begins.
    const digits = formatCount(most).length;
    return html`<ul class=${tone} style="--count: max(36px, ${digits}ch)">
        ${repeat(
          shown,
          ({ value }) => value,
          (value) => html`<li>${this.renderValue(value, most)}</li>`,
        )}
      </ul>
      ${
        values.length > shown.length && !this.all && !this.searched
          ? html`<button class="button small quiet more" type="button" @click=${() => (this.all = true)}>
              Show
              ${values.length > MANY ? `the first ${MANY} of ${formatCount(values.length)}` : `all ${values.length}`}
            </button>`
          : nothing
      }
      ${
        values.length > shown.length && (this.all || this.searched)
          ? html`<p class="muted rest">
              ${formatCount(values.length - shown.length)} more: type
              ${this.searched ? 'more of the name' : 'a name above'} to find them.
            </p>`
          : nothing
      }`;
  }

  private ask(value: FacetValue, not: boolean): void {
    this.dispatchEvent(new LookFacetEvent(value, not));
  }

  private renderValue({ value, name, count, chosen, not }: FacetCount, most: number) {
    return html`<button
        class="value ${count === 0 ? 'none' : ''} ${not ? 'not' : ''} ${this.hit === value ? 'hit' : ''}"
        type="button"
        aria-pressed=${chosen || not}
        aria-keyshortcuts="Alt+Enter"
        title=${byTouch() ? name : `${name}; Alt and click ${not ? 'takes it back' : 'leaves it out'}`}
        @click=${(event: MouseEvent) => this.ask(value, event.altKey)}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key !== 'Enter' || !event.altKey) return;
          event.preventDefault();
          this.ask(value, true);
        }}
      >
        <span class="name"
          >${
            not
              ? html`<span class="visually-hidden">not</span> ${icon('equal-not')} <s>${name}</s>`
              : html`${chosen ? icon('check') : nothing} ${name}`
          }</span
        >
        <span class="bar"><i style="width: ${(100 * count) / most}%"></i></span>
        <span class="count num">${formatCount(count)}</span>
      </button>
      ${
        not
          ? nothing
          : html`<button
              class="leave-out"
              type="button"
              tabindex="-1"
              aria-label="not ${name}"
              @click=${() => this.ask(value, true)}
            >
              not
            </button>`
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-facet': LookFacet;
  }
}
