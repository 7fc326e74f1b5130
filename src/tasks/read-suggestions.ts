import { suggestFromLogits, type Suggestion } from '../core/review/suggestion.ts';
import type { Run } from '../core/training/run.ts';
import { readLogits } from '../store/predictions.ts';

/**
 * The most probable class but the current one of each of some samples, read from the run's logits in one pass over them.
 * @param current their current labels, one an index
 * @returns by sample index; a sample that the run has not predicted is null
 */
export async function readSuggestions(
  run: Pick<Run, 'id' | 'classCount'>,
  sampleCount: number,
  indices: Uint32Array,
  current: ArrayLike<number>,
): Promise<Map<number, Suggestion | null>> {
  const { values, classCount } = await readLogits(run, sampleCount, indices);
  return new Map(Array.from(indices, (i, j) => [i, suggestFromLogits(values, j, classCount, current[j])] as const));
}
