import { guessesFromLogits, type Guess } from '../core/review/suggestion.ts';
import { RunClasses } from '../core/dataset/run-classes.ts';
import type { RetiredClass } from '../core/dataset/types.ts';
import { readRunLogits } from '../store/predictions.ts';

/**
 * The most probable classes but the current one of each of some samples, read from the run's logits in one pass over them.
 * @param current their current labels, one an index
 * @param retired classes of the data set that stand no more
 * @param most classes of each, at most
 * @returns by sample index, the likeliest first; a sample that the run has not predicted is null
 */
export async function readGuesses(
  runId: number,
  sampleCount: number,
  indices: Uint32Array,
  current: ArrayLike<number>,
  retired: readonly RetiredClass[],
  most: number,
): Promise<Map<number, Guess[] | null>> {
  const { run, logits } = await readRunLogits(runId, sampleCount, indices);
  const classes = new RunClasses(run.classCount, retired);
  const folded = classes.fold(logits);
  const guess = (j: number): Guess[] | null => {
    const found = guessesFromLogits(folded, j, classes.k, classes.column(current[j]), most);
    return found && found.map(({ label, probability }) => ({ label: classes.labels[label], probability }));
  };
  return new Map(Array.from(indices, (i, j) => [i, guess(j)] as const));
}
