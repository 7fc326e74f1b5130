import { NO_LABEL, type RetiredClass } from '../dataset/types.ts';
import type { ClassPatch, LabelColumnName, LabelColumns, Patch } from './edit.ts';
import { toPatch } from './patches.ts';

/** The part of a journal row that the cells of label columns depend on. */
interface CellEdit {
  patches: readonly Patch[];
  classes?: readonly ClassPatch[];
}

/** Columns whose cells are classes. */
export const CLASS_COLUMNS = ['given', 'current', 'true'] as const satisfies readonly LabelColumnName[];

const holdsClasses = (column: LabelColumnName): boolean => CLASS_COLUMNS.some((name) => name === column);

/**
 * What cells of a column are by the edits that stand, as if those taken back had never been made: each one's values in turn, and of the classes
 * that it merges or takes away, all there are at that time. Of tags only the bits that an edit changes count.
 * @param indices the cells @param before their values before the first of `edits`
 * @param edits oldest first, neither undos nor what they took back among them
 */
function standingCells(
  column: LabelColumnName,
  indices: Uint32Array,
  before: ArrayLike<number>,
  edits: readonly CellEdit[],
): Uint32Array {
  const values = Uint32Array.from(before);
  let places: Map<number, number> | null = null;
  for (const { patches, classes = [] } of edits) {
    const into = holdsClasses(column) ? retiredInto(classes) : new Map<number, number>();
    if (into.size > 0) for (let j = 0; j < values.length; j++) values[j] = into.get(values[j]) ?? values[j];
    for (const patch of patches) {
      if (patch.column !== column) continue;
      places ??= new Map(Array.from(indices, (index, j) => [index, j]));
      for (let j = 0; j < patch.indices.length; j++) {
        const place = places.get(patch.indices[j]);
        if (place === undefined) continue;
        const [from, to] = [patch.before[j], patch.after[j]];
        if (column === 'tags') values[place] = ((values[place] | (to & ~from)) & ~(from & ~to)) >>> 0;
        // What a class became is said of every sample already, whatever label it has without the edits taken back.
        else if (into.get(from) !== to) values[place] = to;
      }
    }
  }
  return values;
}

function retiredInto(classes: readonly ClassPatch[]): Map<number, number> {
  return new Map(classes.flatMap(({ label, after }) => (after.into === null ? [] : [[label, after.into] as const])));
}

/**
 * What makes the columns those of the edits that stand once an edit, or what took it back, is taken back.
 * @param root the edit that the chain of undo and redo began with
 * @param imported labels as imported, where an edit before it was taken back or done again since; null = its cells were then what it says
 * @param edits those that stand then, oldest first, from the first one or where nothing is imported from `root` on @param retired classes then
 */
export function undoPatches(
  root: CellEdit,
  columns: LabelColumns,
  imported: Uint16Array | null,
  edits: readonly CellEdit[],
  retired: readonly RetiredClass[],
): Patch[] {
  return cellsOf(root, columns).map(({ column, indices, before }) => {
    const from = imported ? indices.map((i) => importedCell(imported, column, i)) : before;
    const values = mergedLabels(column, standingCells(column, indices, from, edits), retired);
    return toPatch(columns[column], { column, indices, values });
  });
}

/** Cells of a column that an undo looks at, with their values before the edit. */
type CellsOf = Pick<Patch, 'column' | 'indices' | 'before'>;

/** Those that the edit changed; where it changed classes, every label, since it may have been given after that was taken back once. */
function cellsOf({ patches, classes }: CellEdit, columns: LabelColumns): readonly CellsOf[] {
  if (!classes) return patches;
  const others = patches.filter(({ column }) => !holdsClasses(column));
  const every = Uint32Array.from(columns.given.keys());
  return [...others, ...CLASS_COLUMNS.map((column) => ({ column, indices: every, before: every }))];
}

function importedCell(imported: Uint16Array, column: LabelColumnName, index: number): number {
  if (column === 'true') return NO_LABEL;
  return column === 'given' || column === 'current' ? imported[index] : 0;
}

/** Labels of classes that were merged are of those they were merged into. */
export function mergedLabels(
  column: LabelColumnName,
  values: Uint32Array,
  retired: readonly RetiredClass[],
): Uint32Array {
  const merged = retired.filter(({ into }) => into !== NO_LABEL);
  if (merged.length === 0 || !holdsClasses(column)) return values;
  const into = new Map(merged.map((gone) => [gone.label, gone.into]));
  return values.map((label) => into.get(label) ?? label);
}
