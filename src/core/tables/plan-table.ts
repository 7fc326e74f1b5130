import { printable } from '../dataset/names.ts';
import type { Table } from '../dataset/table.ts';
import { NO_LABEL } from '../dataset/types.ts';
import { UserError } from '../errors.ts';
import { isNoValue } from './cells.ts';
import { guessColumns, type ColumnGuess } from './guess-columns.ts';
import type { RowMatch } from './match-rows.ts';
import type { OutsideTable } from './outside-table.ts';
import { originAgreement, ownExportOf, ownGuesses } from './own-export.ts';
import { planDoubt, planOwnDoubt } from './plan-doubt.ts';
import { PlannedFields } from './plan-fields.ts';
import { classText, planLabels } from './plan-labels.ts';
import { examplesOf } from './plan-examples.ts';
import { planMatch, uniqueRows } from './plan-match.ts';
import { plannedRestore, trueColumns } from './plan-restore.ts';
import { actionTitle, leftOutNotes, roleQuestion, rowsInWords } from './plan-words.ts';
import type { ColumnMeaning, LabelRole, TableMapping, TableQuestion } from './table-mapping.ts';
import type { PlannedLabels, TablePlan } from './table-plan.ts';

const HEAD_CELLS = 3;
/** Meanings of columns that something is taken from. */
const TAKEN: readonly ColumnMeaning[] = ['labels', 'annotator', 'field'];

/**
 * What adding a table to a data set comes to, with all that was guessed, and all that has to be asked before.
 * @throws UserError 'bad-input' where the mapping names a column or a way to match that is not there
 */
export function planTable(table: OutsideTable, target: Table, mapping: TableMapping = {}): TablePlan {
  const own = ownExportOf(table);
  const answered = mapping.role ?? (own ? 'restore' : null);
  const role = answered === 'annotator' || answered === 'field' ? null : answered;
  const restoring = own && role === 'restore' ? own : null;
  const guesses = own ? ownGuesses(table, own, target) : guessColumns(table, target);
  const meanings = meaningsOf(table, guesses, mapping);
  const labelAt = meanings.indexOf('labels');
  if (labelAt >= 0 && (answered === 'annotator' || answered === 'field')) meanings[labelAt] = answered;
  const columnsOf = (meaning: ColumnMeaning) => table.columns.filter((_, at) => meanings[at] === meaning);
  const cellsOf = (meaning: ColumnMeaning) => columnsOf(meaning).map(({ cells }) => cells);

  const [index, name, split] = [cellsOf('index').at(0), cellsOf('name').at(0), cellsOf('split').at(0)];
  // Where files are called 3.png, a column of numbers may name them, unless a person said that it is no name.
  const numbersAsNames =
    !own && !name && target.names !== null && !Object.values(mapping.columns ?? {}).includes('index');
  const { match, kinds, question, problem } = planMatch(
    target,
    { name: numbersAsNames ? index : name, split, index },
    table.rows,
    mapping,
    // Exports of before counted through the whole data set: which it is, the labels tell. No sample stands in them twice.
    (tried) =>
      restoring ? originAgreement(table, restoring, target, tried.samples).agree - table.rows * repeats(tried) : 0,
    numbersAsNames,
  );
  const problems = [problem];
  const said = restoring
    ? table.columns.filter((_, at) => !['index', 'name', 'split'].includes(meanings[at]))
    : TAKEN.flatMap(columnsOf);
  const unique = match && uniqueRows(target, match, said);
  const rows = unique?.rows ?? [];
  problems.push(unique?.problem ?? null);

  const ownLabels = cellsOf('labels').slice(0, 1);
  if (restoring && ownLabels.length > 0) ownLabels.push(...trueColumns(table, restoring));
  const read = planLabels([...ownLabels, ...cellsOf('annotator')], target, mapping);
  problems.push(read.problem);
  const questions: TableQuestion[] = [];
  if (labelAt >= 0) questions.push(roleQuestion(own, answered));
  // Names in a file that was written here are those of the samples, however many have come or gone since.
  if (question && !own) questions.push(question);
  questions.push(...columnsQuestion(table, guesses, meanings), ...read.questions);
  const label = ownLabels.length > 0 ? read.readings[0] : null;
  const judged = label ?? read.readings.at(0);
  const arriving = match && judged && { samples: match.samples, labels: judged.labels, numbers: judged.numbers };
  const how = {
    role,
    kind: match?.kind ?? 'order',
    numbers: index,
    fromOne: read.fromOne,
    byFile: match?.byFile ?? false,
  };
  const doubt =
    arriving &&
    (restoring
      ? planOwnDoubt(originAgreement(table, restoring, target, arriving.samples), mapping)
      : planDoubt(arriving, target, read.classes.length, mapping, how));
  if (doubt?.question) questions.push(doubt.question);

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

  const labels = match && label && !restoring ? plannedLabels(role, rows, match, label.labels) : null;
  const restored = read.readings.map((reading) => reading.labels);
  const restore =
    match && label && restoring ? plannedRestore(table, restoring, rows, match, ownLabels, restored) : null;
  const leftOut = leftOutNotes(table, meanings, guesses);
  const open = questions.some(({ answer }) => answer === null);
  if (!open && !labels?.indices.length && !restore?.indices.length && fields.columns.size === 0)
    problems.push(`Nothing of this table would be taken: say what its columns are. ${leftOut.join(' ')}`.trim());
  const notes = [...leftOut, ...fields.notes];
  if (label && label.empty > 0 && !restoring) notes.push(`${rowsInWords(label.empty)} no label and change nothing.`);
  if (unique && unique.repeated > 0)
    notes.push(`${rowsInWords(unique.repeated, 'repeat', 'repeats')} another one and say the same.`);
  return {
    file: printable(table.file),
    rows: table.rows,
    columns: table.columns.map(({ name: column, cells }, at) => {
      return { name: column, meaning: meanings[at], head: cells.slice(0, HEAD_CELLS) };
    }),
    own,
    role,
    match: match && { ...match, kinds },
    repeated: unique?.repeated ?? 0,
    agreement: doubt?.agreement ?? null,
    examples: match ? examplesOf(target, role, rows, match, label?.labels ?? null, read.classes, said[0]?.cells) : [],
    questions,
    problem: problems.find((one) => one !== null) ?? null,
    notes,
    action: actionTitle(role, labels?.indices.length ?? restore?.indices.length ?? 0, [...fields.columns.keys()]),
    labels,
    restore,
    fields: fields.columns,
    annotators: fields.annotators,
    newClasses: read.newClasses,
  };
}

