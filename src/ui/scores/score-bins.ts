import type { ScoreColumn, Table } from '../../core/dataset/table.ts';
import { NO_LABEL } from '../../core/dataset/types.ts';
import { memoEach } from '../../core/memo.ts';
import { histogram } from '../../core/views/counts.ts';
import type { Decisions } from '../../core/views/decision-filter.ts';
import { fieldAt } from '../../core/views/fields.ts';
import type { FilterMemory } from '../../core/views/filter-memory.ts';
import type { ViewStage } from '../../core/views/stages.ts';
import { rangeOf } from './score-facts.ts';
import { setRange, withoutOrder } from '../../core/views/edit-stages.ts';

/** A number field's values under a view's filters, in equal bins. */
export interface ScoreBins {
  low: number;
  high: number;
  all: Uint32Array;
  /** Of those, samples whose judged label is known to be wrong; of a field that is no score, none. */
  wrong: Uint32Array;
}

const BINS = 48;

/**
 * Counts a number field's values under the filters of a view, but for its range of this very field.
 * @param path of a score, `insights.<key>`, or of another number field
 * @param memory of the same view before: what did not change is not counted again
 * @param since what was decided when the view was shown
 */
export function fieldBins(
  memory: FilterMemory,
  table: Table,
  stages: readonly ViewStage[],
  path: string,
  since: Decisions | null = null,
): ScoreBins {
  const indices = memory.samplesUnder(table, withoutOrder(setRange(stages, path, null)), since);
  const score = path.startsWith('insights.') ? table.scores.get(path.slice('insights.'.length)) : undefined;
  if (score) return scoreBins(score, indices, table.truth, table.classes.length);
  return numberBins(fieldAt(table, path).values, indices, path === 'confidence' || path.startsWith('quality.'));
}

/** Counts a score's values over the whole data set. */
export function binsOf(score: ScoreColumn, truth: Uint16Array, classCount: number): ScoreBins {
  return countBins(score, Uint32Array.from(score.values.keys()), truth, classCount);
}

function countBins(score: ScoreColumn, indices: Uint32Array, truth: Uint16Array, classCount: number): ScoreBins {
  const [low, high] = rangeOf(score, classCount);
  const count = (some: Uint32Array): Uint32Array => histogram(score.values, some, BINS, low, high);
  return { low, high, all: count(indices), wrong: count(knownWrong(indices, truth, score.judged)) };
}

const scoreBins = memoEach(countBins);

const numberBins = memoEach((values: ArrayLike<number>, indices: Uint32Array, unit: boolean): ScoreBins => {
  const [low, high] = extent(values, unit);
  return { low, high, all: histogram(values, indices, BINS, low, high), wrong: new Uint32Array(BINS) };
});

function knownWrong(indices: Uint32Array, truth: Uint16Array, judged: Uint16Array): Uint32Array {
  const wrong = new Uint32Array(indices.length);
  let n = 0;
  for (let j = 0; j < indices.length; j++) {
    const label = truth[indices[j]];
    if (label !== NO_LABEL && label !== judged[indices[j]]) wrong[n++] = indices[j];
  }
  return wrong.subarray(0, n);
}

/** Where the values of a field lie; what lies between 0 and 1 by its nature, there. */
function extent(values: ArrayLike<number>, unit: boolean): [low: number, high: number] {
  if (unit) return [0, 1];
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  if (low > high) return [0, 1];
  return high > low ? [low, high] : [low, low + 1];
}
