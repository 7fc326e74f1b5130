import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Table } from '../../core/dataset/table.ts';
import type { Group } from '../../core/views/group.ts';
import type { Stage } from '../../core/views/stages.ts';
import { base } from '../styles/shared.ts';
import { LABELS_CAPTION, captionReaders } from './captions.ts';
import { LookOpenEvent, LookPickEvent, LookSelectEvent, LookZoomEvent } from './events.ts';
import { GridCanvas } from './grid-canvas.ts';
import { placeAfterKey } from './grid-keys.ts';
import {
  TILE_MAX,
  TILE_MIN,
  cellOf,
  layoutGrid,
  placeAt,
  placesIn,
  placesOf,
  reveal,
  rowTop,
  rowsInSight,
  type GridLayout,
} from './grid-layout.ts';
import { GridPointer, type Point } from './grid-pointer.ts';
import { gridStyles } from './grid-styles.ts';
import './hover-card.ts';
import type { Pictures } from './pictures.ts';
import { sampleFacts, sampleText } from './sample-facts.ts';
import { ScrollMap } from './scroll-map.ts';
import { watchTheme } from './theme-colours.ts';

/** A tile of this side or larger is shown no larger under the pointer, CSS pixels. */
const HOVER_BELOW = 128;

/** How much `+` and `−` change the tiles. */
const ZOOM_STEP = 1.25;

