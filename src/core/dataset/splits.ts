import { splitKind, type SplitKind } from './split-names.ts';
import type { Split } from './types.ts';

/** The splits that tell how well was learned, the best to tell first. */
const TELLING: (SplitKind | null)[] = ['test', 'validation'];

/** The split to learn from where nobody says which; null where none is called so: then it is all samples. */
export function trainSplit(splits: readonly Split[]): Split | null {
  return splits.find(({ name }) => splitKind(name) === 'train') ?? null;
}

/**
 * The splits of which nothing was learned, so that they tell how well it was: those called test first, then validation, then the others.
 * @param learned samples that were learned, by the run or by any of several
 */
export function heldOutSplits(splits: readonly Split[], ...learned: readonly ArrayLike<number>[]): Split[] {
  const seen = new Set<Split>();
  for (const indices of learned) {
    for (let j = 0; j < indices.length; j++) {
      const split = splits.find(({ start, count }) => indices[j] >= start && indices[j] < start + count);
      if (split) seen.add(split);
    }
  }
  const rank = ({ name }: Split): number => {
    const at = TELLING.indexOf(splitKind(name));
    return at < 0 ? TELLING.length : at;
  };
  return splits.filter((split) => split.count > 0 && !seen.has(split)).sort((a, b) => rank(a) - rank(b));
}
