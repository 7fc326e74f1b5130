import { fieldText } from '../dataset/field-column.ts';
import { NO_LABEL, TAG_MISTAKE, decidesLabel, type FieldColumn, type RetiredClass } from '../dataset/types.ts';
import { applyClassPatches } from './class-edits.ts';
import { decisionOf } from './edit-preview.ts';
import type { Edit, LabelColumn, LabelColumnName, LabelColumns, Patch } from './edit.ts';
import { undoneEdits } from './edit-history.ts';
import { applyPatches, toPatch } from './patches.ts';
import { CLASS_COLUMNS, undoPatches } from './standing-cells.ts';

/** A data set that has edits: they and the labels that they began with. */
export interface EditedLabels {
  /** Labels as imported, one a sample. */
  imported: Uint16Array;
  /** Names of the tags, by bit. */
  tags: readonly string[];
  /** Oldest first. */
  edits: readonly Edit[];
}

/** A newer version of it, before its edits. */
export interface NewerLabels {
  /** Labels as imported, one a sample, by the numbers of the older version's classes. */
  imported: Uint16Array;
  fields: Readonly<Record<string, FieldColumn>>;
}

/** The edits for the newer version, numbered as those of the older one, and what its columns are with them. */
export interface CarriedEdits {
  edits: Edit[];
  columns: LabelColumns;
}

/**
 * Does the edits of a data set again for a newer version of it. What a person decided about a sample stays its label, whatever label the
 * newer version brought; an edit of the classes is one of all samples, new ones too; and all can be taken back to what the newer version
 * brought.
 * @param newOf sample of the newer version for each of the older one, −1 where it is gone
 */
export function carryEdits(older: EditedLabels, newer: NewerLabels, newOf: Int32Array): CarriedEdits {
  const [then, columns] = [columnsOf(older.imported), columnsOf(newer.imported)];
  const edits: Edit[] = [];
  const bySeq = new Map<number, Edit>();
  const isNew = new Uint8Array(newer.imported.length).fill(1);
  for (const index of newOf) if (index >= 0) isNew[index] = 0;
  const mistake = older.tags.includes(TAG_MISTAKE) ? 1 << older.tags.indexOf(TAG_MISTAKE) : 0;
  let retired: RetiredClass[] = [];
  for (const edit of older.edits) {
    retired = applyClassPatches({ classes: [], retired }, edit.classes ?? []).retired;
    let patches: Patch[];
    if (edit.undoes !== undefined) {
      const undone = undoneEdits([...edits, edit]);
      const standing = edits.filter(({ kind, seq }) => kind !== 'undo' && !undone.has(seq));
      patches = undoPatches(rootOf(edit, bySeq), columns, newer.imported, standing, retired);
      applyPatches(then, edit.patches);
    } else {
      const cells = movedCells(edit, then, columns, newOf, mistake);
      applyPatches(then, edit.patches);
      if (edit.kind === 'relabel' || edit.kind === 'keep') keepDecisions(cells, edit, then, columns, newOf);
      if (edit.classes) changeClasses(cells, edit, columns, retired, newer.fields, isNew);
      patches = [...cells].map(([column, { indices, values }]) =>
        toPatch(columns[column], { column, indices: Uint32Array.from(indices), values }),
      );
    }
    applyPatches(columns, patches);
    const carried = { ...edit, details: movedDetails(edit.details, newOf), patches };
    edits.push(carried);
    bySeq.set(edit.seq, carried);
  }
  return { edits, columns };
}

/** The edit that a chain of undo and redo began with. */
function rootOf(edit: Edit, bySeq: ReadonlyMap<number, Edit>): Edit {
  let root = edit;
  while (root.undoes !== undefined) root = bySeq.get(root.undoes)!;
  return root;
}

/** Label columns before any edit. @param imported labels as they were imported */
export function columnsOf(imported: Uint16Array): LabelColumns {
  return {
    given: imported.slice(),
    current: imported.slice(),
    true: new Uint16Array(imported.length).fill(NO_LABEL),
    tags: new Uint32Array(imported.length),
    excluded: new Uint8Array(imported.length),
    reviewed: new Uint8Array(imported.length),
  };
}

/** What cells of a column become, each once. */
type Cells = Map<LabelColumnName, { indices: number[]; values: number[] }>;

