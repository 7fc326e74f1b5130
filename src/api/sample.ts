import { nameOf } from '../core/dataset/names.ts';
import { NO_LABEL, REVIEWED } from '../core/dataset/types.ts';
import type { Table } from '../core/dataset/table.ts';
import { UserError } from '../core/errors.ts';
import type { Quality } from '../core/quality/qualities.ts';

/** One sample as a script sees it: plain values, a copy. Labels are names of classes, or null where unknown. */
export interface Sample {
  /** Global, immutable index in its data set. */
  index: number;
  /** Its path in the folder or archive that it came from, else its split and its number there: "train/17". Never changes. */
  name: string;
  /** Name of its split. */
  split: string;
  /** The label that the data set came with, or that injecting noise gave it. */
  given: string | null;
  /** What it is now, after corrections. New runs learn this one. */
  current: string | null;
  /** Known where noise was injected or labels were replaced from a file. */
  true: string | null;
  /** What the run shown (`look.session.run`) says. */
  predicted: string | null;
  /** Probability of the predicted class, 0 … 1. */
  confidence: number | null;
  tags: string[];
  /** Whether it is left out of training. */
  excluded: boolean;
  /** What a person decided about it; null where nobody has. */
  reviewed: 'kept' | 'relabelled' | 'excluded' | 'unsure' | null;
  /** The data set's own fields. */
  fields: Record<string, string | number | null>;
  /** What its picture says of itself, 0 … 1 and low where it is bad; empty until `look.checkPictures()`. */
  quality: Partial<Record<Quality, number>>;
  /** Scores by key, of the run shown. */
  insights: Record<string, number | null>;
}

/** Builds the sample with this index. @throws UserError outside the data set */
export function sampleAt(table: Table, index: number): Sample {
  if (!Number.isInteger(index) || index < 0 || index >= table.count) {
    throw new UserError('not-found', `sample ${index} is not in 0 … ${table.count - 1}`);
  }
  const name = (label: number | undefined): string | null =>
    label === undefined || label === NO_LABEL ? null : table.classes[label];
  const known = (value: number | undefined): number | null =>
    value === undefined || Number.isNaN(value) ? null : value;
  return {
    index,
    name: nameOf(table, index),
    split: table.splits[table.split[index]].name,
    given: name(table.given[index]),
    current: name(table.current[index]),
    true: name(table.truth[index]),
    predicted: name(table.predicted?.[index]),
    confidence: known(table.confidence?.[index]),
    tags: table.tags.filter((_, bit) => (table.tagBits[index] >>> bit) & 1),
    excluded: table.excluded[index] === 1,
    reviewed: reviewedAt(table, index),
    fields: Object.fromEntries([...table.fields].map(([field]) => [field, fieldAt(table, field, index)])),
    quality: Object.fromEntries([...(table.qualities ?? [])].map(([quality, values]) => [quality, values[index]])),
    insights: Object.fromEntries([...table.scores].map(([key, score]) => [key, known(score.values[index])])),
  };
}

function reviewedAt(table: Table, index: number): Sample['reviewed'] {
  switch (table.reviewed[index]) {
    case REVIEWED.kept:
      return 'kept';
    case REVIEWED.relabelled:
      return 'relabelled';
    case REVIEWED.excluded:
      return 'excluded';
    case REVIEWED.unsure:
      return 'unsure';
    default:
      return null;
  }
}

function fieldAt(table: Table, field: string, index: number): string | number | null {
  const column = table.fields.get(field);
  if (!column) return null;
  if (column.kind === 'text') return column.dictionary[column.codes[index]] ?? null;
  const value = column.values[index];
  return Number.isNaN(value) ? null : value;
}
