import type { Table } from '../../../core/dataset/table.ts';
import type { DuplicateGroup } from '../../../core/insights/duplicates.ts';
import { NO_LABEL } from '../../../core/dataset/types.ts';
import { formatDecimal } from '../../kit/format.ts';

/** Samples that are the same or nearly so, as the list shows them. */
export interface DuplicateRow {
  indices: readonly number[];
  /** What is wrong with them, in a few words each; the gravest first. */
  notes: readonly { text: string; grave: boolean }[];
}

/** A group of duplicates in words. */
export function rowOfGroup({ indices, leak, conflict, similarity }: DuplicateGroup): DuplicateRow {
  // Nearly the same is not the same, so it never reads as 1.
  const alike = `${similarity < 0.9995 ? formatDecimal(similarity) : '> 0.999'} alike`;
  return {
    indices,
    notes: [
      ...(conflict ? [{ text: 'labels differ', grave: true }] : []),
      ...(leak ? [{ text: 'across splits', grave: true }] : []),
      { text: similarity < 1 ? alike : `${indices.length} the same`, grave: false },
    ],
  };
}

/** One sample of a row. */
export interface DuplicateMember {
  index: number;
  /** Its label differs from that of most others, or from one that as many have. */
  doubted: boolean;
}

/** The samples of a row, those with the rarer labels first: where not all have room, those that matter have. */
export function membersOf({ current, excluded }: Table, indices: readonly number[]): DuplicateMember[] {
  const count = new Map<number, number>();
  for (const index of indices) if (!excluded[index]) count.set(current[index], (count.get(current[index]) ?? 0) + 1);
  const most = Math.max(0, ...count.values());
  const alone = [...count.values()].filter((n) => n === most).length === 1;
  const rarity = (index: number): number => (excluded[index] ? Infinity : count.get(current[index])!);
  return [...indices]
    .sort((a, b) => rarity(a) - rarity(b) || current[a] - current[b] || a - b)
    .map((index) => ({ index, doubted: count.size > 1 && !excluded[index] && !(alone && rarity(index) === most) }));
}

/** Labels offered to give to a whole row. */
const MOST_LABELS = 3;

/** What would settle a row with one click. */
export interface DuplicateFixes {
  /** Classes to label all of it: those that its samples have, the commonest first, then those that the network predicts. */
  labels: { label: number; suggested: boolean }[];
  /** Splits whose samples could be left out; none where it lies in one. */
  splits: number[];
}

/** What would settle a row, by the labels of its samples that are not left out; nothing where they agree. */
export function fixesOf({ current, excluded, split, predicted }: Table, indices: readonly number[]): DuplicateFixes {
  const used = indices.filter((index) => !excluded[index]);
  const labels = commonest(used.map((index) => current[index]));
  const said = predicted ? commonest(used.map((index) => predicted[index])) : [];
  const suggestions = said.filter((label) => !labels.includes(label));
  const splits = [...new Set(used.map((index) => split[index]))].sort((a, b) => a - b);
  return {
    labels:
      labels.length < 2
        ? []
        : [...labels, ...suggestions]
            .slice(0, MOST_LABELS)
            .map((label) => ({ label, suggested: suggestions.includes(label) })),
    splits: splits.length < 2 ? [] : splits,
  };
}

/** The distinct labels, the commonest first. */
function commonest(labels: readonly number[]): number[] {
  const count = new Map<number, number>();
  for (const label of labels) if (label !== NO_LABEL) count.set(label, (count.get(label) ?? 0) + 1);
  return [...count].sort(([a, m], [b, n]) => n - m || a - b).map(([label]) => label);
}
