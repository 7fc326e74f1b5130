import { UNDECIDED, withDecided } from '../../core/views/decided.ts';
import { isSimilarity } from '../../core/views/similarity.ts';
import type { ViewStage } from '../../core/views/stages.ts';

const ORDERS: readonly ViewStage['stage'][] = ['sortBy', 'limit', 'skip', 'take'];

/** The filters of a view, which decide what is ranked, decided or not: without its order, and what was cut off by it. */
export function filtersOf(stages: readonly ViewStage[]): ViewStage[] {
  return withDecided(stages).filter((one) => !ORDERS.includes(one.stage) && !isSimilarity(one));
}

/** The first `depth` of what the filters leave, most suspect first, and of them what is not decided. */
export function topStages(filters: readonly ViewStage[], key: string, depth: number): ViewStage[] {
  const field = `insights.${key}`;
  return [...filters, { stage: 'sortBy', field, reverse: true }, { stage: 'limit', count: depth }, UNDECIDED];
}

/** How many of the most suspect a view shows; null where it shows something else. */
export function depthOf(view: readonly ViewStage[], key: string): number | null {
  const stages = withDecided(view);
  const [sort, limit] = stages.slice(-2);
  const sorted = sort?.stage === 'sortBy' && sort.reverse && sort.field === `insights.${key}`;
  if (!sorted || limit?.stage !== 'limit') return null;
  return filtersOf(stages).length === stages.length - 2 ? limit.count : null;
}
