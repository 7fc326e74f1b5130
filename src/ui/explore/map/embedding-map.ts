import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Look } from '../../../api/look.ts';
import type { EmbeddingMap } from '../../../api/maps.ts';
import type { MapMethod } from '../../../core/insights/map-points.ts';
import type { RunRow } from '../../../store/records.ts';
import { LookGoEvent } from '../../app/events.ts';
import { icon, type IconName } from '../../icons.ts';
import { ActionController } from '../../kit/action-controller.ts';
import '../../kit/empty.ts';
import { formatCount, formatPlural } from '../../kit/format.ts';
import '../../kit/job-bar.ts';
import { tip } from '../../kit/tip.ts';
import { SessionController } from '../../session-controller.ts';
import { base } from '../../styles/shared.ts';
import '../hover-card.ts';
import type { Pictures } from '../pictures.ts';
import { sampleFacts, sampleText } from '../sample-facts.ts';
import { readColours, watchTheme } from '../theme-colours.ts';
import { colourChoices } from './colouring.ts';
import { mapKey } from './map-keys.ts';
import './map-legend.ts';
import type { LookLegendEvent } from './map-legend.ts';
import { MapModel } from './map-model.ts';
import { parse } from './map-colours.ts';
import { MapPointer, type MapTool, type Spot } from './map-pointer.ts';
import { mapStyles } from './map-styles.ts';
import { MapSurface } from './map-surface.ts';

const METHODS: readonly { method: MapMethod; title: string; says: string }[] = [
  { method: 'pca', title: 'PCA', says: 'The two directions in which the features vary most' },
  { method: 'umap', title: 'UMAP', says: 'Alike samples together, groups apart' },
];

const TOOLS: readonly { tool: MapTool; icon: IconName; title: string }[] = [
  { tool: 'pan', icon: 'hand', title: 'Move (shift-drag draws a lasso)' },
  { tool: 'lasso', icon: 'lasso', title: 'Pick with a lasso' },
  { tool: 'box', icon: 'square-dashed', title: 'Pick with a box' },
];

/** How the middle finds a sample for the keyboard, CSS pixels. */
const MIDDLE_REACH = 60;

/**
 * The samples that a run has predicted, laid out by its features: alike ones lie together. Follows the session: samples outside
 * the view are faint; what is picked here is the session's selection, and a click looks at a sample.
 */
@customElement('look-embedding-map')
export class LookEmbeddingMap extends LitElement {
  static override styles = [base, mapStyles];

  private readonly session = new SessionController(this);
  private readonly action = new ActionController(this);
  private readonly model = new MapModel();
  private surface: MapSurface | null = null;
  private colours: ReturnType<LookEmbeddingMap['readTheme']> | null = null;
  private outline: number[] | null = null;
  private tried = 0;
  private frame = 0;
  private stopTheme = (): void => {};
  private readonly resizing = new ResizeObserver(() => this.resize());

  @query('.area') private readonly area!: HTMLElement | null;
  @query('.catcher') private readonly catcher!: HTMLElement | null;
  /** The method chosen; null for UMAP where there is one, else PCA. */
  @state() private chosen: MapMethod | null = null;
  @state() private path = 'given';
  @state() private off: ReadonlySet<number> = new Set();
  @state() private tool: MapTool = 'pan';
  @state() private hover: { index: number; x: number; y: number } | null = null;
  @property({ attribute: false }) look!: Look;
  @property({ attribute: false }) pictures!: Pictures;

