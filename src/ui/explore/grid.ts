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
import { TILE_MAX, TILE_MIN, cellOf, layoutGrid, placesIn, type GridLayout } from './grid-layout.ts';
import { GridPointer, type Point } from './grid-pointer.ts';
import { gridStyles } from './grid-styles.ts';
import { GridViewport } from './grid-viewport.ts';
import './hover-card.ts';
import type { Pictures } from './pictures.ts';
import { sampleFacts, sampleText } from './sample-facts.ts';
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
 * @event look-open - I or a double click on it
 * @event look-zoom - tiles of another size are wanted
 */
@customElement('look-grid')
export class LookGrid extends LitElement {
  static override styles = [base, gridStyles];

  private readonly viewport = new GridViewport();
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
  @state() private hover: { index: number; at: Point } | null = null;
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
    this.viewport.scrolling.follow(this.scroller.scrollTop);
    this.requestDraw();
  };

  private readonly onScrollEnd = (): void => {
    this.scroller.scrollTop = this.viewport.scrolling.settle();
  };

  private readonly onDoubleClick = (event: MouseEvent): void => {
    if (this.placeUnder(event) >= 0) this.dispatchEvent(new LookOpenEvent());
  };

  /** What the pointer does here. */
  private readonly pointer = new GridPointer({
    pointOf: (event) => this.pointOf(event),
    click: (at, event) => this.clickAt(this.viewport.placeAt(at), event),
    band: (from, to, add) => {
      this.bandEdges = [from, to];
      this.beforeBand ??= add ? [...this.picked] : [];
      const inside = placesIn(this.viewport.layout, from, to).map((place) => this.indices[place]);
      this.pick([...this.beforeBand, ...inside], 'replace');
    },
    endBand: () => {
      this.bandEdges = null;
      this.beforeBand = null;
    },
    pinch: (factor) => this.zoom(this.tile * factor),
    rest: (at, event) => {
      const place = at ? this.viewport.placeAt(at) : -1;
      const large = this.viewport.layout.tile >= HOVER_BELOW || place < 0 || !event;
      this.hover = large ? null : { index: this.indices[place], at: { x: event.clientX, y: event.clientY } };
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
    const { layout, firstPlace, pageRows } = this.viewport;
    const place = this.selected === null ? -1 : this.indices.indexOf(this.selected);
    const next = placeAfterKey(key, place, firstPlace, this.indices.length, layout, pageRows);
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
    return { x: event.clientX - left, y: event.clientY - top + this.viewport.top };
  }

  private placeUnder(event: MouseEvent): number {
    return this.viewport.placeAt(this.pointOf(event));
  }

  private measure(): void {
    const { clientWidth, clientHeight } = this.scroller;
    const { viewport } = this;
    if (clientWidth === viewport.width && clientHeight === viewport.height) return this.requestDraw();
    viewport.width = clientWidth;
    viewport.height = clientHeight;
    this.sight.style.height = `${clientHeight}px`;
    this.rearrange(this.indices);
  }

  /** Lays out anew and keeps its place. */
  private rearrange(before: Uint32Array): void {
    const { rowHeight } = this.viewport.layout;
    const kept = this.viewport.relayout(this.computeLayout(), before, this.indices, this.selected);
    this.arrange(kept.top);
    // A larger tile may reach out of sight.
    if (this.viewport.layout.rowHeight !== rowHeight && kept.index === this.selected) this.revealPlace(kept.place);
  }

  /** One line below a picture is enough as long as there is nothing but the given label. */
  private computeLayout(): GridLayout {
    const labels = this.captions.includes(LABELS_CAPTION) ? (this.table.predicted ? 2 : 1) : 0;
    const count = this.groups.length > 0 ? this.groups : this.indices.length;
    return layoutGrid(count, this.viewport.width, this.tile, labels + this.readers.length);
  }

  private arrange(top: number): void {
    const { viewport } = this;
    viewport.layout = this.computeLayout();
    this.surface?.forget();
    const scrollTop = viewport.moveTo(top);
    this.spacer.style.height = `${viewport.scrolling.scrollHeight}px`;
    this.scroller.scrollTop = scrollTop;
    this.requestDraw();
  }

  private revealPlace(place: number): void {
    if (place < 0 || this.viewport.height === 0) return;
    const scrollTop = this.viewport.reveal(place);
    if (scrollTop !== null) this.scroller.scrollTop = scrollTop;
    this.requestDraw();
  }

  private draw(): void {
    const { layout, width, height, top } = this.viewport;
    if (!this.isConnected || width === 0 || height === 0) return;
    const { table, indices, pictures, scoreKey, selected, picked } = this;
    const focused = this.scroller.matches(':focus');
    const [captions, labelled] = [this.readers, this.captions.includes(LABELS_CAPTION)];
    this.surface ??= new GridCanvas(this.canvas, this.renderRoot as ShadowRoot);
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
    const { top } = this.viewport;
    const box = `left: ${Math.min(a.x, b.x)}px; top: ${Math.min(a.y, b.y) - top}px; width: ${Math.abs(a.x - b.x)}px; height: ${Math.abs(a.y - b.y)}px`;
    return html`<div class="band" style=${box}></div>`;
  }

  private renderHover() {
    if (!this.hover) return nothing;
    const { index, at } = this.hover;
    return html`<look-hover-card
      aria-hidden="true"
      .at=${at}
      .pictures=${this.pictures}
      .index=${index}
      .facts=${sampleFacts(this.table, index, this.scoreKey)}
      .scoreTitle=${this.scoreTitle}
    ></look-hover-card>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-grid': LookGrid;
  }
}