/**
 * The samples of a view as a grid of tiles on a canvas. Draws what is in sight, once a frame at most; goes by sample
 * index throughout, so that picture, label and score belong together whatever the order.
 * @event look-select - another sample is looked at, by click or key
 * @event look-pick - samples are picked: Ctrl and Shift with click or arrows, a rubber band, Space, Ctrl-A; Escape lets go
 * @eventlook-open - I or a double click on it
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
  private readers: readonly ((index: number) => string)[] = [];
  /** What was picked before the rubber band that is being drawn. */
  private beforeBand: readonly number[] | null = null;
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
  /** Samples picked. */
  @property({ attribute: false }) picked: ReadonlySet<number> = new Set();
  /** Groups that `indices` fall into, in order; empty for none. */
  @property({ attribute: false }) groups: readonly Group[] = [];
  /** Paths of what the captions say. */
  @property({ attribute: false }) captions: readonly string[] = [LABELS_CAPTION];
  @state() private hover: { index: number; x: number; y: number } | null = null;
  @state() private bandEdges: [Point, Point] | null = null;
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
    this.pointer.stop();
    this.pictures?.removeEventListener('look-pictures', this.requestDraw);
  }

  override firstUpdated(): void {
    this.resizing.observe(this.scroller);
    this.measure();
    if (this.selected !== null) this.revealPlace(this.indices.indexOf(this.selected));
    void document.fonts.ready.then(this.onTheme);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('table') || changed.has('captions')) this.readers = captionReaders(this.table, this.captions);
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('pictures')) {
      changed.get('pictures')?.removeEventListener('look-pictures', this.requestDraw);
      this.pictures.addEventListener('look-pictures', this.requestDraw);
      this.surface?.forget();
    }
    const first = !changed.has('indices') || changed.get('indices') === undefined;
    if (changed.has('stages') && !first) this.arrange(0);
    else if (
      changed.has('indices') ||
      changed.has('table') ||
      changed.has('tile') ||
      changed.has('captions') ||
      changed.has('groups')
    )
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
    this.pointer.leave();
    this.scrolling.follow(this.scroller.scrollTop);
    this.requestDraw();
  };

  private readonly onScrollEnd = (): void => {
    this.scroller.scrollTop = this.scrolling.settle();
  };

  private readonly onDoubleClick = (event: MouseEvent): void => {
    if (this.placeUnder(event) >= 0) this.dispatchEvent(new LookOpenEvent());
  };

  /** What the pointer does here. */
  private readonly pointer = new GridPointer({
    pointOf: (event) => this.pointOf(event),
    click: (at, event) => this.clickAt(placeAt(this.layout, at.x, at.y), event),
    band: (from, to, add) => {
      this.bandEdges = [from, to];
      this.beforeBand ??= add ? [...this.picked] : [];
      const inside = placesIn(this.layout, from, to).map((place) => this.indices[place]);
      this.pick([...this.beforeBand, ...inside], 'replace');
    },
    endBand: () => {
      this.bandEdges = null;
      this.beforeBand = null;
    },
    pinch: (factor) => this.zoom(this.tile * factor),
    rest: (at, event) => {
      const place = at ? placeAt(this.layout, at.x, at.y) : -1;
      const large = this.layout.tile >= HOVER_BELOW || place < 0 || !event;
      this.hover = large ? null : { index: this.indices[place], x: event.clientX, y: event.clientY };
    },
    scrollBy: (pixels) => (this.scroller.scrollTop += pixels),
  });

  private readonly wheel = {
    passive: false,
    handleEvent: (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      this.zoom(this.tile * Math.exp(-event.deltaY / 500));
    },
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    this.pointer.leave();
    if ((event.ctrlKey || event.metaKey) && event.key === 'a') {
      this.pick([...this.indices], 'replace');
      return event.preventDefault();
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { key } = event;
    const [first] = rowsInSight(this.layout, this.scrolling.top, this.height);
    const place = this.selected === null ? -1 : this.indices.indexOf(this.selected);
    const pageRows = Math.floor(this.height / this.layout.rowHeight);
    const start = this.indices.length > 0 ? placesOf(this.layout, first)[0] : 0;
    const next = placeAfterKey(key, place, start, this.indices.length, this.layout, pageRows);
    if (next !== null) {
      if (event.shiftKey) this.pickRange(next);
      this.choose(next);
    } else if (key === ' ' && place >= 0) this.pick([this.indices[place]], 'toggle');
    else if (key === 'Escape' && this.picked.size > 0) this.pick([], 'replace');
    else if (key === 'i' && place >= 0) this.dispatchEvent(new LookOpenEvent());
    else if (key === 'Escape' && place >= 0) this.dispatchEvent(new LookSelectEvent(null));
    else if (key === '+' || key === '=') this.zoom(this.tile * ZOOM_STEP);
    else if (key === '-' || key === '_') this.zoom(this.tile / ZOOM_STEP);
    else return;
    event.preventDefault();
  };

  private clickAt(place: number, event: MouseEvent): void {
    if (place < 0) return;
    if (event.shiftKey) this.pickRange(place);
    else if (event.ctrlKey || event.metaKey) this.pick([this.indices[place]], 'toggle');
    else if (this.picked.size > 0) this.pick([], 'replace');
    this.choose(place);
  }

  /** Picks everything between the sample looked at and this place, both included. */
  private pickRange(place: number): void {
    const from = this.selected === null ? place : Math.max(0, this.indices.indexOf(this.selected));
    this.pick([...this.indices.subarray(Math.min(from, place), Math.max(from, place) + 1)], 'add');
  }

  private pick(indices: readonly number[], how: 'replace' | 'add' | 'toggle'): void {
    this.dispatchEvent(new LookPickEvent(indices, how));
  }

  private choose(place: number): void {
    this.revealPlace(place);
    this.dispatchEvent(new LookSelectEvent(this.indices[place]));
  }

  private zoom(tile: number): void {
    const whole = Math.round(Math.min(TILE_MAX, Math.max(TILE_MIN, tile)));
    if (whole !== this.tile) this.dispatchEvent(new LookZoomEvent(whole));
  }

  private pointOf(event: MouseEvent): Point {
    const { left, top } = this.sight.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top + this.scrolling.top };
  }

  private placeUnder(event: MouseEvent): number {
    const { x, y } = this.pointOf(event);
    return placeAt(this.layout, x, y);
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
    const offset = rowTop(this.layout, cellOf(this.layout, place)[0]) - top;
    const found = this.indices.indexOf(before[place]);
    const now = found < 0 ? Math.min(place, this.indices.length - 1) : found;
    this.layout = this.computeLayout();
    const kept = Math.max(0, rowTop(this.layout, cellOf(this.layout, Math.max(0, now))[0]) - offset);
    this.arrange(top === 0 && place === 0 ? 0 : kept);
    // A larger tile may reach out of sight.
    if (this.layout.rowHeight !== rowHeight && before[place] === this.selected) this.revealPlace(now);
  }

  /** One line below a picture is enough as long as there is nothing but the given label. */
  private computeLayout(): GridLayout {
    const labels = this.captions.includes(LABELS_CAPTION) ? (this.table.predicted ? 2 : 1) : 0;
    const count = this.groups.length > 0 ? this.groups : this.indices.length;
    return layoutGrid(count, this.width, this.tile, labels + this.readers.length);
  }

  private anchor(before: Uint32Array): number {
    const [first, end] = rowsInSight(this.layout, this.scrolling.top, this.height);
    if (end <= first) return 0;
    const start = placesOf(this.layout, first)[0];
    const inSight = before.subarray(start, placesOf(this.layout, end - 1)[1]);
    const selected = this.selected === null ? -1 : inSight.indexOf(this.selected);
    return start + Math.max(0, selected);
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
    const { table, indices, pictures, scoreKey, selected, picked, layout, width, height } = this;
    const focused = this.scroller.matches(':focus');
    const [captions, labelled] = [this.readers, this.captions.includes(LABELS_CAPTION)];
    this.surface ??= new GridCanvas(this.canvas, this.renderRoot as ShadowRoot);
    const { top } = this.scrolling;
    const said = { scoreKey, captions, labelled, selected, picked, focused };
    this.surface.draw({ table, indices, pictures, layout, width, height, top, ...said });
  }

  override render() {
    const layout = this.computeLayout();
    const { columns, rows } = layout;
    const found = this.selected === null ? -1 : this.indices.indexOf(this.selected);
    const place = Math.max(0, found);
    const index = this.indices[place];
    const [row, column] = cellOf(layout, place);
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
        aria-multiselectable="true"
        @pointerdown=${this.pointer.onDown}
        @pointermove=${this.pointer.onMove}
        @pointerup=${this.pointer.onUp}
        @pointercancel=${this.pointer.onUp}
        @pointerleave=${this.pointer.leave}
        @click=${this.pointer.onClick}
        @dblclick=${this.onDoubleClick}
        @keydown=${this.onKey}
        @wheel=${this.wheel}
        @focus=${this.requestDraw}
        @blur=${this.requestDraw}
      >
        <div class="spacer" role="presentation">
          <div class="sight" role="presentation">
            <canvas aria-hidden="true"></canvas>
            ${this.renderBand()}
            <div class="visually-hidden" role="row" aria-rowindex=${row + 1}>
              <div
                id="cell"
                role="gridcell"
                aria-colindex=${column + 1}
                aria-selected=${this.picked.has(index) || (this.picked.size === 0 && found >= 0)}
              >
                ${
                  index === undefined
                    ? 'no samples'
                    : sampleText(index, sampleFacts(this.table, index, this.scoreKey), this.scoreTitle)
                }
              </div>
            </div>
          </div>
        </div>
      </div>
      ${this.renderHover()}`;
  }

  private renderBand() {
    if (!this.bandEdges) return nothing;
    const [a, b] = this.bandEdges;
    const { top } = this.scrolling;
    const box = `left: ${Math.min(a.x, b.x)}px; top: ${Math.min(a.y, b.y) - top}px; width: ${Math.abs(a.x - b.x)}px; height: ${Math.abs(a.y - b.y)}px`;
    return html`<div class="band" style=${box}></div>`;
  }

  private renderHover() {
    if (!this.hover) return nothing;
    const { index, x, y } = this.hover;
    // Beside the pointer, on the side with more room.
    const left = x + 200 > innerWidth ? x - 194 : x + 18;
    const top = Math.min(y + 12, innerHeight - 250);
    return html`<look-hover-card
      aria-hidden="true"
      style="left: ${left}px; top: ${top}px"
      .pictures=${this.pictures}
      .index=${index}
      .text=${sampleText(index, sampleFacts(this.table, index, this.scoreKey), this.scoreTitle)}
    ></look-hover-card>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-grid': LookGrid;
  }
}
