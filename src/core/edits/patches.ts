import type { RetiredClass } from '../dataset/types.ts';
import type { LabelColumn, LabelColumnName, LabelColumns, Patch } from './edit.ts';

/** A cell change that an edit asks for; what was there before is read in the transaction itself. */
export interface Change {
  column: LabelColumnName;
  indices: Uint32Array;
  /** One value an index. */
  values: ArrayLike<number>;
}

/** The record of a change; cells that hold the wanted value already are left out. */
export function toPatch(column: LabelColumn, change: Change): Patch {
  const { indices, values } = change;
  const differs = (j: number): boolean => column[indices[j]] !== values[j];
  return pick(change.column, places(indices.length, differs), indices, (j) => [column[indices[j]], values[j]]);
}

/** What takes a patch back, given the column as it stands: a cell that has changed since keeps its value. */
export function reversePatch(patch: Patch, column: LabelColumn): Patch {
  const { indices, before, after } = patch;
  // Tags are single bits: take back just the bits this edit flipped, whatever else was tagged since.
  if (patch.column === 'tags') {
    const now = Uint32Array.from(indices, (i) => column[i]);
    const then = now.map((bits, j) => {
      const flipped = before[j] ^ after[j];
      return (bits & ~flipped) | (before[j] & flipped);
    });
    return toPatch(column, { column: 'tags', indices, values: then });
  }
  const unchanged = (j: number): boolean => column[indices[j]] === after[j];
  return pick(patch.column, places(indices.length, unchanged), indices, (j) => [after[j], before[j]]);
}

/** A patch of labels as classes stand now: what it says of a class that was merged since, it says of the one that this was merged into. */
export function standingPatch(patch: Patch, retired: readonly RetiredClass[]): Patch {
  if (retired.length === 0 || !['given', 'current', 'true'].includes(patch.column)) return patch;
  const into = new Map(retired.map((gone) => [gone.label, gone.into]));
  const now = (labels: Uint32Array): Uint32Array => labels.map((label) => into.get(label) ?? label);
  return { ...patch, before: now(patch.before), after: now(patch.after) };
}

/** Writes patches into columns, in place. */
export function applyPatches(columns: Partial<LabelColumns>, patches: readonly Patch[]): void {
  for (const { column, indices, after } of patches) {
    const cells = columns[column]!;
    for (let j = 0; j < indices.length; j++) cells[indices[j]] = after[j];
  }
}

function places(count: number, test: (j: number) => boolean): number[] {
  const found: number[] = [];
  for (let j = 0; j < count; j++) if (test(j)) found.push(j);
  return found;
}

function pick(
  column: LabelColumnName,
  at: number[],
  indices: Uint32Array,
  values: (j: number) => [before: number, after: number],
): Patch {
  return {
    column,
    indices: Uint32Array.from(at, (j) => indices[j]),
    before: Uint32Array.from(at, (j) => values(j)[0]),
    after: Uint32Array.from(at, (j) => values(j)[1]),
  };
}
