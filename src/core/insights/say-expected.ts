import type { Table } from '../dataset/table.ts';
import { REVIEWED } from '../dataset/types.ts';
import { formatCount } from '../format.ts';
import type { Expectation } from './belief.ts';
import type { DepthFigures } from './rank-curve.ts';

/** Why there may be more mistakes than are expected. */
export const NOT_COUNTED = 'Mistakes that a network would make too cannot be counted.';

/** Why average precision changes from run to run. */
export const WHY_IT_MOVES =
  'How well the shown run’s score puts the labels first that were wrong when it was scored. It moves with the run shown: after corrections fewer and harder mistakes are left to find, so a lower figure need not be a worse network.';

/** Below so many mistakes expected among the next ones the page says that it is time to stop. */
const TIME_TO_STOP = 1;

/** Before so many decisions nobody is told to stop: a few right labels at the top say little of the rest. */
const FEWEST_DECIDED = 20;

/** “about 42”, or “about 42 or more” where more cannot be counted. */
export function sayExpected({ expected, atLeast }: Pick<Expectation, 'expected' | 'atLeast'>): string {
  return `about ${formatCount(Math.round(expected))}${atLeast ? ' or more' : ''}`;
}

/** “90 % between 20 and 80”, or “95 % sure of at least 20” where there may be any number more. */
export function sayRange({ low, high, atLeast }: Pick<Expectation, 'low' | 'high' | 'atLeast'>): string {
  if (atLeast) return `95 % sure of at least ${formatCount(Math.floor(low))}`;
  return `90 % between ${formatCount(Math.floor(low))} and ${formatCount(Math.ceil(high))}`;
}

/**
 * “about 12 in the next 50”, or that looking on is hardly worth it: said once enough were looked at to know.
 * @param decided samples of the view that were decided about
 */
export function sayNext({ samples, expected }: { samples: number; expected: number }, decided: number): string {
  if (expected >= TIME_TO_STOP) return `about ${formatCount(Math.round(expected))} in the next ${formatCount(samples)}`;
  return `fewer than one in the next ${formatCount(samples)}${decided >= FEWEST_DECIDED ? ': time to stop' : ''}`;
}

/** “Look at the top 2,050: about 1,870 mistakes among them.” */
export function sayBudget({ depth, expected }: DepthFigures): string {
  if (depth === 0) return 'Look at none: no label is more likely wrong than right.';
  return `Look at the top ${formatCount(depth)}: about ${formatCount(expected.errors)} mistakes among them.`;
}

/** “About 42 of the 10,000 labels are wrong, 90 % between 20 and 80. Mistakes that a network would make too cannot be counted.” */
export function sayMistakes({ total, counted }: DepthFigures, { reviewed }: Pick<Table, 'reviewed'>): string {
  const righted = reviewed.reduce((count, decision) => count + Number(decision === REVIEWED.relabelled), 0);
  const done =
    righted > 0 ? `, ${formatCount(righted)} ${righted === 1 ? 'label was' : 'labels were'} put right so far` : '';
  const verb = Math.round(total.expected) === 1 ? 'is' : 'are';
  return `${capital(sayExpected(total))} of the ${formatCount(counted)} labels ${verb} wrong, ${sayRange(total)}${done}. ${NOT_COUNTED}`;
}

const capital = (text: string): string => text[0].toUpperCase() + text.slice(1);
