import type { DuplicateGroup } from '../../../core/insights/duplicates.ts';
import type { NearPair } from '../../../core/insights/near-duplicates.ts';
import { formatCount, formatPlural } from '../../kit/format.ts';
import { rowOfGroup, rowOfPair, type DuplicateRow } from './duplicate-rows.ts';

/** What a list of duplicates may be of. */
export type DuplicateKind = 'all' | 'conflicts' | 'leaks' | 'near';

/** One figure in words, and the rows of the list that it counts. */
export interface DuplicateFigure {
  kind: DuplicateKind;
  title: string;
  what: string;
  why: string;
  rows: readonly DuplicateRow[];
}

/**
 * What the duplicates of a data set come to.
 * @param count samples of the data set
 * @param near null where they were not searched: then there is no figure of them
 */
export function duplicateFigures(
  count: number,
  exact: readonly DuplicateGroup[],
  near: readonly NearPair[] | null,
): DuplicateFigure[] {
  const samples = exact.reduce((sum, { indices }) => sum + indices.length, 0);
  const figures: DuplicateFigure[] = [
    {
      kind: 'all',
      title: 'Exact duplicates',
      what: exact.length === 1 ? 'picture is there more than once' : 'pictures are there more than once',
      why: `${formatPlural(samples, 'sample')} of ${formatCount(count)}, byte for byte the same`,
      rows: exact.map(rowOfGroup),
    },
    {
      kind: 'conflicts',
      title: 'Labels differ',
      what: 'with several labels',
      why: 'The same picture, so not all of them can be right.',
      rows: exact.filter(({ conflict }) => conflict).map(rowOfGroup),
    },
    {
      kind: 'leaks',
      title: 'Across splits',
      what: 'in several splits',
      why: 'What is learned from one copy is tested on another.',
      rows: exact.filter(({ leak }) => leak).map(rowOfGroup),
    },
  ];
  if (!near) return figures;
  const what = near.length === 1 ? 'pair nearly the same, two labels' : 'pairs nearly the same, two labels';
  const why = 'Altered copies, as a rule; then one of the two labels is wrong.';
  return [...figures, { kind: 'near', title: 'Nearly the same', what, why, rows: near.map(rowOfPair) }];
}
