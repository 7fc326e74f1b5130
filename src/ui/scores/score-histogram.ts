import type { ScoreColumn } from '../../core/dataset/table.ts';
import { NO_LABEL } from '../../core/dataset/types.ts';
import { histogram } from '../../core/views/counts.ts';
import type { ScoreBins } from './score-bins.ts';
import { rangeOf } from './score-facts.ts';

const BINS = 48;

/** A score's values over the whole data set in equal bins, those apart whose judged label is known to be wrong. */
export function binsOf(score: ScoreColumn, truth: Uint16Array, classCount: number): ScoreBins {
  const [low, high] = rangeOf(score, classCount);
  const every = Uint32Array.from(score.values.keys());
  const wrong = every.filter((i) => truth[i] !== NO_LABEL && score.judged[i] !== truth[i]);
  const count = (indices: Uint32Array): Uint32Array => histogram(score.values, indices, BINS, low, high);
  return { low, high, all: count(every), wrong: count(wrong) };
}
