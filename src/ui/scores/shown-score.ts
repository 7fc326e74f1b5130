import { isStale, type ScoreColumn, type Table } from '../../core/dataset/table.ts';
import { catalogue } from '../../core/insights/catalogue.ts';
import { SCORE_METHODS } from '../../core/insights/methods.ts';
import { memoEach } from '../../core/memo.ts';
import type { ViewStage } from '../../core/views/stages.ts';
import { scoreOf } from './score-facts.ts';
import { sortOf } from '../../core/views/edit-stages.ts';

/** The score that tiles and histogram show: the one sorted by, else suspicion, else the first in the catalogue that there is. */
export function shownScore(table: Table, stages: readonly ViewStage[]): ScoreColumn | null {
  const sort = sortOf(stages)?.field;
  const sorted = sort?.startsWith('fields.') ? undefined : table.scores.get(sort?.replace(/^insights\./, '') ?? '');
  if (sorted) return sorted;
  return SCORE_METHODS.map((method) => scoreOf(table, method)).find((score) => score !== undefined) ?? null;
}

/** One score of one sample, and where that stands among all. */
export interface ScoreStanding {
  key: string;
  title: string;
  value: number;
  unit: string;
  formula: string;
  meaning: string;
  range: string;
  /** Its label has changed since it was computed. */
  stale: boolean;
  /** 1 is the most suspect; equal values share the better rank. */
  rank: number;
  /** Samples that have a value. */
  of: number;
}

/** Every score of a sample, in the catalogue's order. */
export function scoreStandings(table: Table, index: number): ScoreStanding[] {
  const order = Object.keys(catalogue);
  return [...table.scores.values()]
    .filter(({ values }) => !Number.isNaN(values[index]))
    .sort((a, b) => order.indexOf(a.method) - order.indexOf(b.method))
    .map(({ key, method, values }) => {
      const { title, unit, formula, meaning, range, suspectWhen } = catalogue[method];
      const value = values[index];
      const [ahead, of] = countAhead(values, value, suspectWhen);
      const named = key === method || scoreOf(table, method)?.key === key ? title : `${title} (${key})`;
      const stale = isStale(table, key, index);
      return { key, title: named, value, unit, formula, meaning, range, stale, rank: ahead + 1, of };
    });
}

/** How many values are more suspect than this one, and how many there are; an edit of labels does not ask anew. */
const countAhead = memoEach(
  (values: Float32Array, value: number, suspectWhen: 'high' | 'low'): [ahead: number, of: number] => {
    let [higher, lower, equal] = [0, 0, 0];
    for (let i = 0; i < values.length; i++) {
      if (values[i] > value) higher += 1;
      else if (values[i] < value) lower += 1;
      else if (values[i] === value) equal += 1;
    }
    return [suspectWhen === 'high' ? higher : lower, higher + lower + equal];
  },
);
