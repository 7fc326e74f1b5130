import { drawHeldOut } from '../core/dataset/held-out.ts';
import { printable } from '../core/dataset/names.ts';
import { NO_LABEL, TAG_HELD_OUT, type DatasetInfo } from '../core/dataset/types.ts';
import { numberOf } from '../core/edits/class-edits.ts';
import type { Edit } from '../core/edits/edit.ts';
import { UserError } from '../core/errors.ts';
import { undoEdit } from '../store/undo.ts';
import type { Consensus } from '../core/dataset/annotators.ts';
import type { Decisions } from '../core/review/reviewers.ts';
import { adoptDecisions } from '../tasks/adopt-decisions.ts';
import { giveConsensus, type ConsensusMethod } from '../tasks/annotators.ts';
import { addClass, mergeClasses, renameClass, useFieldAsLabel } from '../tasks/edit-classes.ts';
import { exclude, keep, markUnsure, relabel, tag, type Decision } from '../tasks/edit-labels.ts';
import type { ClassCalls } from './calls/classes.ts';
import type { EditCalls, EditTarget, HistoryStep, HoldOutOptions } from './calls/labels.ts';
import { trainingView, type Dataset } from './dataset.ts';
import type { Session } from './session.ts';
import { View } from './view.ts';

/**
 * Edits of labels and classes, one after another: each sees what the one before did, and settles once the session's columns show it. A review says
 * itself how a decision was made; without that it was a person's, or where several samples are meant one in bulk.
 */
export class Edits implements EditCalls, ClassCalls {
  private last: Promise<unknown> = Promise.resolve();
  /** Edits that were asked for and are not stored yet. */
  private pending = 0;

  constructor(private readonly session: Session) {}

  /** Settles once every edit asked for so far is done, or has failed. */
  async settled(): Promise<void> {
    await this.last;
  }

  relabel(target: EditTarget, label: string | number | null, decision?: Decision): Promise<Edit | null> {
    return this.edit(target, decision, ({ info }, indices, how) =>
      relabel(info, indices, typeof label === 'string' ? numberOf(info, label) : (label ?? NO_LABEL), how),
    );
  }

  relabelAsPredicted(target: EditTarget): Promise<Edit | null> {
    return this.edit(target, undefined, async ({ info, table: { predicted } }, all, how) => {
      if (!predicted)
        throw new UserError('not-computed', 'Nothing is predicted yet: train a run and predict with it first.');
      const indices = all.filter((i) => predicted[i] !== undefined && predicted[i] !== NO_LABEL);
      const labels = Uint16Array.from(indices, (i) => predicted[i]);
      return indices.length === 0 ? undefined : relabel(info, indices, labels, how);
    });
  }

  keep(target: EditTarget, decision?: Decision): Promise<Edit | null> {
    return this.edit(target, decision, ({ info }, indices, how) => keep(info, indices, how));
  }

  markUnsure(target: EditTarget, decision?: Decision): Promise<Edit | null> {
    return this.edit(target, decision, ({ info }, indices, how) => markUnsure(info, indices, how));
  }

  exclude(target: EditTarget, on = true, decision?: Decision): Promise<Edit | null> {
    return this.edit(target, decision, ({ info }, indices, how) => exclude(info, indices, on, how));
  }

  tag(target: EditTarget, name: string, on = true): Promise<Edit | null> {
    return this.edit(target, undefined, ({ info }, indices) => tag(info, indices, name, on));
  }

  holdOut({ share = 0.1, seed = 1 }: HoldOutOptions = {}): Promise<Edit | null> {
    if (!(share > 0 && share < 1)) throw new UserError('bad-input', `A share is between 0 and 1, not ${share}.`);
    return this.inTurn(async (dataset) => {
      const { info, table } = dataset;
      const drawn = drawHeldOut(table, trainingView(dataset).indices, { share, seed });
      if (drawn.length === 0)
        throw new UserError('nothing-to-do', 'No class has so many samples that this share of them is one.');
      const row = await tag(info, drawn, TAG_HELD_OUT, true);
      if (this.session.isOpen(dataset)) await this.session.catchUp();
      return row ?? null;
    });
  }

