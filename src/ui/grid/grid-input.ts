import {
  LookEnlargeEvent,
  LookOpenEvent,
  LookPickEvent,
  LookPickingEvent,
  LookSelectEvent,
  LookZoomEvent,
  type PickWay,
} from '../events/explore-events.ts';
import { findByKey } from '../kit/keys.ts';
import { GRID_KEYS, OPEN_KEY, placeAfterKey, type GridWish } from './grid-keys.ts';
import { TILE_MAX, TILE_MIN, placesIn } from './grid-layout.ts';
import { GridPointer, type Point } from './grid-pointer.ts';
import type { GridViewport } from './grid-viewport.ts';

/** A tile of this side or larger is shown no larger under the pointer, CSS pixels. */
const HOVER_BELOW = 128;

/** How much `+` and `−` change the tiles. */
const ZOOM_STEP = 1.25;

const KEYS = [...GRID_KEYS, OPEN_KEY];

/** What pointer and keys need to know of a grid, and ask it to do. */
export interface InputTarget extends EventTarget {
  readonly viewport: GridViewport;
  /** Sample indices, in the order shown. */
  readonly indices: Uint32Array;
  readonly picked: ReadonlySet<number>;
  /** Whether a plain click picks. */
  readonly picking: boolean;
  /** Place of the sample looked at, or −1. */
  readonly selectedPlace: number;
  readonly tile: number;
  /** Turns an event's place into a point of the list. */
  pointOf(event: MouseEvent): Point;
  /** Has a place in sight. */
  revealPlace(place: number): void;
  /** Shows the rubber band between two points of the list, or none. */
  showBand(edges: [Point, Point] | null): void;
  /** Shows a sample large beside a point of the window, or none. */
  showHover(hover: { index: number; at: Point } | null): void;
  /** Scrolls on by so many pixels. */
  scrollOn(pixels: number): void;
}

/** What pointer and keys mean to a grid: samples looked at and picked, other sizes; reported by the grid's own events. */
export class GridInput {
  /** What was picked before the rubber band that is being drawn, and whether that stays. */
  private beforeBand: { picked: readonly number[]; stays: boolean } | null = null;
  /** Size of the tiles as asked for, with its fraction. */
  private exact = 0;

  constructor(private readonly grid: InputTarget) {}

  /** What the pointer does here. */
  readonly pointer = new GridPointer({
    pointOf: (event) => this.grid.pointOf(event),
    click: (at, event) => this.clickAt(this.grid.viewport.placeAt(at), event),
    hold: (at) => this.holdAt(this.grid.viewport.placeAt(at)),
    band: (from, to, add) => {
      const { grid } = this;
      grid.showBand([from, to]);
      this.beforeBand ??= { picked: [...grid.picked], stays: add || grid.picking };
      const { picked, stays } = this.beforeBand;
      const inside = placesIn(grid.viewport.layout, from, to).map((place) => grid.indices[place]);
      this.pick(stays ? [...picked, ...inside] : inside, 'replace');
    },
    endBand: (cancelled) => {
      this.grid.showBand(null);
      if (cancelled) this.pick([...this.beforeBand!.picked], 'replace');
      this.beforeBand = null;
    },
    pinch: (factor) => this.zoomBy(factor),
    rest: (at, event) => {
      const { viewport, indices } = this.grid;
      const place = at ? viewport.placeAt(at) : -1;
      const large = viewport.layout.tile >= HOVER_BELOW || place < 0 || !event;
      this.grid.showHover(large ? null : { index: indices[place], at: { x: event.clientX, y: event.clientY } });
    },
    scrollBy: (pixels) => this.grid.scrollOn(pixels),
  });

  readonly wheel = {
    passive: false,
    handleEvent: (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      this.zoomBy(Math.exp(-event.deltaY / 500));
    },
  };

  readonly onDoubleClick = (event: MouseEvent): void => {
    const { grid } = this;
    if (!grid.picking && grid.viewport.placeAt(grid.pointOf(event)) >= 0) grid.dispatchEvent(new LookEnlargeEvent());
  };

  readonly onKey = (event: KeyboardEvent): void => {
    this.pointer.leave();
    const found = findByKey(KEYS, event);
    if (found && this.follow(found.line.wish, event)) event.preventDefault();
  };

  /** Chooses the first in sight. */
  readonly begin = (): void => {
    if (this.grid.indices.length > 0) this.choose(this.grid.viewport.firstPlace);
  };

  /** @returns whether the key means something where the grid stands now */
  private follow(wish: GridWish, { key, shiftKey }: KeyboardEvent): boolean {
    const { grid } = this;
    const place = grid.selectedPlace;
    switch (wish) {
      case 'move': {
        const { layout, firstPlace, pageRows } = grid.viewport;
        const next = placeAfterKey(key, place, firstPlace, grid.indices.length, layout, pageRows);
        if (next === null) return false;
        if (shiftKey) this.pickRange(next);
        this.choose(next);
        return true;
      }
      case 'pick':
        if (place >= 0) this.pick([grid.indices[place]], 'toggle');
        return place >= 0;
      case 'pick-all':
        this.pick([...grid.indices], 'replace');
        return true;
      case 'let-go':
        if (grid.picked.size > 0 || grid.picking) this.pick([], 'clear');
        else if (place >= 0) grid.dispatchEvent(new LookSelectEvent(null));
        else return false;
        return true;
      case 'open':
        if (place >= 0) grid.dispatchEvent(new LookOpenEvent());
        return place >= 0;
      case 'zoom':
        this.zoomBy(key === '+' || key === '=' ? ZOOM_STEP : 1 / ZOOM_STEP);
        return true;
    }
  }

  private clickAt(place: number, event: MouseEvent): void {
    const { indices, picked, picking } = this.grid;
    if (place < 0) return;
    if (event.shiftKey) this.pickRange(place);
    else if (picking || event.ctrlKey || event.metaKey) this.pick([indices[place]], 'toggle');
    else if (picked.size > 0) this.pick([], 'clear');
    this.choose(place);
  }

  /** What a finger that rests does: it begins picking, or picks everything up to here. */
  private holdAt(place: number): void {
    const { grid } = this;
    if (place < 0) return;
    if (grid.picking) this.pickRange(place);
    else this.pick([grid.indices[place]], 'add');
    grid.dispatchEvent(new LookPickingEvent(true));
    this.choose(place);
  }

  /** Picks everything between the sample looked at and this place, both included. */
  private pickRange(place: number): void {
    const { indices, selectedPlace } = this.grid;
    const from = selectedPlace < 0 ? place : selectedPlace;
    this.pick([...indices.subarray(Math.min(from, place), Math.max(from, place) + 1)], 'add');
  }

  private pick(indices: readonly number[], how: PickWay): void {
    this.grid.dispatchEvent(new LookPickEvent(indices, how));
  }

  private choose(place: number): void {
    this.grid.revealPlace(place);
    this.grid.dispatchEvent(new LookSelectEvent(this.grid.indices[place]));
  }

  /** Small steps add up: a pinch on a trackpad asks for less than a pixel at a time. */
  private zoomBy(factor: number): void {
    const { tile } = this.grid;
    const from = Math.round(this.exact) === tile ? this.exact : tile;
    this.exact = Math.min(TILE_MAX, Math.max(TILE_MIN, from * factor));
    const whole = Math.round(this.exact);
    if (whole !== tile) this.grid.dispatchEvent(new LookZoomEvent(whole));
  }
}
