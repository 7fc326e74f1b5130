import { softmaxRow } from '../core/insights/softmax.ts';
import { RunClasses } from '../core/dataset/run-classes.ts';
import type { RetiredClass } from '../core/dataset/types.ts';
import type { Run } from '../core/training/run.ts';
import { readSampleLogits } from '../store/predictions.ts';

/**
 * The class probabilities that a run gives one sample.
 * @param retired classes of the data set that stand no more
 * @returns by class, those that the run knows: numbers that sum to 1; null where it has not predicted the sample
 */
export async function readProbabilities(
  run: Pick<Run, 'id'>,
  index: number,
  retired: readonly RetiredClass[],
): Promise<Map<number, number> | null> {
  const logits = await readSampleLogits(run.id, index);
  if (!logits) return null;
  const classes = new RunClasses(logits.length, retired);
  const probabilities = new Float64Array(classes.k);
  softmaxRow(classes.fold(logits), 0, classes.k, probabilities);
  return new Map(Array.from(classes.labels, (label, column) => [label, probabilities[column]]));
}
