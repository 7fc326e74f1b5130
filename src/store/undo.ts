import { applyClassPatches, reverseClassPatches, type ClassList } from '../core/edits/class-edits.ts';
import type { LabelColumns, UndoResult } from '../core/edits/edit.ts';
import { undoneEdits } from '../core/edits/edit-history.ts';
import { CLASS_COLUMNS, mergedLabels, undoPatches } from '../core/edits/standing-cells.ts';
import { UserError } from '../core/errors.ts';
import { db } from './database.ts';
import { listEdits, readClasses, readEditsAfter, readLabelColumns, tables, write } from './journal.ts';
import type { JournalRow } from './records.ts';

/**
 * Takes edit `seq` back by appending what makes the columns those of the edits that then stand, as if it had never been made: a cell that a
 * later edit has set keeps that value, and nothing is left of what was taken back in between.
 * @throws UserError 'not-found' where the edit is unknown, or gone with its data set; 'deleted' where it was taken back already;
 * 'bad-input' where it added a class that samples have by now
 */
export async function undoEdit(seq: number, now: number): Promise<UndoResult> {
  return db.transaction('rw', [...tables()], async () => {
    const target = await db.journal.get(seq);
    if (!target) throw new UserError('not-found', `There is no edit number ${seq}.`);
    const { root, depth } = await rootOf(target);
    const { datasetId } = target;
    const later = (await readEditsAfter(datasetId, root.seq)).edits;
    // Only a later edit can have undone it.
    if (undoneEdits(later).has(seq)) throw new UserError('deleted', 'This edit was taken back already.');
    const list = await readClasses(datasetId);
    const classes = reverseClassPatches(list, target.classes ?? []);
    const after = applyClassPatches(list, classes);
    const named = root.patches.map((patch) => patch.column);
    const columns = await readLabelColumns(datasetId, [...new Set([...named, ...(root.classes ? CLASS_COLUMNS : [])])]);
    const undo = { kind: 'undo' as const, title: reverseTitle(target), undoes: seq };
    const stand = (edits: JournalRow[]): JournalRow[] => {
      const undone = undoneEdits([...edits, { seq: Infinity, ...undo }]);
      return edits.filter((edit) => edit.kind !== 'undo' && !undone.has(edit.seq));
    };
    const whole = root.classes !== undefined || reachesBefore(root, later);
    const edits = stand(whole ? await listEdits(datasetId) : [root, ...later]);
    const imported = whole ? ((await db.columns.get([datasetId, 'imported']))!.data as Uint16Array) : null;
    const patches = undoPatches(root, columns, imported, edits, after.retired);
    const kept = changedSince(root, depth, columns, list);
    const edit = {
      ...undo,
      datasetId,
      at: now,
      details: { kept },
      patches: patches.filter(({ indices }) => indices.length > 0),
    };
    await write(target.classes ? { ...edit, classes } : edit, columns);
    if (target.classes) refuseLabelsOf(after, list.classes, columns);
    return { restored: edit.patches.reduce((sum, patch) => sum + patch.indices.length, 0), kept };
  });
}

/** The edit that a chain of undo and redo began with, and how long the chain is. */
async function rootOf(edit: JournalRow): Promise<{ root: JournalRow; depth: number }> {
  let root = edit;
  let depth = 0;
  for (; root.undoes !== undefined; depth++) root = (await db.journal.get(root.undoes))!;
  return { root, depth };
}

/** Whether an edit before this one was taken back, or done again, since: then its cells were other ones before. */
function reachesBefore(root: JournalRow, later: readonly JournalRow[]): boolean {
  const known = new Set([root.seq, ...later.map(({ seq }) => seq)]);
  return later.some(({ undoes }) => undoes !== undefined && !known.has(undoes));
}

/** Samples whose label is no longer what the edit, or what took it back, left it at. */
function changedSince(root: JournalRow, depth: number, columns: LabelColumns, { retired }: ClassList): number {
  const patch = root.patches.find(({ column }) => column === 'current');
  if (!patch || root.classes) return 0;
  const left = mergedLabels('current', depth % 2 === 0 ? patch.after : patch.before, retired);
  return patch.indices.filter((index, j) => columns.current[index] !== left[j]).length;
}

/**
 * @param classes their names before
 * @throws UserError where samples are of a class that stands no more: the transaction is taken back with it
 */
function refuseLabelsOf({ retired }: ClassList, classes: readonly string[], columns: LabelColumns): void {
  const gone = new Set(retired.map(({ label }) => label));
  for (const name of CLASS_COLUMNS) {
    const cells = columns[name] as Uint16Array;
    const label = cells.find((value) => gone.has(value));
    if (label === undefined) continue;
    const count = cells.filter((value) => value === label).length;
    throw new UserError(
      'bad-input',
      `${count.toLocaleString('en')} samples are of the class “${classes[label]}” by an edit since, such as injected noise: take that back first.`,
    );
  }
}

/** “undo: …” of an edit, “redo: …” of an undo. */
function reverseTitle({ title, undoes }: JournalRow): string {
  const isUndo = undoes !== undefined && title.startsWith('undo: ');
  return `${isUndo ? 'redo' : 'undo'}: ${title.replace(/^(undo|redo): /, '')}`;
}
