import type { Table } from '../dataset/table.ts';
import { judgesLabel } from '../insights/methods.ts';
import { isDecisionStage } from './decision-filter.ts';
import { sortOf } from './edit-stages.ts';
import type { ViewStage } from './stages.ts';

/** The filter that leaves out what is decided. */
export const UNDECIDED: ViewStage = { stage: 'matchField', field: 'reviewed', values: ['open'] };

/** Whether a stage is the filter that leaves out what is decided. */
export function isUndecided(stage: ViewStage): boolean {
  return isDecisionStage(stage) && !stage.not && stage.field === 'reviewed' && stage.values.join() === 'open';
}

/** The same stages with what is decided too. */
export function withDecided(stages: readonly ViewStage[]): ViewStage[] {
  return stages.filter((stage) => !isUndecided(stage));
}

/** Whether stages put the samples whose labels are to be doubted first: in order of a score that judges labels. */
export function ranksLabels(table: Table, stages: readonly ViewStage[]): boolean {
  const sort = sortOf(stages)?.field;
  const score = sort?.startsWith('fields.') ? undefined : table.scores.get(sort?.replace(/^insights\./, '') ?? '');
  return score !== undefined && judgesLabel(score.method);
}