  addClass(name: string): Promise<Edit> {
    return this.editAll((info) => addClass(info, name));
  }

  async renameClass(from: string, to: string): Promise<Edit | null> {
    return (await this.editAll((info) => renameClass(info, from, to))) ?? null;
  }

  async mergeClasses(from: readonly string[], into: string): Promise<Edit | null> {
    return (await this.editAll((info) => mergeClasses(info, from, into))) ?? null;
  }

  useFieldAsLabel(field: string): Promise<Edit> {
    return this.editAll((info) => useFieldAsLabel(info, field));
  }

  /** Makes a consensus of annotators the labels. */
  async giveConsensus(method: ConsensusMethod, found: Consensus, runId: number | null): Promise<Edit | null> {
    return (await this.editAll((info) => giveConsensus(info, method, found, runId))) ?? null;
  }

  /**
   * Takes another person's decisions over.
   * @param about the data set that they are about
   * @param name of the file that they are from
   * @throws UserError 'no-dataset' where another data set is open by now
   */
  async adopt(about: Dataset, name: string, indices: Uint32Array, theirs: Decisions): Promise<Edit | null> {
    if (!this.session.isOpen(about))
      throw new UserError('no-dataset', `The decisions in ${printable(name)} are about a data set that is not open.`);
    if (indices.length === 0) return null;
    return (await this.editAll((info) => adoptDecisions(info, name, indices, theirs))) ?? null;
  }

  undo(): Promise<HistoryStep | null> {
    return this.step(() => this.session.nextUndo);
  }

  redo(): Promise<HistoryStep | null> {
    return this.step(() => this.session.nextRedo);
  }

  private editAll<T>(write: (info: DatasetInfo) => Promise<T>): Promise<T> {
    return this.inTurn(async (dataset) => {
      const row = await write(dataset.info);
      if (this.session.isOpen(dataset)) await this.session.catchUp();
      return row;
    });
  }

  private edit(
    target: EditTarget,
    decision: Decision | undefined,
    write: (dataset: Dataset, indices: Uint32Array, how: Decision) => Promise<Edit | undefined>,
  ): Promise<Edit | null> {
    return this.inTurn(async (dataset) => {
      const indices = indicesOf(target);
      if (indices.length === 0) return null;
      const by = indices.length === 1 ? 'person' : 'bulk';
      const row = await write(dataset, indices, decision ?? { by, runId: dataset.table.runId });
      if (this.session.isOpen(dataset)) await this.session.catchUp();
      return row ?? null;
    });
  }

  private step(which: () => Edit | null): Promise<HistoryStep | null> {
    return this.inTurn(async (dataset) => {
      // Another tab may have edited since: its edit is the last.
      await this.session.catchUp();
      // Where another data set was opened meanwhile, the history is that one's.
      const edit = this.session.isOpen(dataset) ? which() : null;
      if (!edit) return null;
      const result = await undoEdit(edit.seq, Date.now());
      if (this.session.isOpen(dataset)) await this.session.catchUp();
      return { ...result, edit };
    });
  }

  /** @param work gets the data set that is open as it is asked for, whichever is by the time that it is its turn */
  private async inTurn<T>(work: (dataset: Dataset) => Promise<T>): Promise<T> {
    const dataset = this.session.opened;
    const turn = this.last.then(() => work(dataset));
    this.last = turn.catch(() => {});
    if (this.pending++ === 0) addEventListener('beforeunload', askToStay);
    try {
      return await turn;
    } finally {
      if (--this.pending === 0) removeEventListener('beforeunload', askToStay);
    }
  }
}

/** Has the browser ask before the page is left: what was decided a moment ago would be lost. */
const askToStay = (event: BeforeUnloadEvent): void => event.preventDefault();

/** The indices of a target, each once, in ascending order. */
export function indicesOf(target: EditTarget): Uint32Array {
  if (typeof target === 'number') return Uint32Array.of(target);
  const indices = target instanceof View ? target.indices : target;
  return Uint32Array.from(new Set(indices)).sort();
}
