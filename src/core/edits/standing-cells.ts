import type { ClassPatch, LabelColumnName, Patch } from './edit.ts';

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
export function standingCells(
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
