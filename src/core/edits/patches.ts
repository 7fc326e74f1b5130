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
