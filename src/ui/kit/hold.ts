/** Milliseconds that a finger rests before that is more than a tap. */
const HOLD_MS = 500;

/** A finger that moves further than this is scrolling, CSS pixels. */
const SLACK = 10;

/** Milliseconds in which the click comes that some browsers make of a hold's end. */
const CLICK_MS = 400;

/**
 * Tells when one finger rests on something: hand over the pointer events that come there. A finger that scrolls, a second one,
 * and a mouse never do.
 */
export class Hold {
  private from: PointerEvent | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private held = false;
  private forgetting: ReturnType<typeof setTimeout> | undefined;

  /** @param onHold hears of it while the finger is still down */
  constructor(private readonly onHold: (event: PointerEvent) => void) {}

  /** A pointer went down. */
  down(event: PointerEvent): void {
    this.forget();
    const alone = event.pointerType === 'touch' && event.isPrimary;
    this.stop();
    if (!alone) return;
    this.from = event;
    this.timer = setTimeout(() => {
      this.held = true;
      this.from = null;
      this.onHold(event);
    }, HOLD_MS);
  }

  /** A pointer moved. */
  move({ clientX, clientY }: PointerEvent): void {
    const { from } = this;
    if (from && Math.hypot(clientX - from.clientX, clientY - from.clientY) > SLACK) this.stop();
  }

  /** Waits no longer: the finger is up, or is scrolling. */
  stop(): void {
    clearTimeout(this.timer);
    this.from = null;
    if (this.held) this.forgetting = setTimeout(this.forget, CLICK_MS);
  }

  /** Whether a click only ends a hold, once: some browsers send one. A click that no pointer made, by a key or a script, never does. */
  takeClick({ detail }: MouseEvent): boolean {
    if (detail === 0 || !this.held) return false;
    this.forget();
    return true;
  }

  private readonly forget = (): void => {
    clearTimeout(this.forgetting);
    this.held = false;
  };
}

/** For `@contextmenu`: a finger that rests asks for no menu here, which would take the touch away. A mouse's menu comes as ever. */
export function noMenuByTouch(event: MouseEvent): void {
  if ((event as PointerEvent).pointerType === 'touch') event.preventDefault();
}
