import { softmaxRow } from '../core/insights/softmax.ts';
import type { Run } from '../core/training/run.ts';
import { readSampleLogits } from '../store/predictions.ts';

/**
 * The class probabilities that a run gives one sample.
 * @returns k numbers that sum to 1, or null where the run has not predicted it
 */
export async function readProbabilities(
  run: Pick<Run, 'id' | 'classCount'>,
  index: number,
): Promise<Float64Array | null> {
  const logits = await readSampleLogits(run, index);
  if (!logits) return null;
  const probabilities = new Float64Array(run.classCount);
  softmaxRow(logits, 0, run.classCount, probabilities);
  return probabilities;
}
