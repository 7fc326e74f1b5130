import type { Table } from './table.ts';

const WORDS = ['', 'confirmed', 'relabelled', 'excluded', 'unsure'] as const;

/** What a person decided about a sample, in a word; empty where nobody has. */
export type DecisionWord = (typeof WORDS)[number];

/** The word for what a person decided about a sample. */
export function decisionAt({ reviewed, excluded }: Pick<Table, 'reviewed' | 'excluded'>, index: number): DecisionWord {
  return excluded[index] === 1 ? 'excluded' : WORDS[reviewed[index]];
}
