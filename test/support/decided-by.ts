import { lastDecisions } from '../../src/core/review/decisions.ts';

/** Who decided about each sample that somebody decided about, by its index. */
export function decidedBy(...args: Parameters<typeof lastDecisions>): Map<number, string> {
  return new Map(Array.from(lastDecisions(...args), ([index, { by }]) => [index, by]));
}
