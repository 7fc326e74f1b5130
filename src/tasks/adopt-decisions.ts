import { standingLabels } from '../core/dataset/classes.ts';
import { NO_LABEL, type DatasetInfo } from '../core/dataset/types.ts';
import type { Edit } from '../core/edits/edit.ts';
import { decisionOf } from '../core/edits/edit-preview.ts';
import { UserError } from '../core/errors.ts';
import { formatPlural } from '../core/format.ts';
import type { Decisions } from '../core/review/reviewers.ts';
import { getDataset } from '../store/datasets.ts';
import { appendEdit } from '../store/journal.ts';

/**
 * Takes another person's decisions about some samples over, in one edit.
 * @param name of the file that they are from
 * @param theirs by the class numbers of `info`; labels of classes that were merged since are of those that these were merged into
 * @returns the journal row, or undefined where all were so already
 * @throws UserError 'not-found' where a label is of a class that was taken away since
 */
export async function adoptDecisions(
  info: DatasetInfo,
  name: string,
  indices: Uint32Array,
  theirs: Decisions,
): Promise<Edit | undefined> {
  const { excluded, reviewed } = theirs;
  // As classes stand now: another edit may have gone before.
  const { retired, classes } = (await getDataset(info.id)) ?? info;
  const current = standingLabels(theirs.current, retired);
  const lost = indices.find((i) => current[i] === NO_LABEL && theirs.current[i] !== NO_LABEL && !excluded[i]);
  if (lost !== undefined) {
    const gone = classes[theirs.current[lost]];
    throw new UserError('not-found', `The class “${gone}” stands no more: add it again, then adopt what was decided.`);
  }
  return appendEdit(
    {
      ...{ datasetId: info.id, at: Date.now(), kind: 'relabel' },
      title: `adopt decisions about ${formatPlural(indices.length, 'sample')} from ${name}`,
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
