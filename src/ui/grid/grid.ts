import { LitElement, html, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Table } from '../../core/dataset/table.ts';
import type { Group } from '../../core/views/group.ts';
import type { ViewStage } from '../../core/views/stages.ts';
import { noMenuByTouch } from '../kit/hold.ts';
import { base } from '../styles/shared.ts';
import { LABELS_CAPTION, captionReaders } from './captions.ts';
import { renderBand } from './grid-band.ts';
import { GridCanvas } from './grid-canvas.ts';
import { GridInput, type InputTarget } from './grid-input.ts';
import { cellOf, layoutGrid, type GridLayout } from './grid-layout.ts';
import type { Point } from './grid-pointer.ts';
import { gridStyles } from './grid-styles.ts';
import { GridViewport } from './grid-viewport.ts';
import { renderHoverCard } from './hover-card.ts';
import type { Pictures } from '../samples/pictures.ts';
import { sampleFacts, sampleText } from '../samples/sample-facts.ts';
import { sampleTitle } from '../samples/sample-names.ts';
import { watchTheme } from '../samples/theme-colours.ts';

/** Properties that the layout depends on. */
const LAID_OUT_BY = ['indices', 'table', 'tile', 'captions', 'beside', 'groups'] as const;

/**
 * The samples of a view as a grid of tiles on a canvas. Draws what is in sight, once a frame at most; goes by sample
 * index throughout, so that picture, label and score belong together whatever the order.
 * @event look-select - another sample is looked at, by click or key
 * @event look-pick - samples are picked: Ctrl and Shift with click or arrows, a rubber band, Space, Ctrl-A; Escape lets go
 * @event look-picking - a finger rests on one: from now on a tap picks
 * @event look-open - I on it
 * @event look-enlarge - a double click on it
 * @event look-zoom - tiles of another size are wanted
 */
@customElement('look-grid')
export class LookGrid extends LitElement implements InputTarget {
  static override styles = [base, gridStyles];

