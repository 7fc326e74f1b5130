import type { HeldOutSet } from '../../core/dataset/held-out.ts';
import { printable } from '../../core/dataset/names.ts';
import type { Split } from '../../core/dataset/types.ts';
import type { ViewStage } from '../../core/views/stages.ts';

/** Samples to compare two runs over. */
export interface Place {
  /** For people: "test split". */
  title: string;
  /** The filter that shows them; null for all. */
  stage: ViewStage | null;
  /** Whether neither run learned from them. */
  isTest: boolean;
}

/** What two runs can be compared over, the best to tell first. @param heldOut what neither of them learned from */
export function comparisonPlaces(splits: readonly Split[], heldOut: readonly HeldOutSet[]): Place[] {
  const learned = splits.filter(({ name }) => !heldOut.some((set) => set.kind === 'split' && set.name === name));
  const all: Place = { title: 'all samples, learned from', stage: null, isTest: false };
  return [
    ...heldOut.map(({ kind, name, stage }): Place => {
      return { title: kind === 'tag' ? 'held-out samples' : `${printable(name)} split`, stage, isTest: true };
    }),
    ...(heldOut.length === 0 ? [all] : []),
    ...learned.map(({ name }): Place => {
      const stage: ViewStage = { stage: 'matchSplits', splits: [name] };
      return { title: `${printable(name)} split, learned from`, stage, isTest: false };
    }),
  ];
}
