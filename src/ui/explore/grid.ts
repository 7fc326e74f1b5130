import { LitElement, html, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Table } from '../../core/dataset/table.ts';
import type { Stage } from '../../core/views/stages.ts';
import { base } from '../styles/shared.ts';
import { LookOpenEvent, LookSelectEvent, LookZoomEvent } from './events.ts';
import { GridCanvas } from './grid-canvas.ts';
import { placeAfterKey } from './grid-keys.ts';
import {
  TILE_MAX,
  TILE_MIN,
  layoutGrid,
  placeAt,
  reveal,
  rowTop,
  rowsInSight,
  type GridLayout,
} from './grid-layout.ts';
import { gridStyles } from './grid-styles.ts';
import type { Pictures } from './pictures.ts';
import { sampleFacts, sampleText } from './sample-facts.ts';
import { ScrollMap } from './scroll-map.ts';
import { watchTheme } from './theme-colours.ts';

/** How much `+` and `−` change the tiles. */
const ZOOM_STEP = 1.25;

/**
 * The samples of a view as a grid of tiles on a canvas. Draws what is in sight, once a frame at most; goes by sample
 * index throughout, so that picture, label and score belong together whatever the order.
 * @event look-select - another sample is looked at, by click or key
 * @event look-open - Enter or a double click on it
 * @event look-zoom - tiles of another size are wanted
 */
@customElement('look-grid')
export class LookGrid extends LitElement {
  static override styles = [base, gridStyles];

  private layout: GridLayout = layoutGrid(0, 0, TILE_MIN);
  private readonly scrolling = new ScrollMap();
  private width = 0;
  private height = 0;
  private frame = 0;
  private surface: GridCanvas | null = null;
  private stopTheme = (): void => {};
  private readonly resizing = new ResizeObserver(() => this.measure());

  @query('.scroller') private readonly scroller!: HTMLElement;
  @query('.spacer') private readonly spacer!: HTMLElement;
  @query('.sight') private readonly sight!: HTMLElement;
  @query('canvas') private readonly canvas!: HTMLCanvasElement;
  @property({ attribute: false }) table!: Table;
  /** Sample indices, in the order to show them. */
  @property({ attribute: false }) indices: Uint32Array = new Uint32Array(0);
  /** The view that `indices` came from: with another one, the grid starts at the top; else it keeps its place. */
  @property({ attribute: false }) stages: readonly Stage[] = [];
  @property({ attribute: false }) pictures!: Pictures;
  /** Key of the score on the tiles, or null, and what people call it. */
  @property({ attribute: false }) scoreKey: string | null = null;
  @property({ attribute: false }) scoreTitle = '';
  /** Index of the sample looked at, or null. */
  @property({ attribute: false }) selected: number | null = null;
  /** Side of a tile, CSS pixels; the real one may be larger to fill the width. */
  @property({ type: Number }) tile = 96;

  /** Tiles in sight whose pictures are not there yet. */
  get pending(): number {
    return this.surface?.pending ?? this.indices.length;
  }

  /** Takes the focus, so that the arrow keys move through it. */
  override focus(): void {
    this.scroller.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopTheme = watchTheme(this.onTheme);
    if (!this.hasUpdated) return;
    this.resizing.observe(this.scroller);
    this.pictures.addEventListener('look-pictures', this.requestDraw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopTheme();
    this.resizing.disconnect();
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.pictures?.removeEventListener('look-pictures', this.requestDraw);
  }

  override firstUpdated(): void {
    this.resizing.observe(this.scroller);
    this.measure();
    if (this.selected !== null) this.revealPlace(this.indices.indexOf(this.selected));
    void document.fonts.ready.then(this.onTheme);
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('pictures')) {
      changed.get('pictures')?.removeEventListener('look-pictures', this.requestDraw);
      this.pictures.addEventListener('look-pictures', this.requestDraw);
      this.surface?.forget();
    }
    const first = !changed.has('indices') || changed.get('indices') === undefined;
    if (changed.has('stages') && !first) this.arrange(0);
    else if (changed.has('indices') || changed.has('table') || changed.has('tile'))
      this.rearrange(changed.get('indices') ?? this.indices);
    if (changed.has('selected') && this.selected !== null) this.revealPlace(this.indices.indexOf(this.selected));
    this.requestDraw();
  }

  /** Draws with the next frame. */
  private readonly requestDraw = (): void => {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  };

  private readonly onTheme = (): void => {
    this.surface?.forget(true);
    this.requestDraw();
  };

  private readonly onScroll = (): void => {
    this.scrolling.follow(this.scroller.scrollTop);
    this.requestDraw();
  };

  private readonly onScrollEnd = (): void => {
    this.scroller.scrollTop = this.scrolling.settle();
  };

  private readonly onClick = (event: MouseEvent): void => {
    const place = this.placeUnder(event);
    if (place >= 0) this.choose(place);
  };

  private readonly onDoubleClick = (event: MouseEvent): void => {
    if (this.placeUnder(event) >= 0) this.dispatchEvent(new LookOpenEvent());
  };

