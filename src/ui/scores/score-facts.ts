import { isStale, type ScoreColumn, type Table } from '../../core/dataset/table.ts';
import { catalogue } from '../../core/insights/catalogue.ts';
import type { ScoreMethod } from '../../core/insights/methods.ts';

/** The shown run's score by this method: the one named after it, else the last that a script computed under another name. */
export function scoreOf(table: Pick<Table, 'scores'>, method: ScoreMethod): ScoreColumn | undefined {
  const named = table.scores.get(method);
  if (named?.method === method) return named;
  return [...table.scores.values()].findLast((score) => score.method === method);
}

/** How far a score has come. */
export interface ScoreFacts {
  /** Samples that have a value. */
  computed: number;
  /** Of those, samples whose label has changed since. */
  stale: number;
}

/** Counts values and stale values of the score under `key`. */
export function scoreFacts(table: Pick<Table, 'scores' | 'current'>, key: string): ScoreFacts {
  const values = table.scores.get(key)?.values;
  const facts = { computed: 0, stale: 0 };
  if (!values) return facts;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    facts.computed += 1;
    if (isStale(table, key, i)) facts.stale += 1;
  }
  return facts;
}

/** The range of a score's values with `classCount` classes; where nothing bounds it, as far as its values reach. */
export function rangeOf(
  score: Pick<ScoreColumn, 'method' | 'values'>,
  classCount: number,
): [low: number, high: number] {
  const [low, high] = catalogue[score.method].bounds(classCount);
  if (Number.isFinite(low) && Number.isFinite(high)) return [low, high];
  let [least, most] = [Infinity, -Infinity];
  for (const value of score.values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (least > most) return [0, 1];
  const from = Number.isFinite(low) ? low : least;
  return [from, Math.max(Number.isFinite(high) ? high : most, from + 1e-6)];
}
