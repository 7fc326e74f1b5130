import type { Table } from '../dataset/table.ts';
import { fieldAt } from './fields.ts';

/** What was decided about each sample at some moment. */
export type Decisions = Pick<Table, 'reviewed' | 'excluded'>;

/** A stage that filters by what was decided. */
export interface DecisionStage {
  stage: 'matchField';
  field: keyof Decisions;
  values: string[];
  not?: boolean;
}

/** Whether a stage of a view filters by what was decided. */
export function isDecisionStage<Stage extends { stage: string }>(stage: Stage): stage is Stage & DecisionStage {
  return stage.stage === 'matchField' && 'field' in stage && (stage.field === 'reviewed' || stage.field === 'excluded');
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