  private readonly wheel = {
    passive: false,
    handleEvent: (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      this.zoom(this.tile * Math.exp(-event.deltaY / 500));
    },
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { key } = event;
    const [first] = rowsInSight(this.layout, this.scrolling.top, this.height);
    const place = this.selected === null ? -1 : this.indices.indexOf(this.selected);
    const pageRows = Math.floor(this.height / this.layout.rowHeight);
    const start = first * this.layout.columns;
    const next = placeAfterKey(key, place, start, this.indices.length, this.layout, pageRows);
    if (next !== null) this.choose(next);
    else if (key === 'Enter' && place >= 0) this.dispatchEvent(new LookOpenEvent());
    else if (key === 'Escape' && place >= 0) this.dispatchEvent(new LookSelectEvent(null));
    else if (key === '+' || key === '=') this.zoom(this.tile * ZOOM_STEP);
    else if (key === '-' || key === '_') this.zoom(this.tile / ZOOM_STEP);
    else return;
    event.preventDefault();
  };

  private choose(place: number): void {
    this.revealPlace(place);
    this.dispatchEvent(new LookSelectEvent(this.indices[place]));
  }

  private zoom(tile: number): void {
    const whole = Math.round(Math.min(TILE_MAX, Math.max(TILE_MIN, tile)));
    if (whole !== this.tile) this.dispatchEvent(new LookZoomEvent(whole));
  }

  private placeUnder(event: MouseEvent): number {
    const { left, top } = this.sight.getBoundingClientRect();
    const y = event.clientY - top + this.scrolling.top;
    return placeAt(this.layout, this.indices.length, event.clientX - left, y);
  }

  private measure(): void {
    const { clientWidth, clientHeight } = this.scroller;
    if (clientWidth === this.width && clientHeight === this.height) return this.requestDraw();
    this.width = clientWidth;
    this.height = clientHeight;
    this.sight.style.height = `${clientHeight}px`;
    this.rearrange(this.indices);
  }

  /** Lays out anew with the sample looked at where it was in sight, or else the first one in sight. */
  private rearrange(before: Uint32Array): void {
    const { top } = this.scrolling;
    const { rowHeight } = this.layout;
    const place = this.anchor(before);
    const row = Math.floor(place / this.layout.columns);
    const offset = rowTop(this.layout, row) - top;
    const found = this.indices.indexOf(before[place]);
    const now = found < 0 ? Math.min(place, this.indices.length - 1) : found;
    this.layout = this.computeLayout();
    const kept = Math.max(0, rowTop(this.layout, Math.floor(Math.max(0, now) / this.layout.columns)) - offset);
    this.arrange(top === 0 && place === 0 ? 0 : kept);
    // A larger tile may reach out of sight.
    if (this.layout.rowHeight !== rowHeight && before[place] === this.selected) this.revealPlace(now);
  }

  /** One line below a picture is enough as long as there is nothing but the given label. */
  private computeLayout(): GridLayout {
    const lines = this.table.predicted ? 2 : 1;
    return layoutGrid(this.indices.length, this.width, this.tile, lines);
  }

  private anchor(before: Uint32Array): number {
    const [first, end] = rowsInSight(this.layout, this.scrolling.top, this.height);
    const { columns } = this.layout;
    const inSight = before.subarray(first * columns, end * columns);
    const selected = this.selected === null ? -1 : inSight.indexOf(this.selected);
    return first * columns + Math.max(0, selected);
  }

  private arrange(top: number): void {
    this.layout = this.computeLayout();
    this.surface?.forget();
    this.scrolling.resize(this.layout.height, this.height);
    this.spacer.style.height = `${this.scrolling.scrollHeight}px`;
    this.scroller.scrollTop = this.scrolling.moveTo(top);
    this.requestDraw();
  }

  private revealPlace(place: number): void {
    if (place < 0 || this.height === 0) return;
    const top = reveal(this.layout, place, this.scrolling.top, this.height);
    if (top !== this.scrolling.top) this.scroller.scrollTop = this.scrolling.moveTo(top);
    this.requestDraw();
  }

  private draw(): void {
    if (!this.isConnected || this.width === 0 || this.height === 0) return;
    const { table, indices, pictures, scoreKey, selected, layout, width, height } = this;
    const focused = this.scroller.matches(':focus');
    this.surface ??= new GridCanvas(this.canvas, this.renderRoot as ShadowRoot);
    const { top } = this.scrolling;
    this.surface.draw({ table, indices, pictures, scoreKey, selected, layout, width, height, top, focused });
  }

  override render() {
    const { columns, rows } = this.computeLayout();
    const found = this.selected === null ? -1 : this.indices.indexOf(this.selected);
    const place = Math.max(0, found);
    const index = this.indices[place];
    return html`<div
      class="scroller"
      role="grid"
      tabindex="0"
      aria-label="Samples"
      aria-rowcount=${rows}
      aria-colcount=${columns}
      aria-activedescendant="cell"
      @scroll=${this.onScroll}
      @scrollend=${this.onScrollEnd}
      @click=${this.onClick}
      @dblclick=${this.onDoubleClick}
      @keydown=${this.onKey}
      @wheel=${this.wheel}
      @focus=${this.requestDraw}
      @blur=${this.requestDraw}
    >
      <div class="spacer" role="presentation">
        <div class="sight" role="presentation">
          <canvas aria-hidden="true"></canvas>
          <div class="visually-hidden" role="row" aria-rowindex=${Math.floor(place / columns) + 1}>
            <div id="cell" role="gridcell" aria-colindex=${(place % columns) + 1} aria-selected=${found >= 0}>
              ${
                index === undefined
                  ? 'no samples'
                  : sampleText(index, sampleFacts(this.table, index, this.scoreKey), this.scoreTitle)
              }
            </div>
          </div>
        </div>
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-grid': LookGrid;
  }
}
