import type { Table } from '../dataset/table.ts';
import { judgesLabel } from '../insights/methods.ts';
import { sortOf } from './edit-stages.ts';
import { fieldAt } from './fields.ts';
import type { ViewStage } from './stages.ts';

/** What was decided about each sample at some moment. */
export type Decisions = Pick<Table, 'reviewed' | 'excluded'>;

/** A filter by what was decided. */
export type DecisionStage = Extract<ViewStage, { stage: 'matchField' }> & { field: keyof Decisions };

/** The filter that leaves out what is decided. */
export const UNDECIDED: ViewStage = { stage: 'matchField', field: 'reviewed', values: ['open'] };

/** Whether a stage filters by what was decided. */
export function isDecisionStage(stage: ViewStage): stage is DecisionStage {
  return stage.stage === 'matchField' && (stage.field === 'reviewed' || stage.field === 'excluded');
}

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

/**
 * Which samples a filter by decisions lets through, as long as a view stands: those that it lets through by now, and those that it let
 * through at first, so that no decision takes a sample from under the hand of whoever made it.
 * @param since what was decided when the view was shown
 */
export function passesDecision(table: Table, stage: DecisionStage, since: Decisions): (index: number) => boolean {
  const { names } = fieldAt(table, stage.field);
  const passes = names.map((name) => stage.values.includes(name) !== (stage.not === true));
  const [now, then] = [table[stage.field], since[stage.field]];
  return (i) => passes[now[i]] || passes[then[i]];
}
