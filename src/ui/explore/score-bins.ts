import type { ScoreColumn, Table } from '../../core/dataset/table.ts';
import { NO_LABEL } from '../../core/dataset/types.ts';
import { histogram } from '../../core/views/counts.ts';
import { applyStages, type Stage } from '../../core/views/stages.ts';
import { rangeOf } from '../insights/score-facts.ts';
import { setRange, withoutOrder } from './view-stages.ts';

/** A score's values under a view's filters, in equal bins. */
export interface ScoreBins {
  low: number;
  high: number;
  all: Uint32Array;
  /** Of those, samples whose judged label is known to be wrong. */
  wrong: Uint32Array;
}

const BINS = 48;

/** Counts a score's values under the filters of a view, but for its range of this very score. */
export function scoreBins(table: Table, stages: readonly Stage[], score: ScoreColumn): ScoreBins {
  const [low, high] = rangeOf(score, table.classes.length);
  const indices = applyStages(table, withoutOrder(setRange(stages, `insights.${score.key}`, null)));
  const wrong = indices.filter((i) => table.truth[i] !== NO_LABEL && score.judged[i] !== table.truth[i]);
  return {
    low,
    high,
    all: histogram(score.values, indices, BINS, low, high),
    wrong: histogram(score.values, wrong, BINS, low, high),
  };
}
