import type { DatasetInfo } from '../core/dataset/types.ts';
import type { Edit } from '../core/edits/edit.ts';
import { decisionOf } from '../core/edits/edit-preview.ts';
import type { Decisions } from '../core/review/reviewers.ts';
import { appendEdit } from '../store/journal.ts';

/**
 * Takes another person's decisions about some samples over, in one edit.
 * @param name of the file that they are from
 * @param theirs by the class numbers of `info`
 * @returns the journal row, or undefined where all were so already
 */
export function adoptDecisions(
  info: DatasetInfo,
  name: string,
  indices: Uint32Array,
  theirs: Decisions,
): Promise<Edit | undefined> {
  const { current, excluded, reviewed } = theirs;
  const count = indices.length === 1 ? '1 sample' : `${indices.length.toLocaleString('en')} samples`;
  return appendEdit(
    {
      ...{ datasetId: info.id, at: Date.now(), kind: 'relabel' },
      title: `adopt decisions about ${count} from ${name}`,
      details: { by: 'person', file: name },
    },
    ({ given }) => [
      { column: 'current', indices, values: Uint16Array.from(indices, (i) => current[i]) },
      { column: 'excluded', indices, values: Uint8Array.from(indices, (i) => excluded[i]) },
      {
        column: 'reviewed',
        indices,
        values: Uint8Array.from(indices, (i) => (excluded[i] ? reviewed[i] : decisionOf(current[i], given[i]))),
      },
    ],
    ['given', 'current', 'excluded', 'reviewed'],
  );
}
