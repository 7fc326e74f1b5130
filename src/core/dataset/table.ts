import type { CountDoubt } from '../insights/count-doubt.ts';
import { judgesLabel, type ScoreMethod } from '../insights/methods.ts';
import type { QualityColumns } from '../quality/qualities.ts';
import { NO_LABEL, type FieldColumn, type RetiredClass, type Split } from './types.ts';

/** One score of one run: n values, NaN where not computed. */
export interface ScoreColumn {
  key: string;
  method: ScoreMethod;
  runId: number;
  values: Float32Array;
  /** The label that each value judged; NO_LABEL where not computed. */
  judged: Uint16Array;
  /** Of suspicion: how sure the number of mistakes is that its values add up to. */
  doubt?: CountDoubt;
  /** Of suspicion: samples that a person had decided about before it was computed, ascending; what it says takes account of that. */
  decided?: Uint32Array;
}

/** A data set's columns in memory, one entry a sample, all by the same index. Never changed in place. */
export interface Table {
  count: number;
  /** One name a sample, each different; null where they are split and index, see `nameOf`. */
  names: readonly string[] | null;
  classes: string[];
  /** Those of the classes that stand no more, see `standingClasses`. */
  retired: readonly RetiredClass[];
  /** Tag t is bit t of `tagBits`. */
  tags: string[];
  splits: Split[];
  /** The label that the data set came with, or that injected noise gave it. */
  given: Uint16Array;
  /** The label as it stands after corrections. */
  current: Uint16Array;
  /** Known where noise was injected; NO_LABEL elsewhere. */
  truth: Uint16Array;
  tagBits: Uint32Array;
  /** 1 = left out of training. */
  excluded: Uint8Array;
  /** What a person decided about it: see REVIEWED. */
  reviewed: Uint8Array;
  /** Number of the split, into `splits`. */
  split: Uint8Array;
  /** The data set's own fields. */
  fields: Map<string, FieldColumn>;
  /** What its pictures say of themselves; null until they are measured. */
  qualities: QualityColumns | null;
  /** The run that `predicted`, `confidence` and `scores` are of. */
  runId: number | null;
  /** Class with the highest logit; NO_LABEL where not predicted. */
  predicted: Uint16Array | null;
  /** Its probability, 0 … 1; NaN where not predicted. */
  confidence: Float32Array | null;
  scores: Map<string, ScoreColumn>;
  /**
   * How alike samples are to what views are sorted by similarity to, by `similarityKey`: cosines, −1 … 1, NaN where a sample has no features. Each
   * is there once it is computed; not stored.
   */
  similarities?: ReadonlyMap<string, Float32Array>;
}

/** Split number of every sample. */
export function splitColumn(splits: readonly Split[], count: number): Uint8Array {
  const column = new Uint8Array(count);
  splits.forEach((split, number) => column.fill(number, split.start, split.start + split.count));
  return column;
}

/** Whether the label of a scored sample has changed since score `key` judged it. A score that judges no label never is stale. */
export function isStale(table: Pick<Table, 'scores' | 'current'>, key: string, index: number): boolean {
  const score = table.scores.get(key);
  if (!score || !judgesLabel(score.method) || Number.isNaN(score.values[index])) return false;
  return score.judged[index] !== table.current[index];
}

/** Whether a sample that came without a label has been given one, and a score of labels has no value of it though it was predicted. */
export function awaitsScore(
  { given, current, predicted }: Pick<Table, 'given' | 'current' | 'predicted'>,
  { values }: Pick<ScoreColumn, 'values'>,
  index: number,
): boolean {
  if (!predicted || given[index] !== NO_LABEL || current[index] === NO_LABEL) return false;
  return predicted[index] !== NO_LABEL && Number.isNaN(values[index]);
}