function meaningsOf(
  table: OutsideTable,
  guesses: readonly ColumnGuess[],
  { columns = {} }: TableMapping,
): ColumnMeaning[] {
  for (const name of Object.keys(columns)) {
    if (table.columns.some((column) => column.name === name)) continue;
    const there = table.columns.map((column) => `“${column.name}”`).join(', ');
    throw new UserError('bad-input', `${table.file} has no column “${name}”; it has ${there}.`);
  }
  const chosen = Object.values(columns);
  return table.columns.map(({ name }, at): ColumnMeaning => {
    const { meaning } = guesses[at];
    if (name in columns) return columns[name];
    // One column is the labels, and one is the names: that which was said to be.
    return !['annotator', 'field'].includes(meaning) && chosen.includes(meaning) ? 'nothing' : meaning;
  });
}

/** Asks which column is the labels where several could be. */
function columnsQuestion(
  table: OutsideTable,
  guesses: readonly ColumnGuess[],
  meanings: readonly ColumnMeaning[],
): TableQuestion[] {
  if (meanings.some((meaning) => TAKEN.includes(meaning))) return [];
  const candidates = table.columns.filter((_, at) => guesses[at].candidate && meanings[at] === 'nothing');
  if (candidates.length < 2) return [];
  const choices = candidates.map(({ name }) => ({ value: name, title: name }));
  const text = 'Several columns could be the labels. Which one is?';
  return [{ about: 'columns', text, choices, answer: null, safe: null }];
}

const repeats = ({ samples, matched }: RowMatch): number =>
  Number(new Set(samples.filter((sample) => sample >= 0)).size < matched);

function plannedLabels(
  role: LabelRole | null,
  rows: readonly number[],
  { samples }: RowMatch,
  labels: Uint16Array,
): PlannedLabels {
  const known = rows.filter((row) => labels[row] !== NO_LABEL);
  return {
    role: role === 'restore' || role === null ? 'corrections' : role,
    indices: Uint32Array.from(known, (row) => samples[row]),
    labels: Uint16Array.from(known, (row) => labels[row]),
  };
}
