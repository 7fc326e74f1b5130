import { formatCount } from '../core/format.ts';
import { printable } from '../core/dataset/names.ts';
import type { Table } from '../core/dataset/table.ts';
import type { DatasetInfo } from '../core/dataset/types.ts';
import { UserError } from '../core/errors.ts';
import type { Edit } from '../core/edits/edit.ts';
import { projectError } from '../core/project/project-error.ts';
import { translateLabels, type Decisions } from '../core/review/reviewers.ts';
import { decisionsOf } from '../core/review/table-decisions.ts';
import type { TableMapping, TableQuestion } from '../core/tables/table-mapping.ts';
import { readDecisions } from '../tasks/projects.ts';
import { TableQuestionError } from './tables.ts';

/** Names that a sentence lists. */
const LISTED = 5;

/** Questions about a table that have to do with another person's labels. */
const ASKED: readonly TableQuestion['about'][] = ['columns', 'match', 'case', 'doubt'];

/** What a file says that another person decided. */
export interface OtherDecisions {
  /** By the class numbers of the data set that it is compared with. */
  theirs: Decisions;
  /** How it was found which sample is which: "in a project of the same data set". */
  matched: string;
}

/**
 * Reads them from a project.
 * @param fingerprint of the data set that is open
 * @throws UserError 'project' where it cannot be read, is of another data set, or names classes that are not here
 */
export async function decisionsInProject(
  file: Blob,
  name: string,
  info: DatasetInfo,
  journal: readonly Edit[],
  fingerprint: string,
): Promise<OtherDecisions> {
  const found = await readDecisions(new AbortController().signal, file, name);
  if (found.fingerprint !== fingerprint) {
    const { length } = found.current;
    const counts =
      length === info.sampleCount
        ? 'its pictures, names, labels or choices at import differ'
        : `it has ${formatCount(length)} samples, this one ${formatCount(info.sampleCount)}`;
    throw projectError(
      `${printable(name)} has decisions about “${printable(found.dataset)}”, which is another data set than “${printable(info.name)}”: ${counts}. ` +
        'Labels exported there as CSV are matched by the names of samples.',
    );
  }
  const { labels, missing } = translateLabels(found.current, found, info, journal);
  if (missing.length > 0) throw projectError(missingClasses(name, missing));
  const { reviewed, excluded } = found;
  return { theirs: { current: labels, reviewed, excluded }, matched: 'in a project of the same data set' };
}

/**
 * Reads them from a table of labels.
 * @throws TableQuestionError where only a person can say what is meant
 * @throws UserError 'labels-file' where no row can be matched, no column has labels, or classes are named that are not here
 */
export async function decisionsInTable(
  file: Blob,
  name: string,
  target: Table,
  mapping: TableMapping,
): Promise<OtherDecisions> {
  // Loaded when there is a table: the first paint does without.
  const [{ readOutsideTable }, { planTable }, { ownExportOf }] = await Promise.all([
    import('../core/tables/read-table.ts'),
    import('../core/tables/plan-table.ts'),
    import('../core/tables/exported-table.ts'),
  ]);
  const table = await readOutsideTable(name, file);
  const role = ownExportOf(table) === 'labels' ? 'restore' : 'corrections';
  const plan = planTable(table, target, { role, classes: 'add', ...mapping });
  const refuse = (sentence: string): never => {
    throw new UserError('labels-file', `${plan.file}: ${sentence}`);
  };
  if (plan.problem) refuse(plan.problem);
  if (plan.match?.kind.startsWith('order') && !mapping.match) {
    throw new TableQuestionError(plan.file, {
      about: 'match',
      text: 'No column says which sample a row is of, and there are as many rows as samples. Are they in the same order?',
      choices: [{ value: plan.match.kind, title: 'Yes, match them by their order' }],
      ...{ answer: null, safe: null },
    });
  }
  const open = plan.questions.find(({ about, answer }) => answer === null && ASKED.includes(about));
  if (open) throw new TableQuestionError(plan.file, open);
  if (plan.newClasses.length > 0) throw new UserError('labels-file', missingClasses(name, plan.newClasses));
  const theirs = decisionsOf(plan, target.count) ?? refuse('It has no labels that somebody decided about.');
  const { matched, how } = plan.match!;
  return { theirs, matched: `${formatCount(matched)} of ${formatCount(plan.rows)} rows matched ${how}` };
}

function missingClasses(name: string, missing: readonly string[]): string {
  const listed = missing.slice(0, LISTED).map((one) => `“${printable(one)}”`);
  const more = missing.length > LISTED ? ` and ${formatCount(missing.length - LISTED)} more` : '';
  return `${printable(name)} has labels of classes that are not here: add ${listed.join(', ')}${more} first.`;
}
