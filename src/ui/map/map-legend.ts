import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { REVIEWED } from '../../core/dataset/types.ts';
import { byTouch } from '../kit/by-touch.ts';
import { formatCount, formatDecimal } from '../kit/format.ts';
import { Hold, noMenuByTouch } from '../kit/hold.ts';
import { tip } from '../kit/tip.ts';
import { base } from '../styles/shared.ts';
import type { Colouring, LegendEntry } from './colouring.ts';
import { scaleGradient, toCss, type Theme } from './map-colours.ts';

/** A legend's entry is to be shown or hidden, by its code; `alone` hides all others, or shows all where they are hidden. */
export class LookLegendEvent extends CustomEvent<{ code: number; alone: boolean }> {
  constructor(detail: { code: number; alone: boolean }) {
    super('look-legend', { detail });
  }
}

/** The shapes of `DOT_SHAPES` that stand for decisions. */
const SHAPES = [
  { decision: REVIEWED.kept, name: 'confirmed', path: 'M0-5 5 0 0 5-5 0Z' },
  { decision: REVIEWED.relabelled, name: 'relabelled', path: 'M-4-4H4V4H-4Z' },
  { decision: REVIEWED.excluded, name: 'excluded', path: 'M-5-3-3-5 0-2 3-5 5-3 2 0 5 3 3 5 0 2-3 5-5 3-2 0Z' },
  { decision: REVIEWED.unsure, name: 'unsure', path: 'M0-5 5 4H-5Z' },
];

/** Entries up to which all are shown, and how many of them with more: those with the most samples. */
const MOST = 100;
const FEW = 50;

/**
 * What the colours of a map mean, how many samples of the view have each, and a button to turn each off.
 * @event look-legend - an entry is to be shown or hidden
 */
@customElement('look-map-legend')
export class LookMapLegend extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
        max-height: 112px;
        padding: var(--look-space-2) var(--look-space-3);
        overflow: auto;
        border-top: 1px solid var(--look-line);
        background: var(--look-surface);
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 2px;
      }
      button {
        display: flex;
        align-items: center;
        gap: 6px;
        min-height: 24px;
        padding: 0 8px 0 6px;
        border: 0;
        border-radius: 12px;
        background: none;
        color: var(--look-text);
        font: inherit;
        font-size: var(--look-size-2);
        cursor: pointer;
      }
      button:hover {
        background: var(--look-surface-2);
      }
      button[aria-pressed='false'] {
        color: var(--look-text-3);
        text-decoration: line-through;
      }
      .swatch {
        width: 10px;
        height: 10px;
        border-radius: 50%;
        forced-color-adjust: none;
      }
      button[aria-pressed='false'] .swatch {
        background: none !important;
        box-shadow: inset 0 0 0 1.5px var(--look-text-3);
      }
      .more {
        margin-top: var(--look-space-1);
        font-size: var(--look-size-2);
      }
      .clipped {
        max-width: 160px;
      }
      .count {
        color: var(--look-text-3);
      }
      .shapes {
        gap: var(--look-space-1) var(--look-space-3);
        margin-top: var(--look-space-1);
        color: var(--look-text-2);
        font-size: var(--look-size-2);
      }
      .shapes li {
        display: flex;
        align-items: center;
        gap: 5px;
      }
      .shapes svg {
        width: 12px;
        height: 12px;
        fill: none;
        stroke: currentcolor;
        stroke-width: 1.5;
      }
      .scale {
        display: flex;
        align-items: center;
        gap: var(--look-space-2);
        font-size: var(--look-size-2);
      }
      .ramp {
        flex: 1;
        max-width: 220px;
        height: 10px;
        border-radius: 5px;
        forced-color-adjust: none;
      }
    `,
  ];

  /** Code of the entry that a finger is on. */
  private pressed = 0;
  private readonly hold = new Hold(() => this.dispatchEvent(new LookLegendEvent({ code: this.pressed, alone: true })));

  @property({ attribute: false }) colouring!: Colouring;
  @property({ attribute: false }) counts: ReadonlyMap<number, number> = new Map();
  @property({ attribute: false }) off: ReadonlySet<number> = new Set();
  @property() theme: Theme = 'light';
  /** What was decided about the samples shown, as in `REVIEWED`: each such decision has a shape. */
  @property({ attribute: false }) decisions: ReadonlySet<number> = new Set();

  private readonly onDown = (event: PointerEvent, code: number): void => {
    this.pressed = code;
    this.hold.down(event);
  };

  private toggle(event: MouseEvent, code: number): void {
    if (this.hold.takeClick(event)) return;
    this.dispatchEvent(new LookLegendEvent({ code, alone: event.shiftKey || event.altKey }));
  }

  override render() {
    const { entries, scale } = this.colouring;
    return html`${entries.length === 0 ? this.renderScale(scale) : this.renderEntries(entries)} ${this.renderShapes()}`;
  }

  /** Shapes tell what was decided, whatever the colours say. */
  private renderShapes() {
    const decided = SHAPES.filter(({ decision }) => this.decisions.has(decision));
    if (decided.length === 0) return nothing;
    return html`<ul class="shapes" aria-label="Shapes of what is decided">
      ${decided.map(({ name, path }) => {
        return html`<li>
          <svg viewBox="-6 -6 12 12" aria-hidden="true"><path d=${path} /></svg>
          ${name}
        </li>`;
      })}
    </ul>`;
  }

  private renderEntries(entries: readonly LegendEntry[]) {
    const count = ({ code }: LegendEntry): number => this.counts.get(code) ?? 0;
    const shown = entries.length > MOST ? [...entries].sort((a, b) => count(b) - count(a)).slice(0, FEW) : entries;
    return html`<ul aria-label="Legend">
        ${shown.map(
          ({ code, name, colour }) =>
            html`<li>
              <button
                type="button"
                aria-pressed=${!this.off.has(code)}
                @pointerdown=${(event: PointerEvent) => this.onDown(event, code)}
                @pointermove=${(event: PointerEvent) => this.hold.move(event)}
                @pointerup=${() => this.hold.stop()}
                @pointercancel=${() => this.hold.stop()}
                @contextmenu=${noMenuByTouch}
                @click=${(event: MouseEvent) => this.toggle(event, code)}
                ${tip(byTouch() ? 'Tap to hide or show it, hold for it alone' : 'Click to hide or show it, shift-click for it alone')}
              >
                <span class="swatch" style="background: ${toCss(colour)}"></span
                ><span class="clipped" title=${name}>${name}</span>
                <span class="count num">${formatCount(this.counts.get(code) ?? 0)}</span>
              </button>
            </li>`,
        )}
      </ul>
      ${
        shown.length < entries.length
          ? html`<p class="muted more">
              The ${FEW} with the most samples of ${formatCount(entries.length)}; the search in the sidebar finds any.
            </p>`
          : nothing
      }`;
  }

  private renderScale(scale: Colouring['scale']) {
    if (!scale) return html`<p class="muted">No sample has a value.</p>`;
    const { low, high, reversed } = scale;
    const ends = reversed ? [high, low] : [low, high];
    return html`<div class="scale">
      <span class="num">${formatDecimal(ends[0])}</span>
      <span class="ramp" role="presentation" style="background: ${scaleGradient(this.theme)}"></span>
      <span class="num">${formatDecimal(ends[1])}</span>
      ${reversed ? html`<span class="count">low stands out</span>` : nothing}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-map-legend': LookMapLegend;
  }
  interface HTMLElementEventMap {
    'look-legend': LookLegendEvent;
  }
}
