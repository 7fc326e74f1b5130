import { suggestFromLogits, type Suggestion } from '../core/review/suggestion.ts';
import { RunClasses } from '../core/dataset/run-classes.ts';
import type { RetiredClass } from '../core/dataset/types.ts';
import { readRunLogits } from '../store/predictions.ts';

/**
 * The most probable class but the current one of each of some samples, read from the run's logits in one pass over them.
 * @param current their current labels, one an index
 * @param retired classes of the data set that stand no more
 * @returns by sample index; a sample that the run has not predicted is null
 */
export async function readSuggestions(
  runId: number,
  sampleCount: number,
  indices: Uint32Array,
  current: ArrayLike<number>,
  retired: readonly RetiredClass[],
): Promise<Map<number, Suggestion | null>> {
  const { run, logits } = await readRunLogits(runId, sampleCount, indices);
  const classes = new RunClasses(run.classCount, retired);
  const folded = classes.fold(logits);
  const suggest = (j: number): Suggestion | null => {
    const found = suggestFromLogits(folded, j, classes.k, classes.column(current[j]));
    return found && { ...found, label: classes.labels[found.label] };
  };
  return new Map(Array.from(indices, (i, j) => [i, suggest(j)] as const));
}
