import { Hold } from '../kit/hold.ts';

/** A point of the list, CSS pixels: x in the grid, y from the top of everything. */
export interface Point {
  x: number;
  y: number;
}

/** What a grid does when the pointer asks for it. */
export interface PointerTarget {
  /** Turns an event's place into a point of the list. */
  pointOf(event: MouseEvent): Point;
  /** A click on a point. */
  click(at: Point, event: MouseEvent): void;
  /** A finger rests on a point. */
  hold(at: Point): void;
  /** A rubber band is being drawn; `add` keeps what was picked before. */
  band(from: Point, to: Point, add: boolean): void;
  /** It was let go, or the browser took the pointer for something else. */
  endBand(cancelled: boolean): void;
  /** Two fingers moved apart by this factor since the last call. */
  pinch(factor: number): void;
  /** The pointer rests on a point, or has gone (null). */
  rest(at: Point | null, event: PointerEvent | null): void;
  /** Scrolls by so many pixels, while a band is drawn beyond an edge. */
  scrollBy(pixels: number): void;
}

/** A press becomes a band once the pointer has moved so far, CSS pixels; a pen trembles more than a mouse. */
const SLACK = 6;
const PEN_SLACK = 14;

/** Milliseconds that a pointer rests before its tile is shown large. */
const REST_MS = 450;

/** Distinguishes clicks, holds, rubber bands, pinches and rests. Attach its handlers to the grid's scroller. */
export class GridPointer {
  private pressed: { from: Point; x: number; y: number; add: boolean } | null = null;
  private banding = false;
  private banded = false;
  private fingers = new Map<number, { x: number; y: number }>();
  private apart = 0;
  private readonly hold = new Hold((event) => this.target.hold(this.target.pointOf(event)));
  private resting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly target: PointerTarget) {}

  /** Ends whatever is under way. */
  stop(): void {
    clearTimeout(this.resting);
    this.hold.stop();
    this.pressed = null;
    this.banding = false;
    this.fingers.clear();
  }

  readonly onDown = (event: PointerEvent): void => {
    this.leave();
    this.banded = false;
    this.hold.down(event);
    if (event.pointerType === 'touch') {
      this.fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      this.apart = this.distance();
      return;
    }
    const scroller = event.currentTarget as HTMLElement;
    const onScrollbar = event.offsetX >= scroller.clientWidth && event.target === scroller;
    if (event.button !== 0 || onScrollbar) return;
    const add = event.ctrlKey || event.metaKey || event.shiftKey;
    this.pressed = { from: this.target.pointOf(event), x: event.clientX, y: event.clientY, add };
  };

  readonly onMove = (event: PointerEvent): void => {
    this.hold.move(event);
    if (this.fingers.has(event.pointerId)) return this.movePinch(event);
    if (event.pointerType === 'touch') return;
    const { pressed } = this;
    if (!pressed) return this.waitForRest(event);
    const far =
      Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) >
      (event.pointerType === 'pen' ? PEN_SLACK : SLACK);
    if (!this.banding && !far) return;
    const scroller = event.currentTarget as HTMLElement;
    if (!this.banding) scroller.setPointerCapture(event.pointerId);
    this.banding = true;
    const { top, bottom } = scroller.getBoundingClientRect();
    if (event.clientY < top) this.target.scrollBy(event.clientY - top);
    if (event.clientY > bottom) this.target.scrollBy(event.clientY - bottom);
    this.target.band(pressed.from, this.target.pointOf(event), pressed.add);
  };

  readonly onUp = (event: PointerEvent): void => {
    this.hold.stop();
    this.fingers.delete(event.pointerId);
    this.apart = this.distance();
    if (this.banding) this.target.endBand(event.type === 'pointercancel');
    this.banded = this.banding;
    this.pressed = null;
    this.banding = false;
  };

  /** Releasing a band or a hold may be a click too, which must do nothing. */
  readonly onClick = (event: MouseEvent): void => {
    if (!this.hold.takeClick(event) && !this.banded) this.target.click(this.target.pointOf(event), event);
    this.banded = false;
  };

  readonly leave = (): void => {
    clearTimeout(this.resting);
    this.target.rest(null, null);
  };

  private waitForRest(event: PointerEvent): void {
    this.leave();
    const at = this.target.pointOf(event);
    this.resting = setTimeout(() => this.target.rest(at, event), REST_MS);
  }

  private movePinch(event: PointerEvent): void {
    this.fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const now = this.distance();
    if (this.apart > 0 && now > 0) this.target.pinch(now / this.apart);
    this.apart = now;
  }

  private distance(): number {
    const [a, b] = [...this.fingers.values()];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  }
}
