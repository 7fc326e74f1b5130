import type { Table } from '../dataset/table.ts';
import { nameOf } from '../dataset/names.ts';
import { isNoValue } from './cells.ts';
import { MOST_ANNOTATORS, annotatorRows, tooManyAnnotators } from './long-table.ts';
import type { RowMatch } from './match-rows.ts';
import type { OutsideColumn, OutsideTable } from './outside-table.ts';
import { originAgreement, type OwnExport } from './exported-table.ts';
import { planDoubt, planOwnDoubt, type PlannedDoubt } from './plan-doubt.ts';
import { PlannedFields } from './plan-fields.ts';
import { classText, planLabels, type LabelColumns } from './plan-labels.ts';
import { planMatch, uniqueRows } from './plan-match.ts';
import { trueColumns } from './plan-restore.ts';
import type { LabelReading } from './read-labels.ts';
import type { ColumnMeaning, LabelRole, TableMapping } from './table-mapping.ts';

/** Meanings of columns that something is taken from. */
export const TAKEN: readonly ColumnMeaning[] = ['labels', 'annotator', 'field', 'prediction'];

/** What the steps of a plan share. */
export interface Planning {
  table: OutsideTable;
  target: Table;
  mapping: TableMapping;
  /** What wrote the table, where it was written here; and the same where it is to be restored. */
  own: OwnExport | null;
  restoring: OwnExport | null;
  /** One a column. */
  meanings: ColumnMeaning[];
  /** Says whose label a row is, where the labels become a field an annotator. */
  who: OutsideColumn | null;
}

/** Columns of one meaning. */
export function columnsOf(
  { table, meanings }: Pick<Planning, 'table' | 'meanings'>,
  meaning: ColumnMeaning,
): OutsideTable['columns'] {
  return table.columns.filter((_, at) => meanings[at] === meaning);
}

const cellsOf = (planning: Planning, meaning: ColumnMeaning): string[][] =>
  columnsOf(planning, meaning).map(({ cells }) => cells);

/** Which sample each row is of, and the rows that say something of their own. */
export function matchRows(planning: Planning) {
  const { table, target, mapping, own, restoring, meanings, who } = planning;
  const [index] = cellsOf(planning, 'index');
  const name = cellsOf(planning, 'name').at(0);
  // Where files are called 3.png, a column of numbers may name them, unless a person said that it is no name.
  const numbersAsNames =
    !own && !name && target.names !== null && !Object.values(mapping.columns ?? {}).includes('index');
  const { match, kinds, question, problem } = planMatch(
    target,
    { name: numbersAsNames ? index : name, split: cellsOf(planning, 'split').at(0), index },
    table.rows,
    mapping,
    // Exports of before counted through the whole data set: which it is, the labels tell. No sample stands in them twice.
    (tried) =>
      restoring ? originAgreement(table, restoring, target, tried.samples).agree - table.rows * repeats(tried) : 0,
    numbersAsNames,
  );
  const said = restoring
    ? table.columns.filter((_, at) => !['index', 'name', 'split'].includes(meanings[at]))
    : TAKEN.filter((meaning) => !who || meaning !== 'labels').flatMap((meaning) => columnsOf(planning, meaning));
  const unique = match && uniqueRows(target, match, said);
  const hint = !who && meanings.includes('who') ? ' As annotators’ labels all of them are taken.' : '';
  return {
    ...{ match, kinds, question, said },
    rows: unique?.rows ?? [],
    repeated: unique?.repeated ?? 0,
    problems: [problem, unique?.problem ? unique.problem + hint : null],
  };
}

/**
 * The columns that labels are read from, those of the samples first and then those of the annotators, and what they say; `label` is what
 * becomes one label a sample.
 */
export function readLabels(planning: Planning) {
  const { table, target, mapping, restoring, who } = planning;
  const ownLabels = cellsOf(planning, 'labels').slice(0, 1);
  if (restoring && ownLabels.length > 0) ownLabels.push(...trueColumns(table, restoring));
  const read = planLabels([...ownLabels, ...cellsOf(planning, 'annotator')], target, mapping);
  return { ownLabels, read, label: ownLabels.length > 0 && !who ? read.readings[0] : null };
}

/** Whether the labels that arrive speak against the match or the numbers of the classes; null where there are none. */
export function doubtOf(
  planning: Planning,
  role: LabelRole | null,
  match: RowMatch | null,
  read: LabelColumns,
  label: LabelReading | null,
): PlannedDoubt | null {
  const { table, target, mapping, restoring } = planning;
  const judged = label ?? read.readings.at(0);
  if (!match || !judged) return null;
  if (restoring) return planOwnDoubt(originAgreement(table, restoring, target, match.samples), mapping);
  const arriving = { samples: match.samples, labels: judged.labels, numbers: judged.numbers };
  const [numbers] = cellsOf(planning, 'index');
  const how = { role, kind: match.kind, numbers, fromOne: read.fromOne, byFile: match.byFile };
  return planDoubt(arriving, target, read.classes.length, mapping, how);
}

/** The columns that become fields, and those of annotators, whose readings stand behind the samples' own. */
export function fieldsOf(
  { table, target, meanings, who }: Planning,
  { match, rows }: Pick<ReturnType<typeof matchRows>, 'match' | 'rows'>,
  read: LabelColumns,
  ownLabels: readonly (readonly string[])[],
): { fields: PlannedFields; problem: string | null } {
  const fields = new PlannedFields(target);
  const samples = match ? rows.map((row) => match.samples[row]) : [];
  const readings = read.readings.slice(ownLabels.length).values();
  table.columns.forEach(({ name: field, cells }, at) => {
    if (meanings[at] === 'field') {
      const values = rows.map((row) => (isNoValue(cells[row]) ? '' : cells[row]));
      fields.add(field, values, samples, false);
    } else if (meanings[at] === 'annotator') {
      const { labels } = readings.next().value!;
      const values = rows.map((row) => classText(read.classes, labels[row]));
      fields.add(field, values, samples, true);
    }
  });
  if (!who || !match) return { fields, problem: null };
  const { annotators, notes } = annotatorRows(who, ownLabels[0], match.samples, (sample) => nameOf(target, sample));
  for (const { name: annotator, rows: those } of annotators.slice(0, MOST_ANNOTATORS)) {
    const values = those.map((row) => classText(read.classes, read.readings[0].labels[row]));
    const of = those.map((row) => match.samples[row]);
    fields.add(annotator, values, of, true);
  }
  fields.notes.unshift(...notes);
  return { fields, problem: tooManyAnnotators(who, annotators) };
}

const repeats = ({ samples, matched }: RowMatch): number =>
  Number(new Set(samples.filter((sample) => sample >= 0)).size < matched);
