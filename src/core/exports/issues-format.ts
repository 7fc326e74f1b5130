import { formatCount } from '../format.ts';
import { NO_LABEL, REVIEWED } from '../dataset/types.ts';
import { UserError } from '../errors.ts';
import { rankBySuspicion, withDecisions } from '../insights/rank-curve.ts';
import { chosenSamples } from './chosen-samples.ts';
import { csvRows, formulaNotes } from './csv-table.ts';
import type { ExportFormat } from './export-format.ts';
import { fileNameOf, type ExportSet } from './export-set.ts';
import { classColumn, excludedColumn, keyColumns, type LabelColumn } from './label-columns.ts';
import { tablePlan } from './table-plan.ts';

/** What is suspect, in the columns of cleanlab's Datalab.get_issues("label") (docs.cleanlab.ai). */
export const issuesFormat: ExportFormat = {
  title: 'Table of issues (CSV)',
  text: 'A row for each judged sample in cleanlab’s columns: is_label_issue, label_score (0 = surely wrong), given_label, predicted_label.',
  choices: ['excluded', 'escapeFormulas'],
  excluded: 'marked',
  plan(set, options) {
    const { table } = set;
    const suspicion = [...table.scores.values()].find(({ method }) => method === 'suspicion');
    if (!suspicion) {
      throw new UserError(
        'not-computed',
        'A table of issues needs a run whose labels are ranked by suspicion: find label mistakes first.',
      );
    }
    const { values, judged } = suspicion;
    const chosen = chosenSamples(table, options);
    const indices = chosen.indices.filter((i) => !Number.isNaN(values[i]));
    const issues = issuesOf(set, suspicion.key);
    const columns: LabelColumn[] = [
      ...keyColumns(set),
      { name: 'is_label_issue', type: 'text', value: (i) => (issues[i] ? 'True' : 'False') },
      { name: 'label_score', type: 'number', value: (i) => Number((1 - values[i]).toPrecision(9)) },
      classColumn(set, 'given_label', judged),
      classColumn(set, 'predicted_label', table.predicted),
      ...(options.excluded === 'marked' ? [excludedColumn(set)] : []),
    ];
    const found = indices.reduce((sum, i) => sum + issues[i], 0);
    return tablePlan(csvRows(columns, options), indices, {
      fileName: `${fileNameOf(set.name)}-issues.csv`,
      type: 'text/csv',
      notes: [
        `${formatCount(found)} of ${formatCount(indices.length)} labels are called an issue: those that you changed, and of the others those above the cut.`,
        ...chosen.notes,
        ...formulaNotes(set, options),
      ],
    });
  },
};

/** Which judged labels are wrong: as a person decided, else those above the cut of the ranking. 1 where it is. */
function issuesOf({ table }: ExportSet, key: string): Uint8Array {
  const all = Uint32Array.from({ length: table.count }, (_, i) => i);
  const curve = withDecisions(rankBySuspicion(table, key, all), table);
  const issues = new Uint8Array(table.count);
  for (const index of curve.ranked.subarray(0, curve.cut.depth)) issues[index] = 1;
  for (let i = 0; i < table.count; i++) {
    const judged = curve.score.judged[i];
    if (table.reviewed[i] === REVIEWED.kept) issues[i] = 0;
    if (judged !== NO_LABEL && table.reviewed[i] === REVIEWED.relabelled)
      issues[i] = Number(table.current[i] !== judged);
  }
  return issues;
}
