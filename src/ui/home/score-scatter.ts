import { LitElement, css, html, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { readColours, watchTheme } from '../samples/theme-colours.ts';
import { formatPlural } from '../kit/format.ts';
import { base } from '../styles/shared.ts';

/** Cells along a side. */
const SIDE = 48;

/** A person drew a rectangle: the samples in it. */
export class LookSamplesEvent extends CustomEvent<number[]> {
  constructor(indices: number[]) {
    super('look-samples', { detail: indices });
  }
}

/**
 * One score of two runs against each other, as a map of how many samples lie where; a rectangle drawn on it asks for its
 * samples.
 * @event look-samples - these are wanted
 */
@customElement('look-score-scatter')
export class LookScoreScatter extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 4px 6px;
        max-width: 360px;
      }
      .up {
        writing-mode: vertical-rl;
        transform: rotate(180deg);
        justify-self: center;
        align-self: center;
      }
      .axis {
        color: var(--look-text-3);
        font-size: var(--look-size-1);
      }
      .plot {
        position: relative;
        aspect-ratio: 1;
        border: 1px solid var(--look-line);
        cursor: crosshair;
        touch-action: none;
      }
      canvas {
        display: block;
        width: 100%;
        height: 100%;
        image-rendering: pixelated;
      }
      .drawn {
        position: absolute;
        border: 1px solid var(--look-accent);
        background: color-mix(in oklab, var(--look-accent) 16%, transparent);
        pointer-events: none;
      }
      .right {
        grid-column: 2;
        text-align: center;
      }
    `,
  ];

  private stopTheme = (): void => {};
  private from: [number, number] | null = null;

  @query('canvas') private readonly canvas!: HTMLCanvasElement;
  @query('.plot') private readonly plot!: HTMLElement;
  @state() private drawn: [number, number, number, number] | null = null;
  /** One value a sample, of the first run and of the second; NaN where there is none. */
  @property({ attribute: false }) earlier: Float32Array = new Float32Array(0);
  @property({ attribute: false }) later: Float32Array = new Float32Array(0);
  /** Ends of both axes. */
  @property({ attribute: false }) bounds: readonly [number, number] = [0, 1];
  /** Names of the runs. */
  @property() beforeName = '';
  @property() afterName = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopTheme = watchTheme(() => this.paint());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopTheme();
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('earlier') || changed.has('later') || changed.has('bounds')) this.paint();
  }

  private cellOf(value: number): number {
    const [low, high] = this.bounds;
    return Math.min(SIDE - 1, Math.max(0, Math.floor(((value - low) / (high - low)) * SIDE)));
  }

  private paint(): void {
    const counts = new Uint32Array(SIDE * SIDE);
    for (let i = 0; i < this.earlier.length; i++) {
      if (Number.isNaN(this.earlier[i]) || Number.isNaN(this.later[i])) continue;
      counts[(SIDE - 1 - this.cellOf(this.later[i])) * SIDE + this.cellOf(this.earlier[i])] += 1;
    }
    const most = Math.log1p(counts.reduce((a, b) => Math.max(a, b), 0));
    const { surface, accent, line } = readColours(this.renderRoot as ShadowRoot);
    this.canvas.width = this.canvas.height = SIDE;
    const context = this.canvas.getContext('2d')!;
    context.fillStyle = surface;
    context.fillRect(0, 0, SIDE, SIDE);
    for (let at = 0; at < counts.length; at++) {
      const [x, y] = [at % SIDE, Math.floor(at / SIDE)];
      context.fillStyle = counts[at] > 0 ? accent : line;
      context.globalAlpha = counts[at] > 0 ? 0.15 + (0.85 * Math.log1p(counts[at])) / most : x === SIDE - 1 - y ? 1 : 0;
      context.fillRect(x, y, 1, 1);
    }
    context.globalAlpha = 1;
  }

  private placeOf(event: PointerEvent): [number, number] {
    const { left, top, width, height } = this.plot.getBoundingClientRect();
    const share = (value: number, size: number): number => Math.min(1, Math.max(0, value / size));
    return [share(event.clientX - left, width), share(event.clientY - top, height)];
  }

  private readonly onDown = (event: PointerEvent): void => {
    this.plot.setPointerCapture(event.pointerId);
    this.from = this.placeOf(event);
  };

  private readonly onMove = (event: PointerEvent): void => {
    if (!this.from) return;
    const [[a, b], [x, y]] = [this.from, this.placeOf(event)];
    this.drawn = [Math.min(a, x), Math.min(b, y), Math.max(a, x), Math.max(b, y)];
  };

  private readonly onUp = (): void => {
    const { drawn } = this;
    this.from = null;
    this.drawn = null;
    if (!drawn) return;
    const [low, high] = this.bounds;
    const value = (share: number): number => low + share * (high - low);
    const [left, right] = [value(drawn[0]), value(drawn[2])];
    const [lower, upper] = [value(1 - drawn[3]), value(1 - drawn[1])];
    const found: number[] = [];
    for (let i = 0; i < this.earlier.length; i++) {
      const [x, y] = [this.earlier[i], this.later[i]];
      if (x >= left && x <= right && y >= lower && y <= upper) found.push(i);
    }
    if (found.length > 0) this.dispatchEvent(new LookSamplesEvent(found));
  };

  override render() {
    const { drawn } = this;
    const known = this.earlier.reduce((n, x, i) => n + (Number.isNaN(x) || Number.isNaN(this.later[i]) ? 0 : 1), 0);
    const percent = (share: number): string => `${100 * share}%`;
    const box = drawn
      ? `left: ${percent(drawn[0])}; top: ${percent(drawn[1])}; width: ${percent(drawn[2] - drawn[0])}; height: ${percent(drawn[3] - drawn[1])}`
      : '';
    return html`<span class="axis up">${this.afterName} →</span>
      <div
        class="plot"
        role="img"
        aria-label="${formatPlural(known, 'sample')}, ${this.beforeName} to the right, ${this.afterName} upwards"
        @pointerdown=${this.onDown}
        @pointermove=${this.onMove}
        @pointerup=${this.onUp}
        @pointercancel=${this.onUp}
      >
        <canvas aria-hidden="true"></canvas>
        ${drawn ? html`<div class="drawn" style=${box}></div>` : ''}
      </div>
      <span class="axis right">${this.beforeName} →</span>`;
  }
}

declare global {
  interface HTMLElementEventMap {
    'look-samples': LookSamplesEvent;
  }
  interface HTMLElementTagNameMap {
    'look-score-scatter': LookScoreScatter;
  }
}
