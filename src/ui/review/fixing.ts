import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { messageOf } from '../../api/jobs.ts';
import type { Look } from '../../api/look.ts';
import type { Review } from '../../api/review.ts';
import type { View } from '../../api/view.ts';
import { NO_LABEL } from '../../core/dataset/types.ts';
import { suggestPredicted } from '../../core/review/suggestion.ts';
import { planBulk, type BulkPlan } from './bulk-plan.ts';
import { actionOfKey, belongsToControl, type FixAction } from './fix-keys.ts';

/** What stands open over the explorer. */
export type FixDialog = 'class' | 'tag' | 'help' | BulkPlan | null;

/** What the explorer tells about its grid. */
export interface FixingHost extends ReactiveControllerHost {
  readonly look: Look;
  /** Samples in the order of the grid. */
  readonly shownIndices: Uint32Array;
  /** Gives the keyboard back to the grid. */
  focusGrid(): void;
}

/**
 * Fixing by keys: acts on the samples picked, after a look at what will change, or else on the one looked at, and goes on
 * to the next one in the grid's order that nobody has decided about.
 */
export class Fixing implements ReactiveController {
  dialog: FixDialog = null;
  /** What was done last, for those who hear the page and those who blinked. */
  said = '';
  /** What went wrong last. */
  error = '';
  /** The view that the review under way is of. */
  private reviewed: View | null = null;

  constructor(private readonly host: FixingHost) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('keydown', this.onKey);
  }

  hostDisconnected(): void {
    window.removeEventListener('keydown', this.onKey);
    this.reviewed = null;
    this.dialog = null;
  }

  /** Does it; what goes wrong is kept in `error`. */
  act(action: FixAction): void {
    this.error = '';
    this.perform(action).catch((error: unknown) => {
      this.error = messageOf(error);
      this.host.requestUpdate();
    });
    this.host.requestUpdate();
  }

  /** Closes what stands open. */
  readonly close = (): void => {
    this.dialog = null;
    this.host.requestUpdate();
    // The dialog gives the keyboard to whoever had it, which a shadow tree hides from it.
    void this.host.updateComplete.then(() => this.host.focusGrid());
  };

  /** Gives what is picked, or looked at, this class. */
  chooseClass(label: number): void {
    this.close();
    this.act({ do: 'set-class', label });
  }

  /** Tags what is picked, or toggles the tag of the sample looked at. */
  chooseTag(name: string): void {
    this.close();
    this.error = '';
    const { look } = this.host;
    const { selection, selected } = look.session;
    const work = async (): Promise<void> => {
      if (selection.size > 0) this.tell((await look.tag(selection.indices, name))?.title);
      else if (selected !== null) this.tell((await this.reviewAt(selected).toggleTag(name))?.title);
    };
    work().catch((error: unknown) => {
      this.error = messageOf(error);
      this.host.requestUpdate();
    });
    this.host.requestUpdate();
  }

  /** Does what a person has looked at and agreed to. */
  async carryOut(plan: BulkPlan): Promise<void> {
    const row = await plan.carryOut();
    this.close();
    this.host.look.session.selection.clear();
    this.tell(row?.title ?? 'nothing to change');
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const { session } = this.host.look;
    if (event.defaultPrevented || this.dialog !== null || !session.table || belongsToControl(event)) return;
    const action = actionOfKey(event, session.table.classes.length);
    if (!action) return;
    event.preventDefault();
    this.act(action);
  };

  private async perform(action: FixAction): Promise<void> {
    const { look } = this.host;
    const { selection, selected } = look.session;
    if (action.do === 'help') {
      this.dialog = 'help';
      return;
    }
    if (action.do === 'undo' || action.do === 'redo') {
      const step = await (look.review ? look.review[action.do]() : look[action.do]());
      this.tell(step ? `${action.do}: ${step.edit.title.replace(/^undo: /, '')}` : `nothing to ${action.do}`);
      return;
    }
    if (selection.size === 0 && selected === null) {
      this.error = 'Choose a sample first: click a tile, or press an arrow key.';
      return;
    }
    if (action.do === 'choose-class' || action.do === 'choose-tag') {
      this.dialog = action.do === 'choose-class' ? 'class' : 'tag';
      return;
    }
    if (selection.size > 0) {
      this.dialog = planBulk(look, selection.indices, action);
      return;
    }
    await this.decide(action, selected!);
  }

  private async decide(action: FixAction, index: number): Promise<void> {
    const review = this.reviewAt(index);
    const { table } = this.host.look.session;
    switch (action.do) {
      case 'skip':
        return review.skip();
      case 'back':
        return review.back();
      case 'keep':
        return this.tell((await review.keep())?.title);
      case 'exclude':
        return this.tell((await review.exclude())?.title);
      case 'set-class':
        return this.tell((await review.relabel(action.label))?.title);
      case 'accept': {
        if ((table!.predicted?.[index] ?? NO_LABEL) === NO_LABEL) {
          throw new Error('Nothing is suggested here: predict this sample with a run, or set a class yourself.');
        }
        // Only what is on screen can be accepted: where the network agrees with the label, that is the label.
        const suggested = suggestPredicted(table!, index) !== null;
        return this.tell((await (suggested ? review.accept() : review.keep()))?.title);
      }
      default:
        return;
    }
  }

  /** The review of the samples as the grid shows them, its cursor on this one. */
  private reviewAt(index: number): Review {
    const { look, shownIndices } = this.host;
    const { view, dataset } = look.session;
    let { review } = look;
    if (!review || this.reviewed !== view) {
      review = look.startReview(dataset!.view().select([...shownIndices]));
      this.reviewed = view;
    }
    review.goTo(index);
    return review;
  }

  private tell(what: string | undefined): void {
    this.said = what ?? 'nothing changed';
    this.host.requestUpdate();
  }
}
