import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Look } from '../../api/look.ts';
import { isOpen } from '../../core/review/queue.ts';
import type { LookGrid } from '../grid/grid.ts';
import { focusedElement } from '../kit/focused.ts';
import { belongsToControl, findByKey } from '../kit/keys.ts';
import { ENLARGE_KEY, FIND_KEY, PICTURE_KEY } from './key-help.ts';

/** What moves and scrolls by keys of its own. */
const OWN_KEYS = 'look-inspector, .companion';

/** Where a click is about what the grid shows. */
const BESIDE_GRID = 'look-explore-toolbar, look-explore-sidebar';

const isWithin = (event: Event, selector: string): boolean =>
  event.composedPath().some((target) => target instanceof Element && target.matches(selector));

const byMouse = (event: MouseEvent): boolean => event instanceof PointerEvent && event.pointerType === 'mouse';

/** What these keys ask of the explorer. */
export interface StageKeysHost extends ReactiveControllerHost {
  readonly look: Look;
  /** Samples in the order of the grid, as rendered last. */
  readonly shownIndices: Uint32Array;
  /** Whether a dialog stands open over it. */
  readonly covered: boolean;
  /** The grid, where it is to be seen. */
  readonly seenGrid: LookGrid | null;
  /** Has a filter looked for. */
  find(): Promise<void>;
  /** Asks for a picture, and shows what is like it. */
  findLike(): Promise<void>;
}

/**
 * Keys that work wherever the keyboard is in the explorer. Where nothing has it that needs them, a button of the toolbar say, those of the grid
 * do too. Made before what fixes by keys: Enter is the grid's where nothing is chosen yet.
 */
export class StageKeys implements ReactiveController {
  /** Whether one sample is reviewed after another, over the whole window. */
  enlarged = false;

  constructor(private readonly host: StageKeysHost) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('keydown', this.onKey);
    window.addEventListener('click', this.onClick);
  }

  /** The review ends with the choice of a sample, but stays to say that every one is decided. */
  hostUpdate(): void {
    const { session, review } = this.host.look ?? {};
    if (session?.selected !== null || (review?.index === null && session.table)) return;
    this.enlarged = false;
  }

  hostDisconnected(): void {
    window.removeEventListener('keydown', this.onKey);
    window.removeEventListener('click', this.onClick);
  }

  /** Begins to review one by one: at the sample looked at, else at the first that nobody has decided about, else at the first. */
  readonly enlarge = (): void => {
    const { session } = this.host.look;
    session.selected ??= this.firstOpen() ?? this.host.shownIndices[0] ?? null;
    this.setEnlarged(session.selected !== null);
  };

  /** Ends it: the grid is at the same sample. */
  readonly reduce = (): void => this.setEnlarged(false);

  private firstOpen(): number | null {
    const { table } = this.host.look.session;
    return (table && this.host.shownIndices.find((index) => isOpen(table, index))) ?? null;
  }

  private setEnlarged(on: boolean): void {
    this.enlarged = on;
    this.host.requestUpdate();
  }

  /** Gives the grid what is for it: Enter and Space are for the sample looked at, and where there is none they choose the first. */
  private handOver(event: KeyboardEvent): void {
    const { look, seenGrid } = this.host;
    const { selected, selection } = look.session;
    const focused = focusedElement();
    const loose = focused === null || (focused.matches('body, main, button, a') && !isWithin(event, OWN_KEYS));
    const begins = selected === null && selection.size === 0 && findByKey([{ keys: ['Enter', 'Space'] }], event);
    if (!seenGrid || !(loose || (begins && focused.matches('[role="grid"]')))) return;
    if (begins) {
      event.preventDefault();
      seenGrid.input.begin();
    } else seenGrid.input.onKey(event);
    if (event.defaultPrevented) seenGrid.focus();
  }

  /** A button that the mouse pressed would keep the keyboard unseen, and Enter would press it again. */
  private readonly onClick = (event: MouseEvent): void => {
    const { seenGrid, covered } = this.host;
    const focused = focusedElement();
    if (!focused?.matches('button:not([popovertarget])') || !event.composedPath().includes(focused)) return;
    if (!seenGrid || covered || this.enlarged || isWithin(event, 'dialog')) return;
    if (byMouse(event) && isWithin(event, BESIDE_GRID)) seenGrid.focus();
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const { host } = this;
    if (event.defaultPrevented || this.enlarged || host.covered || belongsToControl(event)) return;
    if (findByKey([FIND_KEY], event)) {
      event.preventDefault();
      void host.find();
    } else if (findByKey([PICTURE_KEY], event)?.key === 'Shift M') {
      event.preventDefault();
      void host.findLike();
    } else if (findByKey([ENLARGE_KEY], event)) {
      event.preventDefault();
      this.enlarge();
    } else {
      this.handOver(event);
    }
  };
}
