/** What a press and drag does. */
export type MapTool = 'pan' | 'lasso' | 'box';

/** A place in the map's area, CSS pixels. */
export interface Spot {
  x: number;
  y: number;
}

/** What the map does when the pointer asks for it. */
export interface MapPointerTarget {
  tool: () => MapTool;
  spotOf: (event: MouseEvent) => Spot;
  pan: (dx: number, dy: number) => void;
  /** Zooms by a factor about a spot. */
  zoom: (factor: number, at: Spot) => void;
  /** A closed line is being drawn: x, y, x, y …; null once it is let go. */
  outline: (line: number[] | null) => void;
  /** A line was closed; `add` keeps what was picked before. */
  pick: (line: number[], add: boolean) => void;
  /** A click, or with `finger` a tap, which is less exact. */
  click: (at: Spot, add: boolean, finger: boolean) => void;
  /** The pointer is over a spot, or gone. */
  hover: (at: Spot | null) => void;
}

/** A press becomes a drag once the pointer has moved so far, CSS pixels. */
const SLACK = 4;

/** A lasso takes a corner every so many CSS pixels. */
const CORNER_EVERY = 3;

/** Distinguishes clicks, drags, lassos, boxes, wheels and pinches. Shift makes a drag a lasso whatever the tool. */
export class MapPointer {
  private readonly fingers = new Map<number, Spot>();
  private start: Spot | null = null;
  private last: Spot = { x: 0, y: 0 };
  private tool: MapTool = 'pan';
  private dragging = false;
  private line: number[] = [];

  constructor(private readonly target: MapPointerTarget) {}

  readonly onDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const spot = this.target.spotOf(event);
    this.fingers.set(event.pointerId, spot);
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    if (this.fingers.size > 1) return this.forget();
    this.start = this.last = spot;
    this.tool = event.shiftKey && this.target.tool() === 'pan' ? 'lasso' : this.target.tool();
    this.dragging = false;
    this.line = [spot.x, spot.y];
  };

  readonly onMove = (event: PointerEvent): void => {
    const spot = this.target.spotOf(event);
    if (this.fingers.size > 1) return this.pinch(event.pointerId, spot);
    if (!this.start) return this.target.hover(event.pointerType === 'touch' ? null : spot);
    this.dragging ||= Math.hypot(spot.x - this.start.x, spot.y - this.start.y) >= SLACK;
    if (!this.dragging) return;
    this.target.hover(null);
    if (this.tool === 'pan') this.target.pan(spot.x - this.last.x, spot.y - this.last.y);
    else this.target.outline(this.extend(spot));
    this.last = spot;
  };

  readonly onUp = (event: PointerEvent): void => {
    this.fingers.delete(event.pointerId);
    const { start } = this;
    if (!start) return;
    const add = event.ctrlKey || event.metaKey;
    const spot = this.target.spotOf(event);
    if (!this.dragging) this.target.click(spot, add, event.pointerType === 'touch');
    else if (this.tool !== 'pan') this.target.pick(this.extend(spot), add);
    this.forget();
  };

  readonly onCancel = (event: PointerEvent): void => {
    this.fingers.delete(event.pointerId);
    this.forget();
  };

  /** A finger leaves whenever it is lifted: what its tap brought up stays. */
  readonly onLeave = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') this.target.hover(null);
  };

  /** A trackpad's pinch comes as a wheel with ctrl, in small steps. */
  readonly wheel = {
    passive: false,
    handleEvent: (event: WheelEvent): void => {
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      this.target.zoom(Math.exp((-event.deltaY * lines) / (event.ctrlKey ? 100 : 400)), this.target.spotOf(event));
    },
  };

  /** For moves of a touch: else Chromium takes the end of a quick stroke for a fling, and the next tap only stops that. */
  readonly noFling = { passive: false, handleEvent: (event: Event): void => event.preventDefault() };

  /** Ends what is under way without a result. */
  forget(): void {
    this.start = null;
    this.line = [];
    this.target.outline(null);
  }

  private extend(spot: Spot): number[] {
    const { line, start } = this;
    if (this.tool === 'box') return [start!.x, start!.y, spot.x, start!.y, spot.x, spot.y, start!.x, spot.y];
    const away = Math.hypot(spot.x - line[line.length - 2], spot.y - line[line.length - 1]);
    if (away >= CORNER_EVERY) line.push(spot.x, spot.y);
    return line;
  }

  private pinch(id: number, spot: Spot): void {
    const before = this.fingers.get(id);
    const other = [...this.fingers].find(([key]) => key !== id)?.[1];
    if (!before || !other) return;
    const apart = (at: Spot): number => Math.hypot(at.x - other.x, at.y - other.y);
    this.fingers.set(id, spot);
    this.target.pan((spot.x - before.x) / 2, (spot.y - before.y) / 2);
    if (apart(before) > 0 && apart(spot) > 0) {
      this.target.zoom(apart(spot) / apart(before), { x: (spot.x + other.x) / 2, y: (spot.y + other.y) / 2 });
    }
  }
}
