import { decisionAt, type DecisionWord } from '../../core/dataset/decision-word.ts';
import { isStale, type Table } from '../../core/dataset/table.ts';
import { printable } from '../../core/dataset/names.ts';
import { NO_LABEL, TAG_MISTAKE, TAG_PROCESSED } from '../../core/dataset/types.ts';
import { formatDecimal } from '../kit/format.ts';
import { suggestionMeant } from '../scores/suggestion-meant.ts';

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
  excluded: boolean;
  /** What a person decided; empty where nobody has. */
  decision: DecisionWord;
  /** The given label stands no more, or is suspect enough that the predicted class is suggested instead. */
  struck: boolean;
}

/**
 * Gathers what a tile shows.
 * @param scoreKey key of the score shown, or null
 * @param truth whether the tag of labels that are known to be wrong is shown: it gives the answer away
 */
export function sampleFacts(table: Table, index: number, scoreKey: string | null, truth = false): SampleFacts {
  const nameOf = (label: number | undefined): string =>
    label === undefined || label === NO_LABEL ? '' : printable(table.classes[label]);
  const bits = table.tagBits[index];
  const tags = bits === 0 ? [] : table.tags.filter((tag, bit) => (bits >>> bit) & 1 && (truth || tag !== TAG_MISTAKE));
  const [given, current] = [table.given[index], table.current[index]];
  const predicted = table.predicted?.[index] ?? NO_LABEL;
  const score = (scoreKey === null ? undefined : table.scores.get(scoreKey)?.values[index]) ?? NaN;
  const decision = decisionAt(table, index);
  return {
    split: printable(table.splits[table.split[index]].name),
    given: nameOf(given),
    predicted: nameOf(predicted),
    relabelled: current === given ? '' : nameOf(current) || 'no label',
    differs: predicted !== NO_LABEL && predicted !== current,
    score,
    stale: scoreKey !== null && isStale(table, scoreKey, index),
    tags,
    excluded: table.excluded[index] === 1,
    decision,
    struck: current !== given || (decision === '' && suggestionMeant(table, index)),
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
    parts.push(`${scoreTitle.toLowerCase()} ${formatDecimal(facts.score)}${facts.stale ? ' (stale)' : ''}`);
  }
  for (const tag of facts.tags) parts.push(`tag ${tag}`);
  if (facts.decision && facts.decision !== 'relabelled') parts.push(facts.decision);
  return parts.join(', ');
}