  readonly viewport = new GridViewport();
  /** Place of the sample looked at, or −1. */
  selectedPlace = -1;
  /** What pointer and keys mean here. */
  readonly input = new GridInput(this);
  private frame = 0;
  private readers: readonly ((index: number) => string)[] = [];
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
  @property({ attribute: false }) stages: readonly ViewStage[] = [];
  @property({ attribute: false }) pictures!: Pictures;
  /** Key of the score on the tiles, or null; what people call it; whether labels known to be wrong are marked. */
  @property({ attribute: false }) scoreKey: string | null = null;
  @property({ attribute: false }) scoreTitle = '';
  @property({ type: Boolean }) truth = false;
  /** Index of the sample looked at, or null. */
  @property({ attribute: false }) selected: number | null = null;
  /** Samples picked. */
  @property({ attribute: false }) picked: ReadonlySet<number> = new Set();
  /** Whether a plain click or tap picks. */
  @property({ type: Boolean }) picking = false;
  /** Groups that `indices` fall into, in order; empty for none. */
  @property({ attribute: false }) groups: readonly Group[] = [];
  /** Paths of what the captions say. */
  @property({ attribute: false }) captions: readonly string[] = [LABELS_CAPTION];
  /** What they say last besides, a line each. */
  @property({ attribute: false }) beside: readonly ((index: number) => string)[] = [];
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
    this.input.pointer.stop();
    this.pictures?.removeEventListener('look-pictures', this.requestDraw);
  }

  override firstUpdated(): void {
    this.resizing.observe(this.scroller);
    this.measure();
    this.revealPlace(this.selectedPlace);
    void document.fonts.ready.then(this.onTheme);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('table') || changed.has('captions') || changed.has('beside'))
      this.readers = captionReaders(this.table, this.captions, this.beside);
    if (changed.has('indices') || changed.has('selected')) {
      this.selectedPlace = this.selected === null ? -1 : this.indices.indexOf(this.selected);
    }
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('pictures')) {
      changed.get('pictures')?.removeEventListener('look-pictures', this.requestDraw);
      this.pictures.addEventListener('look-pictures', this.requestDraw);
      this.surface?.forget();
    }
    const first = !changed.has('indices') || changed.get('indices') === undefined;
    if (changed.has('stages') && !first) this.arrange(this.computeLayout(), 0);
    else if (LAID_OUT_BY.some((name) => changed.has(name))) this.rearrange(changed.get('indices') ?? this.indices);
    if (changed.has('selected')) this.revealPlace(this.selectedPlace);
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
    this.input.pointer.leave();
    this.viewport.scrolling.follow(this.scroller.scrollTop);
    this.requestDraw();
  };

  private readonly onScrollEnd = (): void => {
    this.scroller.scrollTop = this.viewport.scrolling.settle();
  };

  /** Shows the rubber band between two points of the list, or none. */
  showBand(edges: [Point, Point] | null): void {
    this.bandEdges = edges;
  }

  /** Shows a sample large beside a point of the window, or none. */
  showHover(hover: { index: number; at: Point } | null): void {
    this.hover = hover;
  }

  /** Turns an event's place into a point of the list. */
  pointOf(event: MouseEvent): Point {
    const { left, top } = this.sight.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top + this.viewport.top };
  }

  private measure(): void {
    const { viewport, scroller } = this;
    const { clientWidth, clientHeight } = scroller;
    if (clientWidth === viewport.width && clientHeight === viewport.height) return this.requestDraw();
    viewport.width = clientWidth;
    viewport.height = clientHeight;
    this.sight.style.height = `${clientHeight}px`;
    this.rearrange(this.indices);
    this.requestUpdate();
  }

  /** Lays out anew and keeps its place. */
  private rearrange(before: Uint32Array): void {
    const { rowHeight } = this.viewport.layout;
    const layout = this.computeLayout();
    const kept = this.viewport.relayout(layout, before, this.indices, this.selected);
    this.arrange(layout, kept.top);
    // A larger tile may reach out of sight.
    if (layout.rowHeight !== rowHeight && kept.index === this.selected) this.revealPlace(kept.place);
  }

  private get labelled(): boolean {
    return this.captions.includes(LABELS_CAPTION);
  }

  /** One line below a picture is enough for the given label and the score; what is suggested or decided instead is in the second. */
  private computeLayout(): GridLayout {
    const labels = this.labelled && this.table.predicted ? 2 : 1;
    const count = this.groups.length > 0 ? this.groups : this.indices.length;
    return layoutGrid(count, this.viewport.width, this.tile, labels + this.readers.length);
  }

  private arrange(layout: GridLayout, top: number): void {
    const { viewport } = this;
    viewport.layout = layout;
    this.surface?.forget();
    const { scrolled } = viewport.scrolling;
    const scrollTop = viewport.moveTo(top);
    this.spacer.style.height = `${viewport.scrolling.scrollHeight}px`;
    // Setting it has the whole page laid out at once.
    if (scrollTop !== scrolled) this.scroller.scrollTop = scrollTop;
    this.requestDraw();
  }

  /** Has a place in sight. */
  revealPlace(place: number): void {
    if (place < 0 || this.viewport.height === 0) return;
    const scrollTop = this.viewport.reveal(place);
    if (scrollTop !== null) this.scroller.scrollTop = scrollTop;
    this.requestDraw();
  }

  /** Scrolls on by so many pixels. */
  scrollOn(pixels: number): void {
    this.scroller.scrollTop += pixels;
  }

  private draw(): void {
    const { layout, width, height, top } = this.viewport;
    if (!this.isConnected || width === 0 || height === 0) return;
    const { table, indices, pictures, scoreKey, truth, readers: captions, labelled, selected, picked } = this;
    const focused = this.scroller.matches(':focus');
    const said = { scoreKey, truth, captions, labelled, selected, picked, focused };
    this.surface ??= new GridCanvas(this.canvas, this.renderRoot as ShadowRoot);
    this.surface.draw({ table, indices, pictures, layout, width, height, top, ...said });
  }

  override render() {
    const layout = this.computeLayout();
    const place = Math.max(0, this.selectedPlace);
    const index = this.indices[place];
    const [row, column] = cellOf(layout, place);
    const score = { key: this.scoreKey, title: this.scoreTitle, truth: this.truth };
    return html`<div
        class="scroller"
        role="grid"
        tabindex="0"
        aria-label="Samples"
        aria-rowcount=${layout.rows}
        aria-colcount=${layout.columns}
        aria-activedescendant="cell"
        @scroll=${this.onScroll}
        @scrollend=${this.onScrollEnd}
        aria-multiselectable="true"
        @pointerdown=${this.input.pointer.onDown}
        @pointermove=${this.input.pointer.onMove}
        @pointerup=${this.input.pointer.onUp}
        @pointercancel=${this.input.pointer.onUp}
        @pointerleave=${this.input.pointer.leave}
        @click=${this.input.pointer.onClick}
        @contextmenu=${noMenuByTouch}
        @dblclick=${this.input.onDoubleClick}
        @keydown=${this.input.onKey}
        @wheel=${this.input.wheel}
        @focus=${this.requestDraw}
        @blur=${this.requestDraw}
      >
        <div class="spacer" role="presentation">
          <div class="sight" role="presentation">
            <canvas aria-hidden="true"></canvas>
            ${renderBand(this.bandEdges, this.viewport.top)}
            <div class="visually-hidden" role="row" aria-rowindex=${row + 1}>
              <div
                id="cell"
                role="gridcell"
                aria-colindex=${column + 1}
                aria-selected=${this.picked.has(index) || (this.picked.size === 0 && this.selectedPlace >= 0)}
              >
                ${index === undefined ? 'no samples' : this.textOf(index)}
              </div>
            </div>
          </div>
        </div>
      </div>
      ${renderHoverCard(this.hover, this.table, this.pictures, score)}`;
  }

  private textOf(index: number): string {
    const facts = sampleFacts(this.table, index, this.scoreKey, this.truth);
    return sampleText(sampleTitle(this.table, index), facts, this.scoreTitle);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-grid': LookGrid;
  }
}