  /** Milliseconds that drawing last took. */
  drawMs = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopTheme = watchTheme(this.onTheme);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopTheme();
    this.resizing.disconnect();
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.surface = null;
    this.hover = null;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('look')) this.session.follow(this.look.session);
  }

  override updated(): void {
    const { table } = this.look.session;
    const run = this.run;
    if (!run || !table) return;
    const map = this.map(run);
    this.computeAtOnce(run, map);
    if (!this.area) return;
    if (!this.surface) this.attach();
    this.resizing.observe(this.area);
    this.requestDraw();
  }

  /** The run whose predictions are shown, where it has some. */
  private get run(): RunRow | null {
    const { session } = this.look;
    return session.table?.predicted ? session.run : null;
  }

  private get method(): MapMethod {
    if (this.chosen || !this.run) return this.chosen ?? 'pca';
    const { status } = this.look.maps.find(this.run.id, 'umap');
    return status === 'ready' || status === 'unfolding' ? 'umap' : 'pca';
  }

  private map(run: RunRow): EmbeddingMap {
    return this.look.maps.find(run.id, this.method);
  }

  /** Principal components take a second: nobody needs to ask for them. */
  private computeAtOnce(run: RunRow, map: EmbeddingMap): void {
    if (this.method !== 'pca' || map.status !== 'missing' || this.tried === run.id) return;
    if (this.look.session.jobs.running('map')) return;
    this.tried = run.id;
    this.compute('pca');
  }

  private compute(method: MapMethod): void {
    const run = this.run!;
    this.action.run(() => this.look.computeMap(run.name, method), this.look.session.jobs);
  }

  private attach(): void {
    const [dots, marks] = this.area!.querySelectorAll('canvas');
    this.surface = new MapSurface(dots, marks);
    this.resize();
  }

  private resize(): void {
    if (!this.area || !this.surface) return;
    this.surface.resize(this.area.clientWidth, this.area.clientHeight);
    this.requestDraw();
  }

  private readonly onTheme = (): void => {
    this.colours = null;
    this.requestUpdate();
  };

  private readTheme() {
    const { background, text, text2, accent } = readColours(this.renderRoot as ShadowRoot);
    const model = { background: parse(background), text: parse(text), faint: parse(text2) };
    return { model, surface: { background: model.background, text, accent } };
  }

  /** The view's samples; null where the view cannot be shown: the explorer says why. */
  private viewIndices(): Uint32Array | null {
    try {
      return this.look.session.view?.indices ?? null;
    } catch {
      return null;
    }
  }

  private refresh(map: EmbeddingMap): void {
    const { table, selection } = this.look.session;
    this.colours ??= this.readTheme();
    this.model.update({
      table: table!,
      map,
      view: this.viewIndices(),
      picked: selection.set,
      path: this.path,
      hidden: this.off,
      colours: this.colours.model,
    });
  }

  private readonly requestDraw = (): void => {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  };

  private draw(): void {
    const { run, surface, model } = this;
    if (!run || !surface || !this.area || !this.isConnected) return;
    const map = this.map(run);
    this.refresh(map);
    const started = performance.now();
    surface.setPoints(map.points);
    const overlay = {
      selected: model.placeOf(this.look.session.selected),
      hovered: model.placeOf(this.hover?.index ?? null),
      outline: this.outline,
      middle: this.catcher?.matches(':focus-visible') ?? false,
    };
    const moving = surface.draw(model.drawn, overlay, this.colours!.surface);
    this.drawMs = performance.now() - started;
    if (moving) this.requestDraw();
  }

  private readonly pointer = new MapPointer({
    tool: () => this.tool,
    spotOf: (event) => this.spotOf(event),
    pan: (dx, dy) => this.move((surface) => surface.pan(dx, dy)),
    zoom: (factor, at) => this.move((surface) => surface.zoom(factor, at)),
    outline: (line) => {
      this.outline = line;
      this.requestDraw();
    },
    pick: (line, add) => this.pick(line, add),
    click: (at, add) => this.clickAt(at, add),
    hover: (at) => this.point(at),
  });

  private spotOf(event: MouseEvent): Spot {
    const { left, top } = this.area!.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  private move(how: (surface: MapSurface) => void): void {
    if (this.surface) how(this.surface);
    this.hover = null;
    this.requestDraw();
  }

  private sampleAt(at: Spot, reach?: number): number | null {
    const place = this.surface?.placeAt(at, this.model.drawn.live, reach) ?? -1;
    return place < 0 ? null : this.map(this.run!).indices[place];
  }

  private pick(line: number[], add: boolean): void {
    const { indices } = this.map(this.run!);
    const found = this.surface!.placesInside(line, this.model.drawn.live).map((place) => indices[place]);
    const { selection } = this.look.session;
    if (add) selection.add(found);
    else selection.replace(found);
  }

  private clickAt(at: Spot, add: boolean): void {
    const { session } = this.look;
    const index = this.sampleAt(at);
    if (index === null) return;
    if (add) session.selection.toggle(index);
    else session.selected = index;
  }

  private point(at: Spot | null): void {
    const index = at && this.sampleAt(at);
    if (index === (this.hover?.index ?? null)) return;
    const { left, top } = this.area!.getBoundingClientRect();
    this.hover = index === null ? null : { index, x: left + at!.x, y: top + at!.y };
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const asked = mapKey(event.key);
    if (!asked) return;
    event.preventDefault();
    event.stopPropagation();
    const { session } = this.look;
    if (asked.what === 'pan') this.move((surface) => surface.pan(asked.dx, asked.dy));
    else if (asked.what === 'zoom') this.move((surface) => surface.zoom(asked.factor));
    else if (asked.what === 'fit') this.move((surface) => surface.fit());
    else if (asked.what === 'clear') session.selection.clear();
    else session.selected = this.sampleAt(this.surface!.middle, MIDDLE_REACH) ?? session.selected;
  };

  private readonly onLegend = ({ detail: { code, alone } }: LookLegendEvent): void => {
    const { entries } = this.model.colouring;
    const others = entries.map((entry) => entry.code).filter((other) => other !== code);
    const off = new Set(this.off);
    if (alone) {
      const was = !off.has(code) && others.every((other) => off.has(other));
      this.off = was ? new Set() : new Set(others);
    } else {
      if (!off.delete(code)) off.add(code);
      this.off = off;
    }
  };

  private readonly onColour = (event: Event): void => {
    this.path = (event.target as HTMLSelectElement).value;
    this.off = new Set();
  };

  override render() {
    const { table } = this.look.session;
    const run = this.run;
    if (!run || !table) {
      return html`<look-empty
        heading="No map yet"
        text="A map lays samples out by what a network sees in them. Train one, and let it predict the samples."
      >
        <button class="button" type="button" @click=${() => this.dispatchEvent(new LookGoEvent('train'))}>
          Train a network
        </button>
      </look-empty>`;
    }
    const map = this.map(run);
    this.refresh(map);
    return html`${this.renderBar()} ${this.renderArea(run, map)}
      <look-map-legend
        .colouring=${this.model.colouring}
        .counts=${this.model.drawn.counts}
        .off=${this.off}
        .theme=${this.model.theme}
        @look-legend=${this.onLegend}
      ></look-map-legend>`;
  }

  private renderBar() {
    const choices = colourChoices(this.look.session.table!);
    const path = choices.some((choice) => choice.path === this.path) ? this.path : 'given';
    return html`<div class="bar">
      <div class="tabs" role="group" aria-label="Layout">
        ${METHODS.map(
          ({ method, title, says }) =>
            html`<button
              class="tab"
              type="button"
              aria-pressed=${this.method === method}
              @click=${() => (this.chosen = method)}
              ${tip(says)}
            >
              ${title}
            </button>`,
        )}
      </div>
      <label class="by"
        ><span class="muted">Colour</span>
        <select @change=${this.onColour}>
          ${choices.map(
            (choice) => html`<option value=${choice.path} ?selected=${choice.path === path}>${choice.title}</option>`,
          )}
        </select></label
      >
      <div class="tabs" role="group" aria-label="Pointer">
        ${TOOLS.map(({ tool, icon: name, title }) =>
          this.renderIcon(name, title, () => (this.tool = tool), this.tool === tool),
        )}
      </div>
      <div class="tabs zooming" role="group" aria-label="Zoom">
        ${this.renderIcon('zoom-out', 'Smaller (−)', () => this.move((surface) => surface.zoom(1 / 1.5)))}
        ${this.renderIcon('zoom-in', 'Larger (+)', () => this.move((surface) => surface.zoom(1.5)))}
        ${this.renderIcon('maximize', 'Show all of the map (0)', () => this.move((surface) => surface.fit()))}
      </div>
    </div>`;
  }

  private renderIcon(name: IconName, title: string, act: () => void, pressed?: boolean) {
    return html`<button
      class="tab"
      type="button"
      aria-label=${title}
      aria-pressed=${pressed ?? nothing}
      @click=${act}
      ${tip(title)}
    >
      ${icon(name)}
    </button>`;
  }

  private renderArea(run: RunRow, map: EmbeddingMap) {
    return html`<div class="area">
      <canvas aria-hidden="true"></canvas><canvas aria-hidden="true"></canvas>
      <div
        class="catcher ${this.tool === 'pan' ? '' : 'aim'}"
        role="application"
        tabindex="0"
        aria-label="Embedding map"
        aria-describedby="told"
        aria-keyshortcuts="ArrowLeft ArrowRight ArrowUp ArrowDown + - 0 Enter Escape"
        @pointerdown=${this.pointer.onDown}
        @pointermove=${this.pointer.onMove}
        @pointerup=${this.pointer.onUp}
        @pointercancel=${this.pointer.onCancel}
        @pointerleave=${this.pointer.onLeave}
        @wheel=${this.pointer.wheel}
        @keydown=${this.onKey}
        @focus=${this.requestDraw}
        @blur=${this.requestDraw}
      ></div>
      <p class="visually-hidden" id="told" role="status">${this.tell(map)}</p>
      ${this.renderInvitation(map)}
      <div class="over">${this.action.renderError()} ${this.renderJob(run)}</div>
      ${this.renderHover()}
    </div>`;
  }

  /** What is shown, in words. */
  private tell(map: EmbeddingMap): string {
    const { session } = this.look;
    if (map.indices.length === 0) return 'The map is not laid out yet.';
    const title = METHODS.find(({ method }) => method === this.method)!.title;
    const parts = [
      `${title} of ${formatPlural(map.indices.length, 'sample')}`,
      `${formatCount(this.model.shown)} in the view and shown`,
    ];
    if (session.selection.size > 0) parts.push(`${formatCount(session.selection.size)} picked`);
    if (this.model.placeOf(session.selected) >= 0) {
      parts.push(
        `looking at ${sampleText(session.selected!, sampleFacts(session.table!, session.selected!, null), '')}`,
      );
    }
    return `${parts.join('; ')}. Arrows move, plus and minus zoom, Enter looks at the sample in the middle.`;
  }

  private renderInvitation(map: EmbeddingMap) {
    if (map.status !== 'missing' || this.look.session.jobs.running('map')) return nothing;
    const umap = this.method === 'umap';
    return html`<div class="invite">
      <div class="card">
        <h2>${umap ? 'Lay out by UMAP' : 'Lay out by principal components'}</h2>
        <p class="muted">
          ${
            umap
              ? 'Alike samples come to lie together, so that one of another kind stands out. A minute or two for 60,000 samples, seconds for a few thousand.'
              : 'The two directions in which the features vary most; a second or two.'
          }
        </p>
        <button class="button primary" type="button" @click=${() => this.compute(this.method)}>Lay out</button>
      </div>
    </div>`;
  }

  private renderJob(run: RunRow) {
    const { jobs } = this.look.session;
    const job = jobs.running('map');
    if (job) return html`<look-job-bar class="card" .job=${job}></look-job-bar>`;
    const map = this.map(run);
    const missing = this.model.predicted - map.indices.length;
    if (map.status !== 'ready' || missing <= 0) return nothing;
    return html`<div class="card picked">
      <span>${formatPlural(missing, 'sample')} predicted since ${missing === 1 ? 'is' : 'are'} not on this map.</span>
      <button class="button small" type="button" @click=${() => this.compute(this.method)}>Lay out again</button>
    </div>`;
  }

  private renderHover() {
    const { table } = this.look.session;
    if (!this.hover || !table) return nothing;
    const { index, x, y } = this.hover;
    // Beside the pointer, on the side with more room.
    const left = x + 200 > innerWidth ? x - 194 : x + 18;
    const top = Math.min(y + 12, innerHeight - 250);
    return html`<look-hover-card
      aria-hidden="true"
      style="left: ${left}px; top: ${top}px"
      .pictures=${this.pictures}
      .index=${index}
      .text=${sampleText(index, sampleFacts(table, index, null), '')}
    ></look-hover-card>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-embedding-map': LookEmbeddingMap;
  }
}
