import { LitElement, css, html, unsafeCSS, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type uPlot from 'uplot';
import uplotCss from 'uplot/dist/uPlot.min.css?inline';
import { formatDecimal } from '../kit/format.ts';
import { readColours, watchTheme, type ThemeColours } from '../samples/theme-colours.ts';

/** A point of a curve: epochs behind it, and the figure. */
export type CurvePoint = readonly [epoch: number, value: number];

/** How a figure is written, on the axis and in words. */
export type FormatFigure = (value: number) => string;

/** Where the axis ends before there is a point. */
const EMPTY_TOP = 3;

/** One figure over the epochs of a run: a point an epoch, and faintly the batches between; another beside it, dashed. */
@customElement('look-curve')
export class Curve extends LitElement {
  static override styles = [
    unsafeCSS(uplotCss),
    css`
      :host {
        display: block;
        position: relative;
        min-width: 0;
      }
      .plot {
        height: 100%;
      }
    `,
  ];

  private chart: uPlot | null = null;
  private library: typeof uPlot | null = null;
  /** What the chart was made for. */
  private drawn = '';
  private readonly resizing = new ResizeObserver(() => this.fit());
  private colours: ThemeColours | null = null;
  private stopTheme = (): void => {};

  @query('.plot') private plot!: HTMLElement;

  /** What the vertical axis shows, with its unit: "loss (nats)". */
  @property() label = '';
  /** Epochs of the whole run: the axis reaches that far from the start. */
  @property({ type: Number }) epochs = 1;
  /** One point an epoch. */
  @property({ attribute: false }) points: readonly CurvePoint[] = [];
  /** Points between, as they came. */
  @property({ attribute: false }) batches: readonly CurvePoint[] = [];
  /** Another figure of the same unit, one point an epoch. */
  @property({ attribute: false }) others: readonly CurvePoint[] = [];
  @property({ attribute: false }) format: FormatFigure = formatDecimal;
  /** Highest value of the axis; left out, it follows the points. */
  @property({ type: Number }) top?: number;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopTheme = watchTheme(() => {
      this.colours = null;
      this.chart?.redraw(false, true);
    });
    if (this.hasUpdated) void this.draw();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopTheme();
    this.resizing.disconnect();
    this.chart?.destroy();
    this.chart = null;
    this.colours = null;
  }

  override firstUpdated(): void {
    void this.draw();
  }

  override updated(changed: PropertyValues<this>): void {
    if (!this.chart) return;
    if (this.drawn !== this.frame) {
      this.chart.destroy();
      this.chart = null;
      void this.draw();
    } else if (changed.has('points') || changed.has('batches') || changed.has('others')) {
      this.chart.setData(this.data());
    }
  }

  private async draw(): Promise<void> {
    this.library ??= (await import('uplot')).default;
    if (!this.isConnected || this.chart) return;
    this.drawn = this.frame;
    this.chart = new this.library(this.options(), this.data(), this.plot);
    this.resizing.observe(this);
  }

  /** What cannot be changed of a chart once it is made. */
  private get frame(): string {
    return `${this.epochs} ${this.label}`;
  }

  private fit(): void {
    if (this.clientWidth > 0 && this.clientHeight > 0) {
      this.chart?.setSize({ width: this.clientWidth, height: this.clientHeight });
    }
  }

  private data(): uPlot.AlignedData {
    const columns = (points: readonly CurvePoint[]): uPlot.AlignedData => [
      points.map(([x]) => x),
      points.map(([, y]) => y),
    ];
    return this.library!.join([columns(this.batches), columns(this.points), columns(this.others)]);
  }

  private options(): uPlot.Options {
    const colour = (name: keyof ThemeColours) => (): string =>
      (this.colours ??= readColours(this.renderRoot as ShadowRoot))[name];
    const axis = (label: string, size: number): uPlot.Axis => ({
      label,
      labelSize: 20,
      labelFont: '11px "Inter Variable", system-ui, sans-serif',
      font: '11px "Inter Variable", system-ui, sans-serif',
      labelGap: 0,
      gap: 4,
      size,
      stroke: colour('text2'),
      grid: { stroke: colour('line'), width: 1 },
      ticks: { show: false },
    });
    return {
      width: Math.max(this.clientWidth, 120),
      height: Math.max(this.clientHeight, 80),
      legend: { show: false },
      cursor: { show: false },
      padding: [8, 8, 0, 0],
      scales: {
        x: { time: false, range: [0, this.epochs] },
        y: { range: (_, __, highest) => [0, this.top ?? (highest > 0 ? highest * 1.05 : EMPTY_TOP)] },
      },
      axes: [
        { ...axis('epoch', 24), incrs: [1, 2, 5, 10, 20, 50] },
        { ...axis(this.label, 40), values: (_, ticks) => ticks.map((tick) => this.format(tick)) },
      ],
      series: [
        {},
        { stroke: colour('text3'), width: 1, points: { show: false }, spanGaps: true, alpha: 0.6 },
        {
          stroke: colour('accent'),
          width: 2,
          spanGaps: true,
          points: { show: true, size: 6, fill: colour('accent'), stroke: colour('accent') },
        },
        {
          stroke: colour('warn'),
          width: 2,
          dash: [5, 4],
          spanGaps: true,
          points: { show: true, size: 6, fill: colour('warn'), stroke: colour('warn') },
        },
      ],
    };
  }

  override render() {
    const last = this.points.at(-1);
    const summary = last
      ? `${this.label} by epoch: ${this.format(this.points[0][1])} after the first, ${this.format(last[1])} after epoch ${last[0]}`
      : `${this.label} by epoch: no epoch is finished yet`;
    return html`<div class="plot" role="img" aria-label=${summary}></div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-curve': Curve;
  }
}
