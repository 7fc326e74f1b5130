import { Random } from '../dataset/random.ts';
import type { FieldColumn } from '../dataset/types.ts';
import type { RandomSplit } from './choices.ts';

/**
 * Holds some samples out at random: of every class about the same share, and all rows of one group on the same side, so that near
 * copies stay together. The same seed gives the same split.
 * @param labels class of each row @param kept rows that count: 1 or 0
 * @param group rows with the same value stay together, those without one are by themselves; null = every row by itself
 * @returns 0 = train, 1 = test, one a row
 */
export function randomSplit(
  labels: Uint16Array,
  kept: Uint8Array,
  group: FieldColumn | null,
  { share, seed }: Pick<RandomSplit, 'share' | 'seed'>,
): Uint8Array {
  const inOrder = groupsOf(kept, group);
  const order = Uint32Array.from(inOrder, (_, place) => place);
  new Random(seed).shuffle(order);
  const groups = Array.from(order, (place) => inOrder[place]);
  const total = new Map<number, number>();
  for (const rows of groups) for (const row of rows) total.set(labels[row], (total.get(labels[row]) ?? 0) + 1);
  const held = new Map<number, number>();
  const split = new Uint8Array(labels.length);
  for (const rows of groups) {
    // A group is held out where that brings its classes closer to their share than leaving it would.
    let gain = 0;
    const own = new Map<number, number>();
    for (const row of rows) own.set(labels[row], (own.get(labels[row]) ?? 0) + 1);
    for (const [label, count] of own) {
      const open = share * total.get(label)! - (held.get(label) ?? 0);
      gain += open * open - (open - count) * (open - count);
    }
    if (gain <= 0) continue;
    for (const row of rows) split[row] = 1;
    for (const [label, count] of own) held.set(label, (held.get(label) ?? 0) + count);
  }
  return split;
}

function groupsOf(kept: Uint8Array, group: FieldColumn | null): number[][] {
  const alone: number[][] = [];
  const together = new Map<number, number[]>();
  for (let row = 0; row < kept.length; row++) {
    if (!kept[row]) continue;
    const key = keyOf(group, row);
    const rows = key === null ? undefined : together.get(key);
    if (rows) rows.push(row);
    else if (key === null) alone.push([row]);
    else together.set(key, [row]);
  }
  return [...alone, ...together.values()];
}

function keyOf(group: FieldColumn | null, row: number): number | null {
  if (!group) return null;
  if (group.kind === 'text') return group.codes[row] in group.dictionary ? group.codes[row] : null;
  return Number.isNaN(group.values[row]) ? null : group.values[row];
}
