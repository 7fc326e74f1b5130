import { standingClasses } from '../core/dataset/classes.ts';
import { NO_LABEL, REVIEWED, type DatasetInfo, type TextColumn } from '../core/dataset/types.ts';
import * as plan from '../core/edits/class-edits.ts';
import type { ClassPatch, Edit, LabelColumns } from '../core/edits/edit.ts';
import type { Change } from '../core/edits/patches.ts';
import { UserError } from '../core/errors.ts';
import { readColumn } from '../store/columns.ts';
import { appendClassEdit, readClasses } from '../store/journal.ts';

/** Columns whose cells are classes. */
const LABELS = ['given', 'current', 'true'] as const;

/** Adds a class that no sample has yet. @throws UserError where the name is empty or taken, or there are as many as there can be */
export async function addClass(info: DatasetInfo, name: string): Promise<Edit> {
  const edit = await appendClassEdit(
    info.id,
    (list) => {
      const classes = plan.addClasses(list, [name]);
      const added = classes[0].after.name;
      return { head: head(`add class “${added}”`, { added }), classes, changes: [] };
    },
    [],
  );
  return edit!;
}

/**
 * Adds classes that no sample has yet, in one edit; their numbers follow those that `info` has.
 * @throws UserError where a name is empty or taken, there are as many as there can be, or the classes are others by now
 */
export async function addClasses(info: DatasetInfo, names: readonly string[]): Promise<void> {
  await appendClassEdit(
    info.id,
    (list) => {
      const classes = following(info, list, names);
      return { head: head(`add ${plan.namesTitle(names)}`, { added: names }), classes, changes: [] };
    },
    [],
  );
}

/**
 * The same classes, to be added by an edit of labels: to be called inside its transaction.
 * @throws UserError as `addClasses`
 */
export async function newClasses(info: DatasetInfo, names: readonly string[]): Promise<ClassPatch[]> {
  return following(info, await readClasses(info.id), names);
}

function following(info: DatasetInfo, list: plan.ClassList, names: readonly string[]): ClassPatch[] {
  if (list.classes.length !== info.classes.length)
    throw new UserError('bad-input', 'The classes of this data set have changed meanwhile; try again.');
  return plan.addClasses(list, names);
}

/**
 * Gives a class another name.
 * @returns the journal row, or undefined where it has that name
 * @throws UserError where there is no such class, or the new name is empty or taken
 */
export function renameClass(info: DatasetInfo, from: string, to: string): Promise<Edit | undefined> {
  return appendClassEdit(
    info.id,
    (list) => {
      const classes = plan.renameClass(list, from, to);
      const name = classes.at(0)?.after.name;
      return { head: head(`rename class “${from}” → “${name}”`, { from, to: name }), classes, changes: [] };
    },
    [],
  );
}

/**
 * Makes several classes one: given, current and true labels of theirs become those of `into`, and no sample counts as reviewed for it.
 * @returns the journal row, or undefined where there is nothing to merge
 * @throws UserError where there is no such class
 */
export function mergeClasses(info: DatasetInfo, from: readonly string[], into: string): Promise<Edit | undefined> {
  return appendClassEdit(
    info.id,
    (list, columns) => {
      const classes = plan.mergeClasses(list, from, into);
      const names = from.filter((name) => name !== into);
      const target = plan.numberOf(list, into);
      const gone = new Set(classes.map(({ label }) => label));
      return {
        head: head(`merge ${plan.namesTitle(names)} into “${into}”`, { from: names, into }),
        classes,
        changes: LABELS.map((column) => moveLabels(columns, column, (label) => (gone.has(label) ? target : label))),
      };
    },
    LABELS,
  );
}

/**
 * Makes a text field the label: its values become the classes in place of those that stand, and given and current labels; true labels
 * and decisions of people were of the other classes and are taken off. Runs stay, and know none of the new classes.
 * @throws UserError where there is no such text field, or it has fewer than two values, or more than there can be classes
 */
export async function useFieldAsLabel(info: DatasetInfo, field: string): Promise<Edit> {
  if (!info.fields.includes(field)) throw new UserError('not-found', `There is no field “${field}”.`);
  const column = await readColumn(info.id, `field/${field}`);
  if (!('kind' in column) || column.kind !== 'text')
    throw new UserError('bad-input', `The field “${field}” holds numbers: a label is one of some words.`);
  const edit = await appendClassEdit(
    info.id,
    (list) => {
      const { classes, labelOf } = replaceClasses(list, column, field);
      const indices = Uint32Array.from({ length: info.sampleCount }, (_, i) => i);
      const labels = Uint16Array.from(column.codes, labelOf);
      return {
        head: head(`use the field “${field}” as label`, { field }),
        classes,
        changes: [
          { column: 'given', indices, values: labels },
          { column: 'current', indices, values: labels },
          { column: 'true', indices, values: new Uint16Array(indices.length).fill(NO_LABEL) },
          { column: 'reviewed', indices, values: new Uint8Array(indices.length).fill(REVIEWED.no) },
        ],
      };
    },
    [...LABELS, 'reviewed'],
  );
  return edit!;
}

function replaceClasses(
  list: plan.ClassList,
  { codes, dictionary }: TextColumn,
  field: string,
): { classes: ClassPatch[]; labelOf: (code: number) => number } {
  const used = new Set<number>(codes);
  const values = [...dictionary.keys()].filter((code) => used.has(code) && dictionary[code].trim() !== '');
  if (values.length < 2) throw new UserError('bad-input', `The field “${field}” has fewer than two different values.`);
  const retired = plan.retireClasses(list, new Set(standingClasses(list)), NO_LABEL);
  const after = plan.applyClassPatches(list, retired);
  const names = [...new Set(values.map((code) => dictionary[code].trim()))];
  const numbers = new Map(names.map((name, j) => [name, after.classes.length + j]));
  return {
    classes: [...retired, ...plan.addClasses(after, names)],
    labelOf: (code) => numbers.get(dictionary[code]?.trim() ?? '') ?? NO_LABEL,
  };
}

function moveLabels(columns: LabelColumns, column: (typeof LABELS)[number], now: (label: number) => number): Change {
  const cells = columns[column];
  const moved = Uint32Array.from(cells.keys()).filter((i) => now(cells[i]) !== cells[i]);
  return { column, indices: moved, values: Uint16Array.from(moved, (i) => now(cells[i])) };
}

const head = (title: string, details: Record<string, unknown>) => ({ at: Date.now(), title, details });
