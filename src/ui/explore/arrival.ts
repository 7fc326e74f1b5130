import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Look } from '../../api/look.ts';
import { skippedOf } from '../../api/kept-by-dataset.ts';
import type { View } from '../../api/view.ts';
import { isOpen } from '../../core/review/queue.ts';
import { judgesLabel } from '../../core/insights/methods.ts';
import type { LookGrid } from '../grid/grid.ts';
import { focusedElement } from '../kit/focused.ts';

/** What a way into the explorer needs of it. */
export interface ArrivalHost extends ReactiveControllerHost {
  readonly look: Look;
  /** Samples in the order of the grid, as rendered last. */
  readonly shownIndices: Uint32Array;
  /** The grid, where it is to be seen. */
  readonly seenGrid: LookGrid | null;
}

/** What has the keyboard for a reason, whoever comes here. */
const TYPED_IN = 'input, select, textarea, [contenteditable], dialog *, [popover] *';

/**
 * Begins a review where labels are ranked: on the way into the explorer, and with another view, the first sample that nobody has decided
 * about, or skipped, is looked at, unless one was chosen; and the keys work at once, since a link that led here keeps the keyboard no longer.
 */
export class Arrival implements ReactiveController {
  /** Whether the explorer is on screen. */
  private here = false;
  private arriving = false;
  /** The view that was begun last. */
  private begun: View | null = null;
  /** The sample that was chosen here, and not by a person. */
  private chosen: number | null = null;

  constructor(private readonly host: ArrivalHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.arriving = true;
    this.host.look?.session.renewView();
    this.here = true;
  }

  hostDisconnected(): void {
    this.here = false;
    this.host.look?.session.stay(false);
  }

  hostUpdated(): void {
    const { session } = this.host.look;
    // An element that is upgraded in the page has no session yet as it is connected.
    if (this.here) session.stay(true);
    const { view, table } = session;
    if (!table || !view || view === this.begun) return;
    const ranked = [...table.scores.values()].some(({ method }) => judgesLabel(method));
    this.begun = view;
    if (!ranked) return;
    // One that was only the first of another view is no choice.
    if (session.selected === null || session.selected === this.chosen) {
      const open = this.host.shownIndices.filter((index) => isOpen(table, index));
      const skipped = skippedOf(session.opened.info.id);
      // It goes on where it stopped; what was skipped comes again once nothing else is left.
      this.chosen = open.find((index) => !skipped.has(index)) ?? open[0] ?? null;
      session.selected = this.chosen;
    }
    if (this.arriving) void this.takeKeyboard();
    this.arriving = false;
  }

  private async takeKeyboard(): Promise<void> {
    await this.host.seenGrid?.updateComplete;
    const focused = focusedElement();
    if (focused && !focused.matches(`body, main, ${TYPED_IN}`)) this.host.seenGrid?.focus();
  }
}
