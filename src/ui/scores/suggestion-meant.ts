import type { Table } from '../../core/dataset/table.ts';
import { planCut } from '../../core/insights/cut.ts';
import { memoEach } from '../../core/memo.ts';
import { scoreOf } from './score-facts.ts';

/** The lowest suspicion within the review budget; of a ranking that has none within it, infinite. */
const leastAbove = memoEach((suspicion: Float32Array): number => {
  const { order, depth } = planCut(suspicion);
  return depth === 0 ? Infinity : suspicion[order[depth - 1]];
});

/**
 * Whether the predicted class is meant as a suggestion for a sample: it is another than the label, which is suspect enough to be looked at.
 * Beyond the budget most predictions that differ are the network's mistakes.
 */
export function suggestionMeant(table: Table, index: number): boolean {
  const suspicion = scoreOf(table, 'suspicion')?.values;
  if (!suspicion || !table.predicted || table.predicted[index] === table.current[index]) return false;
  return suspicion[index] >= leastAbove(suspicion);
}
