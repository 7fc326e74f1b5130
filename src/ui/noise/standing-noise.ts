import type { Edit } from '../../core/edits/edit.ts';
import { countChanges, type LabelChanges } from './noise-plan.ts';

/** Which given labels an edit changed, from what to what. */
export function changesOf(edit: Edit): LabelChanges {
  const patch = edit.patches.find(({ column }) => column === 'given');
  return countChanges(patch?.before ?? [], patch?.after ?? []);
}

/** Of the labels that an edit changed, how many a person has set anew since. */
export function setSince(edit: Edit, current: Uint16Array): number {
  const patch = edit.patches.find(({ column }) => column === 'current');
  let count = 0;
  patch?.indices.forEach((i, j) => {
    if (current[i] !== patch.after[j]) count += 1;
  });
  return count;
}
