import type { Table } from '../dataset/table.ts';
import { isDecisionStage, passesDecision, type DecisionStage, type Decisions } from './decision-filter.ts';
import { fieldAt } from './fields.ts';
import { similarityOf } from './similarity.ts';
import type { ViewStage } from './stages.ts';

/**
 * What a stage's answer depends on, compared by identity: tables are replaced at every edit, but a column that the edit left
 * alone is the same object in both.
 * @throws UserError 'view' where the stage names a field that is not there
 */
function dependenciesOf(table: Table, stage: ViewStage): readonly unknown[] {
  switch (stage.stage) {
    case 'matchTags':
      return [table.tagBits, table.tags];
    case 'matchSplits':
      return [table.split, table.splits];
    case 'matchLabels':
      return [labelColumn(table, stage.field), table.classes];
    case 'matchName':
      return [table.names, table.split, table.splits];
    case 'matchField':
    case 'range':
    case 'exists':
    case 'sortBy':
      return [columnAt(table, stage.field)];
    case 'sortBySimilarity':
    case 'sortByPicture':
      return [similarityOf(table, stage)];
    case 'match':
      return [table];
    default:
      return [];
  }
}

/** The array, of those that the table holds, that a field's values come from; for `index` the number of samples. */
export function columnAt(table: Table, path: string): unknown {
  switch (path) {
    case 'index':
      return table.count;
    case 'given':
    case 'current':
    case 'true':
    case 'predicted':
      return labelColumn(table, path);
    case 'confidence':
      return table.confidence;
    default:
      return fieldAt(table, path).values;
  }
}

/**
 * Whether stages that were applied to one table would answer the same on another.
 * @param since what was decided when the view was shown, see `applyStages`
 */
export function sameAnswer(
  before: Table,
  now: Table,
  stages: readonly ViewStage[],
  since: Decisions | null = null,
): boolean {
  if (before === now) return true;
  if (before.count !== now.count) return false;
  try {
    return stages.every(
      (stage) =>
        sameDependencies(dependenciesOf(before, stage), dependenciesOf(now, stage)) ||
        (since !== null && isDecisionStage(stage) && passSame(before, now, stage, since)),
    );
  } catch {
    // A field that came or went: applying the stages says which.
    return false;
  }
}

/** Most decisions change nothing in a view that is shown: then it is not sorted anew at every keystroke. */
function passSame(before: Table, now: Table, stage: DecisionStage, since: Decisions): boolean {
  const [passed, passes] = [passesDecision(before, stage, since), passesDecision(now, stage, since)];
  for (let i = 0; i < now.count; i++) if (passed(i) !== passes(i)) return false;
  return true;
}

function sameDependencies(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.every((value, j) => value === b[j]);
}

function labelColumn(table: Table, field: 'given' | 'current' | 'true' | 'predicted'): unknown {
  return { given: table.given, current: table.current, true: table.truth, predicted: table.predicted }[field];
}
