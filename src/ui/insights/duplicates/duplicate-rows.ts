import type { Table } from '../../../core/dataset/table.ts';
import type { DuplicateGroup } from '../../../core/insights/duplicates.ts';
import type { NearPair } from '../../../core/insights/near-duplicates.ts';
import { formatScore } from '../../kit/format.ts';

/** Samples that are the same or nearly so, as the list shows them. */
export interface DuplicateRow {
  indices: readonly number[];
  /** What is wrong with them, in a few words each; the gravest first. */
  notes: readonly { text: string; grave: boolean }[];
}

/** A group of exact duplicates in words. */
export function rowOfGroup({ indices, leak, conflict }: DuplicateGroup): DuplicateRow {
  return {
    indices,
    notes: [
      ...(conflict ? [{ text: 'labels differ', grave: true }] : []),
      ...(leak ? [{ text: 'across splits', grave: true }] : []),
      { text: `${indices.length} the same`, grave: false },
    ],
  };
}

/** A pair of near duplicates with two labels in words. */
export function rowOfPair({ a, b, similarity }: NearPair): DuplicateRow {
  return {
    indices: [a, b],
    notes: [
      { text: 'labels differ', grave: true },
      { text: `${formatScore(similarity)} alike`, grave: false },
    ],
  };
}

/** One sample of a row. */
export interface DuplicateMember {
  index: number;
  /** Its label stands against that of most others, or against one that has as many. */
  doubted: boolean;
}

/** The samples of a row, those with the rarer labels first: where not all have room, those that matter have. */
export function membersOf({ current, excluded }: Table, indices: readonly number[]): DuplicateMember[] {
  const count = new Map<number, number>();
  for (const index of indices) if (!excluded[index]) count.set(current[index], (count.get(current[index]) ?? 0) + 1);
  const most = Math.max(0, ...count.values());
  const alone = [...count.values()].filter((n) => n === most).length === 1;
  const rarity = (index: number): number => (excluded[index] ? Infinity : count.get(current[index])!);
  return indices
    .toSorted((a, b) => rarity(a) - rarity(b) || current[a] - current[b] || a - b)
    .map((index) => ({ index, doubted: count.size > 1 && !excluded[index] && !(alone && rarity(index) === most) }));
}
