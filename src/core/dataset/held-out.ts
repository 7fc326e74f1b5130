import type { ViewStage } from '../views/stages.ts';
import { heldOutSplits } from './splits.ts';
import type { Table } from './table.ts';
import { NO_LABEL, TAG_HELD_OUT } from './types.ts';
import { randomSplit } from '../import/random-split.ts';

/** Samples that nothing was learned from, so that they tell how well it was. */
export interface HeldOutSet {
  /** Of a split its name; TAG_HELD_OUT for samples that were held out later. */
  name: string;
  kind: 'split' | 'tag';
  /** Ascending. */
  indices: Uint32Array;
  /** The view that shows them. */
  stage: ViewStage;
}

/** The parts of a table that say what is held out. */
type Marks = Pick<Table, 'splits' | 'tags' | 'tagBits'>;

/** Whether a sample has the tag that holds it out as a test split. */
export function isHeldOut({ tags, tagBits }: Omit<Marks, 'splits'>): (index: number) => boolean {
  const bit = tags.indexOf(TAG_HELD_OUT);
  return (index) => bit >= 0 && ((tagBits[index] >>> bit) & 1) === 1;
}

/** Samples with the tag that holds them out as a test split, ascending. */
export const heldOutByTag = (marks: Omit<Marks, 'splits'>): Uint32Array =>
  Uint32Array.from(marks.tagBits.keys()).filter(isHeldOut(marks));

/**
 * Every split of which nothing was learned, in the order of `heldOutSplits`, and behind them the samples that were held out later, where none of
 * them was learned.
 * @param learned samples that were learned, by the run or by any of several
 */
export function heldOutSets(table: Marks, ...learned: readonly ArrayLike<number>[]): HeldOutSet[] {
  const sets = heldOutSplits(table.splits, ...learned).map(({ name, start, count }): HeldOutSet => {
    const indices = Uint32Array.from({ length: count }, (_, j) => start + j);
    return { name, kind: 'split', indices, stage: { stage: 'matchSplits', splits: [name] } };
  });
  const tagged = heldOutByTag(table);
  const held = new Set(tagged);
  const known = learned.some((indices) => Array.prototype.some.call(indices, (i: number) => held.has(i)));
  if (tagged.length === 0 || known) return sets;
  return [
    ...sets,
    { name: TAG_HELD_OUT, kind: 'tag', indices: tagged, stage: { stage: 'matchTags', tags: [TAG_HELD_OUT] } },
  ];
}

/**
 * Draws samples to hold out: of every class the same share. The same seed draws the same ones.
 * @param from samples to draw from; those that are excluded or have no label stay
 * @returns ascending
 */
export function drawHeldOut(
  { current, excluded }: Pick<Table, 'current' | 'excluded'>,
  from: Uint32Array,
  choice: { share: number; seed: number },
): Uint32Array {
  const kept = new Uint8Array(current.length);
  for (const i of from) kept[i] = Number(current[i] !== NO_LABEL && excluded[i] === 0);
  const split = randomSplit(current, kept, null, choice);
  return Uint32Array.from(split.keys()).filter((i) => split[i] === 1);
}
