import type { DuplicateGroup } from '../../../core/insights/duplicates.ts';
import { formatCount, formatPlural } from '../../kit/format.ts';
import { rowOfGroup, type DuplicateRow } from './duplicate-rows.ts';

/** What a list of duplicates may be of. */
export type DuplicateKind = 'leaks' | 'conflicts' | 'exact' | 'near';

/** One figure in words, and the rows of the list that it counts. */
export interface DuplicateFigure {
  kind: DuplicateKind;
  title: string;
  what: string;
  why: string;
  rows: readonly DuplicateRow[];
}

/**
 * What the duplicates of a data set come to, the gravest first.
 * @param count samples of the data set
 * @param near exact duplicates and near ones, joined; null where near ones were not searched: then there is no figure of them
 */
export function duplicateFigures(
  count: number,
  exact: readonly DuplicateGroup[],
  near: readonly DuplicateGroup[] | null,
): DuplicateFigure[] {
  const all = near ?? exact;
  const rowsOf = (groups: readonly DuplicateGroup[]): DuplicateRow[] => groups.map(rowOfGroup);
  const conflicts = all.filter(({ conflict }) => conflict);
  const samples = exact.reduce((sum, { indices }) => sum + indices.length, 0);
  const figures: DuplicateFigure[] = [
    {
      kind: 'leaks',
      title: 'Across splits',
      what: 'in several splits',
      why: 'What is learned from one copy is tested on another.',
      rows: rowsOf(all.filter(({ leak }) => leak)),
    },
    {
      kind: 'conflicts',
      title: 'Labels differ',
      what: 'with several labels',
      why: whyOfConflicts(conflicts),
      rows: rowsOf(conflicts),
    },
    {
      kind: 'exact',
      title: 'Exact duplicates',
      what: exact.length === 1 ? 'picture is there more than once' : 'pictures are there more than once',
      why: `${formatPlural(samples, 'sample')} of ${formatCount(count)}, byte for byte the same`,
      rows: rowsOf(exact),
    },
  ];
  if (!near) return figures;
  const altered = near.filter(({ similarity }) => similarity < 1);
  const what = altered.length === 1 ? 'picture has altered copies' : 'pictures have altered copies';
  const why = 'Shifted, cropped, mirrored, encoded anew, brighter or darker.';
  return [...figures, { kind: 'near', title: 'Near duplicates', what, why, rows: rowsOf(altered) }];
}

/** Labels of the same picture contradict each other; of pictures that only look alike, each may be right. */
function whyOfConflicts(conflicts: readonly DuplicateGroup[]): string {
  const same = conflicts.filter(({ similarity }) => similarity === 1).length;
  if (same === conflicts.length) return 'The same picture, so not all of them can be right.';
  if (same === 0) return 'They look alike, so some of them may be wrong.';
  return `${formatCount(same)} of the same picture, where not all can be right; the others look alike.`;
}
