import type { ScoreColumn, Table } from '../../core/dataset/table.ts';
import { NO_LABEL } from '../../core/dataset/types.ts';
import { histogram } from '../../core/views/counts.ts';
import { fieldAt } from '../../core/views/fields.ts';
import { FilterMemory } from '../../core/views/filter-memory.ts';
import type { Stage } from '../../core/views/stages.ts';
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

/** Counts a score's values under the filters of a view, but for its range of this very score. */
export function scoreBins(
  table: Table,
  stages: readonly Stage[],
  score: ScoreColumn,
  memory = new FilterMemory(),
): ScoreBins {
  const [low, high] = rangeOf(score, table.classes.length);
  const indices = samplesBeside(memory, table, stages, `insights.${score.key}`);
  const wrong = knownWrong(indices, table.truth, score.judged);
  return {
    low,
    high,
    all: histogram(score.values, indices, BINS, low, high),
    wrong: histogram(score.values, wrong, BINS, low, high),
  };
}

/** The same of a number field or score by its path. */
export function fieldBins(memory: FilterMemory, table: Table, stages: readonly Stage[], path: string): ScoreBins {
  const score = path.startsWith('insights.') ? table.scores.get(path.slice('insights.'.length)) : undefined;
  if (score) return scoreBins(table, stages, score, memory);
  const { values } = fieldAt(table, path);
  const [low, high] = extent(values, path === 'confidence');
  const indices = samplesBeside(memory, table, stages, path);
  return { low, high, all: histogram(values, indices, BINS, low, high), wrong: new Uint32Array(BINS) };
}

/** Samples under all filters but the range of this field. */
export function samplesBeside(memory: FilterMemory, table: Table, stages: readonly Stage[], path: string): Uint32Array {
  return memory.samplesUnder(table, withoutOrder(setRange(stages, path, null)));
}

function knownWrong(indices: Uint32Array, truth: Uint16Array, judged: Uint16Array): Uint32Array {
  const wrong = new Uint32Array(indices.length);
  let n = 0;
  for (let j = 0; j < indices.length; j++) {
    const label = truth[indices[j]];
    if (label !== NO_LABEL && label !== judged[indices[j]]) wrong[n++] = indices[j];
  }
  return wrong.subarray(0, n);
}

/** Where the values of a field lie; a probability between 0 and 1 whatever there is. */
function extent(values: ArrayLike<number>, probability: boolean): [low: number, high: number] {
  if (probability) return [0, 1];
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  if (low > high) return [0, 1];
  return high > low ? [low, high] : [low, low + 1];
}
