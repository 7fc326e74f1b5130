import { isStale, type Table } from '../../core/dataset/table.ts';
import { printable } from '../../core/dataset/names.ts';
import { NO_LABEL, TAG_MISTAKE, TAG_PROCESSED } from '../../core/dataset/types.ts';
import { formatScore } from '../scores/shown-score.ts';

/** What a tile shows of its sample. */
export interface SampleFacts {
  split: string;
  given: string;
  /** Empty where nothing was predicted. */
  predicted: string;
  /** What a person has set instead of the given label; empty where it stands. */
  relabelled: string;
  /** The network's class is another than the label as it stands. */
  differs: boolean;
  /** Value of the shown score, or NaN. */
  score: number;
  stale: boolean;
  tags: string[];
  mistake: boolean;
  excluded: boolean;
}

/** Gathers what a tile shows. @param scoreKey key of the score shown, or null */
export function sampleFacts(table: Table, index: number, scoreKey: string | null): SampleFacts {
  const nameOf = (label: number | undefined): string =>
    label === undefined || label === NO_LABEL ? '' : printable(table.classes[label]);
  const bits = table.tagBits[index];
  const tags = bits === 0 ? [] : table.tags.filter((_, bit) => (bits >>> bit) & 1);
  const [given, current] = [table.given[index], table.current[index]];
  const predicted = table.predicted?.[index] ?? NO_LABEL;
  const score = (scoreKey === null ? undefined : table.scores.get(scoreKey)?.values[index]) ?? NaN;
  return {
    split: printable(table.splits[table.split[index]].name),
    given: nameOf(given),
    predicted: nameOf(predicted),
    relabelled: current === given ? '' : nameOf(current) || 'no label',
    differs: predicted !== NO_LABEL && predicted !== current,
    score,
    stale: scoreKey !== null && isStale(table, scoreKey, index),
    tags,
    mistake: tags.includes(TAG_MISTAKE),
    excluded: table.excluded[index] === 1,
  };
}

/** Tags that a tile marks: all but the one that nearly every sample has. */
export const markedTags = (facts: SampleFacts): string[] => facts.tags.filter((tag) => tag !== TAG_PROCESSED);

/** The tile in words, for screen readers, after what the sample is called: "sample 4436, train, given horse, predicted truck, mistakenness 0.997, tag mistake". */
export function sampleText(title: string, facts: SampleFacts, scoreTitle: string): string {
  const parts = [title, facts.split, `given ${facts.given || 'no label'}`];
  if (facts.relabelled) parts.push(`relabelled ${facts.relabelled}`);
  if (facts.predicted) parts.push(`predicted ${facts.predicted}`);
  if (!Number.isNaN(facts.score)) {
    parts.push(`${scoreTitle.toLowerCase()} ${formatScore(facts.score)}${facts.stale ? ' (stale)' : ''}`);
  }
  for (const tag of facts.tags) parts.push(`tag ${tag}`);
  if (facts.excluded) parts.push('excluded');
  return parts.join(', ');
}
