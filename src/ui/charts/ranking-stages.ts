import type { ViewStage } from '../../core/views/stages.ts';

const ORDERS: readonly ViewStage['stage'][] = ['sortBy', 'sortBySimilarity', 'sortByPicture', 'limit', 'skip', 'take'];

/** The filters of a view, which decide what is ranked: without its order, and what was cut off by it. */
export function filtersOf(stages: readonly ViewStage[]): ViewStage[] {
  return stages.filter(({ stage }) => !ORDERS.includes(stage));
}

/** The first `depth` of what the filters leave, most suspect first. */
export function topStages(filters: readonly ViewStage[], key: string, depth: number): ViewStage[] {
  const field = `insights.${key}`;
  return [...filters, { stage: 'sortBy', field, reverse: true }, { stage: 'limit', count: depth }];
}

/** How many of the most suspect a view shows; null where it shows something else. */
export function depthOf(stages: readonly ViewStage[], key: string): number | null {
  const [sort, limit] = stages.slice(-2);
  const sorted = sort?.stage === 'sortBy' && sort.reverse && sort.field === `insights.${key}`;
  if (!sorted || limit?.stage !== 'limit') return null;
  return filtersOf(stages).length === stages.length - 2 ? limit.count : null;
}
