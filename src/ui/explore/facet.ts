import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../icons.ts';
import { formatCount } from '../kit/format.ts';
import { base } from '../styles/shared.ts';
import { LookFacetEvent } from './events.ts';
import type { FacetCount, FacetCounts } from './facet-counts.ts';

/** Values shown before "show all", and how many that shows at most: beyond, searching is quicker. */
const FEW = 12;
const MANY = 200;

/**
 * One field's values with their counts; a click filters by a value, another one takes that back.
 * @event look-facet - the value chosen or taken back
 */
@customElement('look-facet')
export class LookFacet extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        min-height: 24px;
        padding: 0 var(--look-space-2);
      }
      input[type='search'] {
        width: calc(100% - 2 * var(--look-space-2));
        min-height: 28px;
        margin: var(--look-space-1) var(--look-space-2);
        font-size: var(--look-size-2);
      }
      .value {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 42px minmax(36px, auto);
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
      .value:hover:not([aria-pressed='true']) {
        background: var(--look-surface-2);
      }
      .value[aria-pressed='true'] {
        background: var(--look-accent-soft);
      }
      .value:focus-visible {
        outline-offset: -2px;
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
      .more {
        margin-left: var(--look-space-2);
      }
    `,
  ];

  @state() private search = '';
  @state() private all = false;
  @property({ attribute: false }) counts!: FacetCounts;

  private readonly onSearch = (event: Event): void => {
    this.search = (event.target as HTMLInputElement).value;
  };

  override render() {
    const { title, values, facet } = this.counts;
    const wanted = this.search.trim().toLowerCase();
    const found = wanted ? values.filter(({ name }) => name.toLowerCase().includes(wanted)) : values;
    const shown = found.slice(0, this.all || wanted ? MANY : FEW);
    const most = values.reduce((max, { count }) => Math.max(max, count), 1);
    const tone = facet === 'given' ? 'warm' : facet === 'predicted' ? 'teal' : '';
    return html`<section aria-label=${title} class=${tone}>
      <div class="head">
        <h2 class="section-head">${title}</h2>
        ${values.length > FEW ? html`<span class="faint num">${formatCount(values.length)}</span>` : nothing}
      </div>
      ${
        values.length > FEW
          ? html`<input
              type="search"
              placeholder="Search"
              aria-label="Search ${title.toLowerCase()}"
              .value=${this.search}
              @input=${this.onSearch}
            />`
          : nothing
      }
      <ul>
        ${repeat(
          shown,
          ({ value }) => value,
          (value) => html`<li>${this.renderValue(value, most)}</li>`,
        )}
      </ul>
      ${found.length === 0 ? html`<p class="faint more">no such value</p>` : nothing}
      ${
        found.length > shown.length && !this.all && !wanted
          ? html`<button class="button small quiet more" type="button" @click=${() => (this.all = true)}>
              Show ${found.length > MANY ? `the first ${MANY}` : `all ${found.length}`}
            </button>`
          : nothing
      }
    </section>`;
  }

  private renderValue({ value, name, count, chosen }: FacetCount, most: number) {
    return html`<button
      class="value ${count === 0 ? 'none' : ''}"
      type="button"
      aria-pressed=${chosen}
      title=${name}
      @click=${() => this.dispatchEvent(new LookFacetEvent(value))}
    >
      <span class="name">${chosen ? icon('check') : nothing} ${name}</span>
      <span class="bar"><i style="width: ${(100 * count) / most}%"></i></span>
      <span class="count num">${formatCount(count)}</span>
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-facet': LookFacet;
  }
}
