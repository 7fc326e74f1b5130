import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Look } from '../../api/look.ts';
import type { LookGrid } from '../grid/grid.ts';
import { focusedElement } from '../kit/focused.ts';
import { belongsToControl, findByKey } from '../kit/keys.ts';
import { ENLARGE_KEY, FIND_KEY, PICTURE_KEY } from './key-help.ts';

/** What these keys ask of the explorer. */
export interface StageKeysHost extends ReactiveControllerHost {
  readonly look: Look;
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
 * Keys that work wherever the keyboard is in the explorer. Where nothing has it, as after a way here from another stage, those of the grid do
 * too. Made before what fixes by keys: Enter is the grid's where nothing is chosen yet.
 */
export class StageKeys implements ReactiveController {
  /** Whether the sample looked at is shown large. */
  enlarged = false;

  constructor(private readonly host: StageKeysHost) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('keydown', this.onKey);
  }

  /** What is shown large ends with the choice of it. */
  hostUpdate(): void {
    if (this.host.look?.session.selected === null) this.enlarged = false;
  }

  hostDisconnected(): void {
    window.removeEventListener('keydown', this.onKey);
  }

  /** Shows the sample looked at large, as long as there is one. */
  readonly enlarge = (): void => this.setEnlarged(this.host.look.session.selected !== null);

  /** Shows it in the inspector alone again. */
  readonly reduce = (): void => this.setEnlarged(false);

  private setEnlarged(on: boolean): void {
    this.enlarged = on;
    this.host.requestUpdate();
  }

  /** Gives the grid what is for it: Enter and Space are for the sample looked at, and where there is none they choose the first. */
  private handOver(event: KeyboardEvent): void {
    const { look, seenGrid } = this.host;
    const { selected, selection } = look.session;
    const focused = focusedElement();
    const loose = focused === null || focused.matches('body, main');
    const begins = selected === null && selection.size === 0 && findByKey([{ keys: ['Enter', 'Space'] }], event);
    if (!seenGrid || !(loose || (begins && focused.matches('[role="grid"]')))) return;
    if (begins) {
      event.preventDefault();
      seenGrid.input.begin();
    } else seenGrid.input.onKey(event);
    if (event.defaultPrevented) seenGrid.focus();
  }

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
