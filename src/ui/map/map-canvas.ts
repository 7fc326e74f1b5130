import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import { byTouch } from '../kit/by-touch.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base } from '../styles/shared.ts';
import { renderHoverCard } from '../grid/hover-card.ts';
import type { Pictures } from '../samples/pictures.ts';
import type { Drawn } from './draw-list.ts';
import { WHOLE, type MapCamera, type MapSquare } from './map-camera.ts';
import { MAP_SHORTCUTS, mapKey } from './map-keys.ts';
import type { Dots } from './map-model.ts';
import { MapPointer, type MapTool, type Spot } from './map-pointer.ts';
import { MapSurface, type SurfaceColours } from './map-surface.ts';

/** How far from the middle the keyboard finds a sample, CSS pixels. */
const MIDDLE_REACH = 60;

/** How far from a finger a dot is meant, CSS pixels. */
const FINGER_REACH = 22;

/** Another part of the plane is shown. */
export class LookMapCameraEvent extends CustomEvent<MapCamera> {
  constructor(camera: MapCamera) {
    super('look-map-camera', { detail: camera, bubbles: true });
  }
}

/**
 * A map's dots, to be moved and zoomed. Samples are picked with a lasso or box into the session's selection; a click, or Enter for
 * the one in the middle, looks at one; a pointer on one shows its picture.
 * @event look-map-camera - another part of the plane is shown, sent as it is drawn
 */
