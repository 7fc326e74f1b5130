import { NO_LABEL, REVIEWED } from '../dataset/types.ts';
import { UNSURE } from './decisions.ts';
import type { TablePlan } from '../tables/table-plan.ts';
import type { Decisions } from './reviewers.ts';

/**
 * What a table says that a person decided: of corrected labels as Second Look exports them what is said to be decided, of any other table
 * every label.
 * @param count samples of the data set
 * @returns null where it says nothing of that
 */
export function decisionsOf({ labels, restore }: TablePlan, count: number): Decisions | null {
  const current = new Uint16Array(count).fill(NO_LABEL);
  const reviewed = new Uint8Array(count);
  const excluded = new Uint8Array(count);
  if (restore?.decidedBy && restore.excluded) {
    const { decidedBy } = restore;
    restore.indices.forEach((index, j) => {
      current[index] = restore.labels[j];
      excluded[index] = restore.excluded![j];
      if (decidedBy[j] === '') return;
      if (decidedBy[j] === UNSURE) reviewed[index] = REVIEWED.unsure;
      else reviewed[index] = excluded[index] ? REVIEWED.excluded : REVIEWED.relabelled;
    });
  } else if (labels) {
    labels.indices.forEach((index, j) => {
      current[index] = labels.labels[j];
      reviewed[index] = REVIEWED.relabelled;
    });
  } else return null;
  return { current, reviewed, excluded };
}
