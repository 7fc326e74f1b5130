import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { actionOf, type Action, type ActionValue } from '../../api/actions.ts';
import type { Look } from '../../api/look.ts';
import type { View } from '../../api/view.ts';
import { printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import type { Edit } from '../../core/edits/edit.ts';
import { sentenceOf } from '../../core/errors.ts';
import type { ChangePreview } from '../../core/review/change-preview.ts';
import { isOpen } from '../../core/review/queue.ts';
import type { LookDoEvent } from '../events/explore-events.ts';
import { similaritySortOf } from '../../core/views/edit-stages.ts';
import { byTouch } from '../kit/by-touch.ts';
import { belongsToControl } from '../kit/keys.ts';
import { classTitle, editTitle, sampleTitle } from '../samples/sample-names.ts';
import { AS_PREDICTED, REDO, UNDO, wantedByKey, type Wanted } from './actions.ts';
import { ClassNumber } from './class-number.ts';
import type { LookFixEvent } from './fix-event.ts';
import { inOrder, type PlannedChange } from './planned-change.ts';

/** What stands open over the explorer: the help, a choice of what an action asks for, or a look at what will change. */
export type FixDialog = 'help' | { asking: Action } | PlannedChange | null;

/** What is said once the view is in order of similarity, as long as it is. */
const SORTED = 'sorted by similarity';

const NONE = new Uint32Array(0);

/** What the explorer tells about its grid. */
export interface FixingHost extends ReactiveControllerHost {
  readonly look: Look;
  /** Samples in the order of the grid. */
  readonly shownIndices: Uint32Array;
  /** Whether the sample looked at is shown large, and covers the grid: then what is done is done to that one, whatever is picked. */
  readonly keys: { readonly enlarged: boolean; reduce(): void };
  /** Gives the keyboard back to the grid. */
  focusGrid(): void;
}

/**
 * Fixing by keys: acts on the samples picked, after a look at what will change, or else on the one looked at, as always in the
 * large picture, and goes on to the next one in the grid's order that nobody has decided about.
 */
export class Fixing implements ReactiveController {
  dialog: FixDialog = null;
  /** What was done last, for those who hear the page and those who blinked. */
  said = '';
  /** What reverses that; null where it changed nothing. */
  reverse: Action | null = null;
  /** What went wrong last. */
  error = '';
  /** The view that the review under way is of. */
  private reviewed: View | null = null;
  /** The data set that all of this is about. */
  private datasetId: number | null = null;
  private readonly number = new ClassNumber();
  /** What the number is for: the action, and all that says which samples it was typed on. */
  private numbering: { action: Action; on: readonly unknown[] } | null = null;

  constructor(private readonly host: FixingHost) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('keydown', this.onKey);
    window.addEventListener('look-do', this.onDo);
  }

  /** What stands open, and what is told of the last edit, ends with the data set that it is about; a number half typed with its samples. */
  hostUpdate(): void {
    this.endStaleNumber();
    const { view } = this.host.look.session;
    if (this.said === SORTED && !(view && similaritySortOf(view.stages))) this.said = '';
    const id = this.host.look.session.dataset?.info.id ?? null;
    if (id === this.datasetId) return;
    this.datasetId = id;
    this.dialog = this.reviewed = this.reverse = null;
    this.said = this.error = this.number.typed = '';
  }

  hostDisconnected(): void {
    window.removeEventListener('keydown', this.onKey);
    window.removeEventListener('look-do', this.onDo);
    this.reviewed = null;
    this.dialog = null;
  }

  /** The samples picked, where what is done is done to them; none in the large picture. */
  get picked(): Uint32Array {
    return this.host.keys.enlarged ? NONE : this.host.look.session.selection.indices;
  }

  /** Does what a button asks for. */
  readonly onFix = (event: LookFixEvent): void => this.do(event.detail);

  private readonly onDo = ({ detail }: LookDoEvent): void => this.do({ action: actionOf(detail) });

  /** Closes what stands open. */
  readonly close = (): void => {
    this.dialog = null;
    this.host.requestUpdate();
    // The dialog gives the keyboard back to whoever had it, if that is still there.
    void this.host.updateComplete.then(() => {
      if (document.activeElement === document.body) this.host.focusGrid();
    });
  };

  /** Does what was asked for a class or tag, now that this one is chosen. */
  choose(action: Action, value: ActionValue): void {
    this.close();
    this.do({ action, value });
  }

  /** The same for a class that there is not yet. */
  chooseNew(action: Action, name: string): void {
    this.close();
    const { session } = this.host.look;
    const { dataset, selected } = session;
    const picked = session.selection.indices.join();
    const isSame = (): boolean =>
      session.dataset === dataset && session.selected === selected && session.selection.indices.join() === picked;
    this.host.look.addClass(name).then(
      () => {
        if (isSame()) this.do({ action, value: name });
        else
          this.tell(
            `“${printable(name)}” is a class now; no label was set, since something else was chosen meanwhile`,
            null,
          );
      },
      (error: unknown) => this.fail(error),
    );
  }

  /** Does what a person has looked at and agreed to. @param samples those of it that were not taken out: the others stay picked */
  async carryOut({ action, value, samples: all, predicted }: PlannedChange, samples: Uint32Array): Promise<void> {
    const { look } = this.host;
    // Another data set may have been opened since this host was rendered last.
    if (look.session.dataset?.info.id !== this.datasetId) return this.close();
    if (look.session.table?.predicted !== predicted) {
      this.close();
      return this.tell('nothing changed: other predictions are shown by now, so look at the change again', null);
    }
    const edit = await look.act(action.id, { samples, value });
    this.close();
    const changed = new Set(samples);
    const out = all.filter((index) => !changed.has(index));
    if (out.length > 0) look.session.selection.replace(out);
    else look.session.selection.clear();
    this.tellEdit(edit);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const { table } = this.host.look.session;
    this.endStaleNumber();
    if (event.defaultPrevented || this.dialog !== null || !table || belongsToControl(event)) {
      this.endNumberBy(event);
      return;
    }
    const wanted = this.completed(event, wantedByKey(event), table);
    if (!wanted) return;
    event.preventDefault();
    // A key held down decides once; what is undone by it can be done again.
    if (event.repeat && (wanted === 'help' || !wanted.action.step)) return;
    if (wanted === 'help' || wanted.digit === undefined) this.do(wanted);
  };

  /** A number of a class takes digits until it is complete, or Enter; any other key means what it means, and ends the number. */
  private completed(event: KeyboardEvent, wanted: Wanted | null, table: Table): Wanted | null {
    const { number } = this;
    if (number.typed && event.key === 'Enter' && this.numbering) {
      return { action: this.numbering.action, value: number.end() };
    }
    if (!wanted || wanted === 'help' || wanted.digit === undefined) {
      this.endNumberBy(event);
      return wanted;
    }
    if (event.repeat) return wanted;
    this.numbering = { action: wanted.action, on: this.numberedNow() };
    const typed = number.typed + wanted.digit;
    const label = number.type(wanted.digit, table.classes.length);
    if (label === 'waits') {
      this.tell(
        `class ${typed} …: type the next digit, or Enter for “${printable(table.classes[Number(typed)])}”`,
        null,
      );
      return wanted;
    }
    if (label !== null) return { action: wanted.action, value: label };
    this.tell(`there is no class ${typed}: there are 0 … ${table.classes.length - 1}`, null);
    return wanted;
  }

  /** All that says which samples a number typed now is for. */
  private numberedNow(): readonly unknown[] {
    const { session } = this.host.look;
    const { dataset, view, selected, selection } = session;
    return [dataset, view, selected, selection.set, this.host.keys.enlarged];
  }

  /** A number half typed is for the samples that it was typed on: where others are looked at or picked by now, it ends. */
  private endStaleNumber(): void {
    const now = this.numberedNow();
    if (this.numbering?.on.some((part, i) => part !== now[i])) this.stopNumber();
  }

  private endNumberBy({ key }: KeyboardEvent): void {
    if (!['Shift', 'Control', 'Alt', 'Meta'].includes(key)) this.stopNumber();
  }

  private stopNumber(): void {
    const { typed } = this.number;
    if (!typed) return;
    this.number.typed = '';
    this.tell(`class ${typed} …: dropped, no class was set`, null);
  }

  /** Does what is asked for, to the samples picked or the one looked at; what goes wrong is kept in `error`. */
  do(wanted: Wanted): void {
    this.stopNumber();
    this.error = '';
    this.perform(wanted).catch((error: unknown) => this.fail(error));
    this.host.requestUpdate();
  }

  private fail(error: unknown): void {
    this.error = sentenceOf(error);
    this.host.requestUpdate();
  }

  private async perform(wanted: Wanted): Promise<void> {
    if (wanted === 'help') {
      this.dialog = 'help';
      return;
    }
    const { look } = this.host;
    const { selected } = look.session;
    const { picked } = this;
    const { action, value } = wanted;
    if (action.step) {
      const edit = await look.act(action.id);
      if (edit && action.id === UNDO.id) this.lookAt(edit);
      this.tell(
        edit
          ? `${action.id === UNDO.id ? 'undone' : 'done again'}: ${this.titleOf(edit).replace(/^undo: /, '')}`
          : `nothing to ${action.title}`,
        edit && (action.id === UNDO.id ? REDO : UNDO),
      );
    } else if (picked.length === 0 && selected === null) {
      this.error = byTouch()
        ? 'Choose a sample first: tap one.'
        : 'Choose a sample first: click a tile, or press an arrow key.';
    } else if (action.show) {
      await look.act(action.id, { samples: picked.length > 0 ? picked : [selected!] });
      this.host.keys.reduce();
      this.tell(SORTED, null);
    } else if (action.asks && value === undefined) {
      this.dialog = { asking: action };
    } else if (picked.length > 0) {
      await this.actOnMany(action, picked, value);
    } else if (action === AS_PREDICTED && this.isDecided(selected!)) {
      this.passDecided(selected!);
    } else {
      // One that the grid does not show, since an edit took it out of the view, is not in the review either.
      const samples = this.reviewFrom(selected!) ? undefined : Uint32Array.of(selected!);
      if (samples && !action.many) return;
      const edit = await look.act(action.id, { samples, value });
      if (edit !== undefined) this.tellEdit(edit);
    }
  }

  /** What was taken back is looked at, also where it had left the view and so the review. */
  private lookAt({ patches }: Edit): void {
    const { session } = this.host.look;
    const touched = new Set(patches.flatMap(({ indices }) => [...indices]));
    if (touched.size === 0 || (session.selected !== null && touched.has(session.selected))) return;
    session.selected = session.view?.indices.find((index) => touched.has(index)) ?? session.selected;
  }

  private isDecided(index: number): boolean {
    return !isOpen(this.host.look.dataset.table, index);
  }

  /** Enter puts no suggestion over what a person has decided: it goes on to the next open sample. */
  private passDecided(index: number): void {
    const { look } = this.host;
    const { table } = look.dataset;
    const what = table.excluded[index] ? 'excluded' : classTitle(table.classes, table.current[index]);
    this.tell(`decided already: ${sampleTitle(table, index)} is ${what}; a digit or / sets another class`, null);
    if (this.reviewFrom(index) && look.review!.progress.open > 0) look.review!.skip();
  }

  private async actOnMany(action: Action, samples: Uint32Array, value?: ActionValue): Promise<void> {
    const { look } = this.host;
    const { preview } = action;
    if (preview) {
      const { table } = look.dataset;
      const plan = (some: Uint32Array): ChangePreview => preview(table, some, value ?? '');
      // What cannot be planned is said without a dialog.
      plan(samples);
      this.dialog = {
        action,
        value,
        samples: inOrder(samples, this.host.shownIndices),
        plan,
        predicted: table.predicted,
      };
    } else if (action.many) this.tellEdit(await look.act(action.id, { samples, value }));
  }

  /** Has a review of the samples as the grid shows them under way, its cursor on this one. @returns whether the grid shows it */
  private reviewFrom(index: number): boolean {
    const { look, shownIndices } = this.host;
    const { view, dataset } = look.session;
    // What a view shows follows edits and runs: the same view may show one by now that the review has not.
    if (this.reviewed === view && look.review?.goTo(index)) return true;
    this.reviewed = view;
    return look.startReview(dataset!.view().select([...shownIndices])).goTo(index);
  }

  private tellEdit(edit: Edit | null | undefined): void {
    this.tell(edit ? this.titleOf(edit) : 'nothing changed', edit && UNDO);
  }

  private titleOf({ title }: Edit): string {
    const { table } = this.host.look.session;
    return table ? editTitle(title, table) : title;
  }

  private tell(said: string, reverse: Action | null | undefined): void {
    this.said = said;
    this.reverse = reverse ?? null;
    this.host.requestUpdate();
  }
}
