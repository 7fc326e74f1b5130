import { UserError } from '../core/errors.ts';
import type { OutsideTable } from '../core/tables/outside-table.ts';
import type { TableMapping, TableQuestion } from '../core/tables/table-mapping.ts';
import type { TablePlan } from '../core/tables/table-plan.ts';
import { importedTables } from '../store/imported-run.ts';
import { editUnlessAborted } from '../store/journal.ts';
import { addTable } from '../tasks/add-table.ts';
import type { AddedTable, TableCalls } from './calls/labels.ts';
import type { Session } from './session.ts';

/** Takes labels, fields and predictions from tables, each as a job. */
export class Tables implements TableCalls {
  constructor(private readonly session: Session) {}

  async addTable(file: File | OutsideTable, mapping: TableMapping = {}): Promise<AddedTable> {
    const dataset = this.session.opened;
    const name = file instanceof File ? file.name : file.file;
    const added = await this.session.jobs.run(
      'table',
      `Adding ${name}`,
      async (signal) => {
        // Loaded when there is a table: the first paint does without.
        const [{ readOutsideTable }, { planTable }] = await Promise.all([
          import('../core/tables/read-table.ts'),
          import('../core/tables/plan-table.ts'),
        ]);
        const table = file instanceof File ? await readOutsideTable(file.name, file) : file;
        const plan = planTable(table, dataset.table, mapping);
        if (plan.problem) throw new UserError('labels-file', `${plan.file}: ${plan.problem}`);
        const open = plan.questions.find(({ answer }) => answer === null);
        if (open) throw new TableQuestionError(plan.file, open);
        const added = await editUnlessAborted(signal, () => addTable(dataset.info, plan), importedTables());
        return { ...added, notes: [...matchNotes(plan), ...plan.notes] };
      },
      { datasetId: dataset.info.id },
    );
    if (this.session.isOpen(dataset)) await this.session.catchUp();
    if (added.run) await this.session.catchUpOn(dataset, added.run.id);
    return added;
  }
}

/** Something about a table that only a person can answer. */
export class TableQuestionError extends UserError {
  constructor(
    file: string,
    readonly question: TableQuestion,
  ) {
    super('question', `${file}: ${inWords(question)}`);
  }
}

function matchNotes({ match, rows }: TablePlan): string[] {
  if (!match) return [];
  const counts = `${match.matched.toLocaleString('en')} of ${rows.toLocaleString('en')} rows`;
  const others = match.strangers.length > 0 ? `; of no sample here: ${match.strangers.join(', ')}` : '';
  return [`${counts} matched ${match.how}${match.matched + match.strangers.length < rows ? `${others} …` : others}.`];
}

function inWords({ about, text, choices }: TableQuestion): string {
  const values = choices.map(({ value }) => (about === 'columns' ? `{ "${value}": "labels" }` : `"${value}"`));
  return `${text} Say so by ${about}: ${values.join(' or ')}.`;
}