function add(cells: Cells, column: LabelColumnName, index: number, value: number): void {
  let list = cells.get(column);
  if (!list) cells.set(column, (list = { indices: [], values: [] }));
  list.indices.push(index);
  list.values.push(value);
}

/**
 * What an edit does, for the samples of the newer version.
 * @param then the older columns before it @param columns the newer ones @param mistake bit of the tag that injected noise gives
 */
function movedCells(edit: Edit, then: LabelColumns, columns: LabelColumns, newOf: Int32Array, mistake: number): Cells {
  const cells: Cells = new Map();
  const injected = edit.kind === 'noise' || edit.kind === 'labels';
  const noisy = injected ? noisyLabels(edit.patches) : new Map<number, number>();
  for (const { column, indices, after } of edit.patches) {
    for (let j = 0; j < indices.length; j++) {
      const [index, moved] = [indices[j], newOf[indices[j]]];
      if (moved < 0) continue;
      const brought = columns.current[moved];
      let value = after[j];
      // Injected noise keeps the label of before as the true one: here the one that the newer version brought.
      if (injected && column === 'true' && value === then.current[index]) value = brought;
      // Where that is what was injected, nothing is wrong.
      if (column === 'tags' && noisy.get(index) === brought) value = (value & ~mistake) >>> 0;
      add(cells, column, moved, value);
    }
  }
  return cells;
}

function noisyLabels(patches: readonly Patch[]): Map<number, number> {
  const current = patches.find(({ column }) => column === 'current');
  return new Map(current ? Array.from(current.indices, (index, j) => [index, current.after[j]] as const) : []);
}

/** The label that a person decided for stays one, and counts as kept or relabelled by the label that is given now. @param then after the edit */
function keepDecisions(cells: Cells, edit: Edit, then: LabelColumns, columns: LabelColumns, newOf: Int32Array): void {
  const decided = new Map<number, number>();
  for (const { column, indices } of edit.patches) {
    if (column !== 'current' && column !== 'reviewed') continue;
    for (const index of indices) {
      if (decidesLabel(then.reviewed[index]) && newOf[index] >= 0) decided.set(newOf[index], then.current[index]);
    }
  }
  for (const column of ['current', 'reviewed'] as const) {
    const { indices, values } = cells.get(column) ?? { indices: [], values: [] };
    cells.delete(column);
    indices.forEach((index, j) => !decided.has(index) && add(cells, column, index, values[j]));
  }
  for (const [index, label] of decided) {
    add(cells, 'current', index, label);
    add(cells, 'reviewed', index, decisionOf(label, columns.given[index]));
  }
}

/** What an edit of the classes does to samples that the older version did not have, or that had another label there. */
function changeClasses(
  cells: Cells,
  { classes, details }: Edit,
  columns: LabelColumns,
  retired: readonly RetiredClass[],
  fields: NewerLabels['fields'],
  isNew: Uint8Array,
): void {
  const into = new Map(retired.map((gone) => [gone.label, gone.into]));
  const gone = new Set(classes!.flatMap(({ label, after }) => (after.into === null ? [] : [label])));
  const field = typeof details.field === 'string' ? fields[details.field] : undefined;
  const numbers = new Map(
    classes!.filter(({ after }) => after.into === null).map((one) => [one.after.name, one.label]),
  );
  for (const column of CLASS_COLUMNS) {
    const done = new Set(cells.get(column)?.indices);
    const labels: LabelColumn = columns[column];
    for (let index = 0; index < labels.length; index++) {
      if (done.has(index)) continue;
      if (field && isNew[index] && column !== 'true') {
        add(cells, column, index, numbers.get(fieldText(field, index).trim()) ?? NO_LABEL);
      } else if (gone.has(labels[index])) {
        add(cells, column, index, into.get(labels[index])!);
      }
    }
  }
}

/** What is known of an edit, with samples by their numbers in the newer version. */
function movedDetails(details: Edit['details'], newOf: Int32Array): Edit['details'] {
  if (!details.bySample) return details;
  const bySample = Object.entries(details.bySample as Record<string, Uint32Array>).map(([by, indices]) => {
    return [by, Uint32Array.from(Array.from(indices, (index) => newOf[index]).filter((index) => index >= 0))];
  });
  return { ...details, bySample: Object.fromEntries(bySample) };
}