@customElement('look-map-canvas')
export class LookMapCanvas extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        position: absolute;
        inset: 0;
      }
      canvas {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
      }
      .catcher {
        position: absolute;
        inset: 0;
        outline: none;
        cursor: grab;
        touch-action: none;
      }
      .catcher:active {
        cursor: grabbing;
      }
      .catcher.aim {
        cursor: crosshair;
      }
      .catcher:focus-visible {
        outline: 2px solid var(--look-focus);
        outline-offset: -2px;
      }
    `,
  ];

  private readonly session = new SessionController(this);
  private surface: MapSurface | null = null;
  private camera: MapCamera | null = null;
  private outline: number[] | null = null;
  private frame = 0;
  private readonly resizing = new ResizeObserver(() => this.resize());

  @query('.dots') private readonly dots!: HTMLCanvasElement;
  @query('.marks') private readonly marks!: HTMLCanvasElement;
  @query('.catcher') private readonly catcher!: HTMLElement;
  @state() private hover: { index: number; at: Spot } | null = null;
  @property({ attribute: false }) look!: Look;
  @property({ attribute: false }) pictures!: Pictures;
  @property({ attribute: false }) map!: Dots;
  /** How the map's samples are drawn. */
  @property({ attribute: false }) drawn!: Drawn;
  /** The place of a sample on the map, or −1. */
  @property({ attribute: false }) placeOf!: (index: number | null) => number;
  @property({ attribute: false }) colours!: SurfaceColours;
  /** What is shown until somebody moves or zooms. */
  @property({ attribute: false }) home: MapSquare = WHOLE;
  @property() tool: MapTool = 'pan';
  /** What it is called. */
  @property() label = 'Map';
  /** What the map shows, in words. */
  @property() told = '';

  /** Milliseconds that drawing last took. */
  drawMs = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('pointerdown', this.onPress, true);
    if (this.hasUpdated) this.resizing.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizing.disconnect();
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.hover = null;
    window.removeEventListener('pointerdown', this.onPress, true);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('look')) this.session.follow(this.look.session);
  }

  override firstUpdated(): void {
    this.surface = new MapSurface(this.dots, this.marks);
    this.resize();
    this.resizing.observe(this);
  }

  override updated(): void {
    this.requestDraw();
  }

  /** Enlarges the map by a factor about its middle; null shows all of it. */
  zoom(factor: number | null): void {
    this.move((surface) => (factor === null ? surface.fit() : surface.zoom(factor)));
  }

  private resize(): void {
    this.surface?.resize(this.clientWidth, this.clientHeight);
    this.requestDraw();
  }

  /** What a finger's tap brought up goes once anything else is pressed. */
  private readonly onPress = (event: Event): void => {
    if (!event.composedPath().includes(this)) this.hover = null;
  };

  private readonly requestDraw = (): void => {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  };

  private draw(): void {
    const { surface } = this;
    if (!surface || !this.isConnected || this.clientWidth === 0) return;
    const started = performance.now();
    surface.setPoints(this.map.points);
    surface.setHome(this.home);
    const overlay = {
      selected: this.placeOf(this.look.session.selected),
      hovered: this.placeOf(this.hover?.index ?? null),
      outline: this.outline,
      middle: this.catcher.matches(':focus-visible'),
    };
    const moving = surface.draw(this.drawn, overlay, this.colours);
    this.drawMs = performance.now() - started;
    if (this.camera !== surface.camera) {
      this.camera = surface.camera;
      this.hover = null;
      this.dispatchEvent(new LookMapCameraEvent(surface.camera));
    }
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
    click: (at, add, finger) => this.clickAt(at, add, finger),
    hover: (at) => this.point(at),
  });

  private spotOf(event: MouseEvent): Spot {
    const { left, top } = this.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  private move(how: (surface: MapSurface) => void): void {
    if (this.surface) how(this.surface);
    this.requestDraw();
  }

  private sampleAt(at: Spot, reach?: number): number | null {
    const place = this.surface?.placeAt(at, this.drawn.live, reach) ?? -1;
    return place < 0 ? null : this.map.indices[place];
  }

  private pick(line: number[], add: boolean): void {
    const found = this.surface!.placesInside(line, this.drawn.live).map((place) => this.map.indices[place]);
    const { selection } = this.look.session;
    if (add || selection.picking) selection.add(found);
    else selection.replace(found);
  }

  /** A finger has no pointer to rest on a dot: its tap shows the picture too, until the next press or move. */
  private clickAt(at: Spot, add: boolean, finger: boolean): void {
    const { session } = this.look;
    const reach = finger ? FINGER_REACH : undefined;
    const index = this.sampleAt(at, reach);
    if (finger) this.point(at, reach);
    if (index === null) return;
    if (add || session.selection.picking) session.selection.toggle(index);
    else session.selected = index;
  }

  private point(at: Spot | null, reach?: number): void {
    const index = at && this.sampleAt(at, reach);
    if (index === (this.hover?.index ?? null)) return;
    const { left, top } = this.getBoundingClientRect();
    this.hover = index === null ? null : { index, at: { x: left + at!.x, y: top + at!.y } };
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const asked = mapKey(event.key);
    if (!asked) return;
    event.preventDefault();
    event.stopPropagation();
    const { session } = this.look;
    if (asked.what === 'pan') this.move((surface) => surface.pan(asked.dx, asked.dy));
    else if (asked.what === 'zoom') this.zoom(asked.factor);
    else if (asked.what === 'fit') this.zoom(null);
    else if (asked.what === 'clear') session.selection.clear();
    else session.selected = this.sampleAt(this.surface!.middle, MIDDLE_REACH) ?? session.selected;
  };

  override render() {
    const { table } = this.look.session;
    return html`<canvas class="dots" aria-hidden="true"></canvas>
      <canvas class="marks" aria-hidden="true"></canvas>
      <div
        class="catcher ${this.tool === 'pan' ? '' : 'aim'}"
        role="application"
        tabindex="0"
        aria-label=${this.label}
        aria-describedby="told"
        aria-keyshortcuts=${MAP_SHORTCUTS}
        @pointerdown=${this.pointer.onDown}
        @pointermove=${this.pointer.onMove}
        @pointerup=${this.pointer.onUp}
        @pointercancel=${this.pointer.onCancel}
        @pointerleave=${this.pointer.onLeave}
        @touchmove=${this.pointer.noFling}
        @wheel=${this.pointer.wheel}
        @keydown=${this.onKey}
        @focus=${this.requestDraw}
        @blur=${this.requestDraw}
      ></div>
      <p class="visually-hidden" id="told" role="status">
        ${this.told}
        ${byTouch() ? 'One finger moves it, two zoom, a tap looks at a sample.' : 'Arrows move, plus and minus zoom, Enter looks at the sample in the middle.'}
      </p>
      ${table ? renderHoverCard(this.hover, table, this.pictures, { key: null, title: '' }) : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-map-canvas': LookMapCanvas;
  }
  interface HTMLElementEventMap {
    'look-map-camera': LookMapCameraEvent;
  }
}
