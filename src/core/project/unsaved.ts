import { isPersonEdit } from '../edits/edit-history.ts';
import type { Edit } from '../edits/edit.ts';

/**
 * How many decisions of a person stand that were made after edit `seq`: samples that were decided about, and edits of the classes.
 * @param edits a data set's, oldest first @param undone numbers of those taken back
 */
export function countDecisionsAfter(edits: readonly Edit[], undone: ReadonlySet<number>, seq: number): number {
  const samples = new Set<number>();
  let others = 0;
  for (const edit of edits) {
    if (edit.seq <= seq || !isPersonEdit(edit) || undone.has(edit.seq)) continue;
    if (edit.kind === 'classes') others += 1;
    else for (const { indices } of edit.patches) for (const index of indices) samples.add(index);
  }
  return samples.size + others;
}
