import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { formatCount } from '../kit/format.ts';
import { base } from '../styles/shared.ts';
import { LookRangeEvent } from '../events/explore-events.ts';
import type { ScoreBins } from '../scores/score-bins.ts';

const HEIGHT = 64;

/**
 * How a score's values are spread, known mistakes apart, with a range that a pointer draws or two fields set.
 * @event look-range - another range, or null for all
 */
@customElement('look-score-range')
export class LookScoreRange extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      svg {
        display: block;
        width: 100%;
        height: 64px;
        cursor: crosshair;
        touch-action: pan-y;
      }
      .all {
        fill: color-mix(in oklab, var(--look-line) 55%, var(--look-text-3));
      }
      .wrong {
        fill: var(--look-warn);
      }
      .outside {
        opacity: 0.35;
      }
      .window {
        fill: var(--look-accent);
        opacity: 0.14;
      }
      .edge {
        stroke: var(--look-accent);
        stroke-width: 2;
        vector-effect: non-scaling-stroke;
      }
      .floor {
        stroke: var(--look-line);
        vector-effect: non-scaling-stroke;
      }
      .fields {
        display: grid;
        grid-template-columns: 1fr auto 1fr auto;
        align-items: center;
        gap: var(--look-space-1);
        margin-top: var(--look-space-2);
      }
      .fields input {
        min-width: 0;
        width: 100%;
        min-height: 26px;
        font-size: var(--look-size-2);
      }
      .key {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--look-space-3);
        margin-top: var(--look-space-1);
        color: var(--look-text-3);
        font-size: var(--look-size-1);
      }
      .key i {
        display: inline-block;
        width: 8px;
        height: 8px;
        margin-right: 4px;
        border-radius: 2px;
      }
    `,
  ];

  private start = 0;

  @query('svg') private readonly chart!: SVGSVGElement;
  /** What a pointer is drawing, as bins. */
  @state() private drawing: [from: number, end: number] | null = null;
  @property({ attribute: false }) bins!: ScoreBins;
  /** The range that the view has, or null. */
  @property({ attribute: false }) range: { min: number; max: number } | null = null;
  /** Name of the score. */
  @property() label = '';

  private readonly onDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    this.chart.setPointerCapture(event.pointerId);
    this.start = this.binAt(event);
    this.drawing = [this.start, this.start];
  };

  private readonly onMove = (event: PointerEvent): void => {
    if (!this.drawing) return;
    const bin = this.binAt(event);
    this.drawing = [Math.min(this.start, bin), Math.max(this.start, bin)];
  };

  private readonly onUp = (): void => {
    if (!this.drawing) return;
    const [from, end] = this.drawing;
    this.drawing = null;
    // A click without a drag removes the range.
    const next = from === end ? null : { min: this.valueAt(from), max: this.valueAt(end) };
    this.dispatchEvent(new LookRangeEvent(next));
  };

  private readonly onField = (event: Event): void => {
    const { name, valueAsNumber } = event.target as HTMLInputElement;
    if (Number.isNaN(valueAsNumber)) return;
    const { min, max } = this.range ?? { min: this.bins.low, max: this.bins.high };
    const next = name === 'min' ? { min: valueAsNumber, max } : { min, max: valueAsNumber };
    this.dispatchEvent(new LookRangeEvent(next));
  };

  /** Nearest edge between bins. */
  private binAt(event: PointerEvent): number {
    const { left, width } = this.chart.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - left) / width));
    return Math.round(share * this.bins.all.length);
  }

  private valueAt(edge: number): number {
    const { low, high, all } = this.bins;
    return edge === all.length ? high : Number((low + ((high - low) * edge) / all.length).toFixed(4));
  }

  override render() {
    const { low, high, all, wrong } = this.bins;
    const count = all.length;
    const most = Math.max(1, ...all);
    // By the square root: most samples are not suspect, and the few that are must be seen.
    const tall = (n: number): number => (n === 0 ? 0 : Math.max(1.5, Math.sqrt(n / most) * (HEIGHT - 2)));
    const place = (value: number): number => Math.min(count, Math.max(0, ((value - low) / (high - low)) * count));
    const window =
      this.drawing ?? (this.range ? ([place(this.range.min), place(this.range.max)] as [number, number]) : null);
    const known = wrong.some((n) => n > 0);
    const bar = (n: number, at: number, kind: string) => {
      const outside = window && (at + 1 <= window[0] || at >= window[1]) ? 'outside' : '';
      return n === 0
        ? nothing
        : svg`<rect class="${kind} ${outside}" x=${at + 0.08} y=${HEIGHT - tall(n)} width="0.84" height=${tall(n)}></rect>`;
    };
    return html`
      <svg
        viewBox="0 0 ${count} ${HEIGHT}"
        preserveAspectRatio="none"
        role="img"
        aria-label="${this.label}: how many samples have which value, heights by the square root"
        @pointerdown=${this.onDown}
        @pointermove=${this.onMove}
        @pointerup=${this.onUp}
        @pointercancel=${() => (this.drawing = null)}
      >
        ${[...all].map((n, at) => bar(n, at, 'all'))} ${[...wrong].map((n, at) => bar(n, at, 'wrong'))}
        ${
          window
            ? svg`<rect class="window" x=${window[0]} y="0" width=${window[1] - window[0]} height=${HEIGHT}></rect>
            <line class="edge" x1=${window[0]} x2=${window[0]} y1="0" y2=${HEIGHT}></line>
            <line class="edge" x1=${window[1]} x2=${window[1]} y1="0" y2=${HEIGHT}></line>`
            : nothing
        }
        ${svg`<line class="floor" x1="0" x2=${count} y1=${HEIGHT} y2=${HEIGHT}></line>`}
      </svg>
      ${
        known
          ? html`<p class="key num">
              <span><i style="background: var(--look-warn)"></i>known wrong, ${formatCount(sum(wrong))}</span>
              <span><i style="background: var(--look-text-3)"></i>others, ${formatCount(sum(all) - sum(wrong))}</span>
            </p>`
          : nothing
      }
      <div class="fields">
        ${this.renderField('min', 'from', this.range?.min ?? low)}
        <span class="faint" aria-hidden="true">–</span>
        ${this.renderField('max', 'to', this.range?.max ?? high)}
        <button
          class="button small quiet"
          type="button"
          aria-label="Clear the range"
          ?disabled=${this.range === null}
          @click=${() => this.dispatchEvent(new LookRangeEvent(null))}
        >
          Clear
        </button>
      </div>
    `;
  }

  private renderField(name: 'min' | 'max', word: string, value: number) {
    return html`<input
      type="number"
      name=${name}
      aria-label="${this.label} ${word}"
      step="0.01"
      .value=${String(Number(value.toFixed(3)))}
      @change=${this.onField}
    />`;
  }
}

const sum = (counts: Uint32Array): number => counts.reduce((total, n) => total + n, 0);

declare global {
  interface HTMLElementTagNameMap {
    'look-score-range': LookScoreRange;
  }
}
