import { printable } from '../dataset/names.ts';
import type { Table } from '../dataset/table.ts';
import { NO_LABEL, REVIEWED } from '../dataset/types.ts';
import { UserError } from '../errors.ts';
import { guessColumns, type ColumnGuess } from './guess-columns.ts';
import type { RowMatch } from './match-rows.ts';
import { numberRowsOf } from './number-rows.ts';
import type { OutsideTable } from './outside-table.ts';
import { ownExportOf, ownGuesses } from './exported-table.ts';
import type { PlannedDoubt } from './plan-doubt.ts';
import { examplesOf } from './plan-examples.ts';
import { plannedRestore } from './plan-restore.ts';
import { planRun } from './plan-run.ts';
import { columnsOf, doubtOf, fieldsOf, matchRows, readLabels, TAKEN, type Planning } from './plan-steps.ts';
import { actionTitle, confirmsNote, leftOutNotes, roleQuestion, rowsInWords } from './plan-words.ts';
import type { LabelReading } from './read-labels.ts';
import type { ColumnMeaning, LabelRole, TableMapping, TableQuestion } from './table-mapping.ts';
import type { PlannedLabels, TablePlan } from './table-plan.ts';

const HEAD_CELLS = 3;

/**
 * What adding a table to a data set comes to, with all that was guessed, and all that has to be asked before.
 * @throws UserError 'bad-input' where the mapping names a column or a way to match that is not there
 */
export function planTable(table: OutsideTable, target: Table, mapping: TableMapping = {}): TablePlan {
  const own = ownExportOf(table);
  const answered = mapping.role ?? (own ? 'restore' : null);
  const role = answered === 'annotator' || answered === 'field' ? null : answered;
  const guesses = own ? ownGuesses(table, own, target) : guessColumns(table, target);
  const meanings = meaningsOf(table, guesses, mapping);
  const labelAt = meanings.indexOf('labels');
  const told = meanings.includes('who');
  if (labelAt >= 0 && (answered === 'field' || (answered === 'annotator' && !told))) meanings[labelAt] = answered;
  // Several labels a sample become none of its own.
  const several = labelAt >= 0 && (answered ?? 'annotator') === 'annotator';
  const who = several ? (columnsOf({ table, meanings }, 'who').at(0) ?? null) : null;
  const planning: Planning = {
    table,
    target,
    mapping,
    own,
    restoring: own && role === 'restore' ? own : null,
    meanings,
    who,
  };
  const { restoring } = planning;

  const matching = matchRows(planning);
  const { match, rows, repeated } = matching;
  const { ownLabels, read, label } = readLabels(planning);
  const doubt = doubtOf(planning, role, match, read, label);
  const { fields, problem } = fieldsOf(planning, matching, read, ownLabels);
  const planned = own ? null : planRun(planning, match, rows);
  const without = (left: ColumnMeaning[], note: string): TablePlan => {
    const columns = table.columns.filter((_, at) => left.includes(meanings[at]));
    const nothing = Object.fromEntries(columns.map(({ name }) => [name, 'nothing' as const]));
    const plan = planTable(table, target, { ...mapping, columns: { ...mapping.columns, ...nothing } });
    return { ...plan, notes: [note, ...plan.notes] };
  };
  const said = mapping.columns ?? {};
  if (planned && labelAt >= 0 && !answered && !(table.columns[labelAt].name in said) && areAsTheyStand(label, doubt))
    return without(['labels'], 'The labels beside the predictions are those that stand; they are left out.');
  if (planned?.problem && (labelAt >= 0 || fields.columns.size > 0) && !Object.values(said).some(isOfModel))
    return without(['prediction', 'embedding'], `${planned.problem} They are left out.`);
  const run = planned?.run ?? null;
  const shown = who ? read.readings[0] : label;
  const labels = match && label && !restoring ? plannedLabels(role, rows, match, label.labels) : null;
  const restored = read.readings.map((reading) => reading.labels);
  const restore =
    match && label && restoring ? plannedRestore(table, restoring, rows, match, ownLabels, restored) : null;

  const questions: TableQuestion[] = [];
  if (labelAt >= 0 && !who) questions.push(roleQuestion(own, answered));
  // Names in a file that was written here are those of the samples, however many have come or gone since.
  if (matching.question && !own) questions.push(matching.question);
  questions.push(...columnsQuestion(table, guesses, meanings), ...read.questions);
  const judged = doubt ?? planned?.doubt;
  const inDoubt = doubt?.question ?? planned?.doubt?.question;
  if (run) questions.push(planned!.question);
  if (inDoubt) questions.push(inDoubt);

  const leftOut = leftOutNotes(table, meanings, guesses);
  const problems = [...matching.problems, read.problem, problem, planned?.problem ?? null];
  const open = questions.some(({ answer }) => answer === null);
  const taken = [labels, restore, run].some((part) => part && part.indices.length > 0) || fields.columns.size > 0;
  if (!open && !taken && !planned?.problem)
    problems.push(`Nothing of this table would be taken: say what its columns are. ${leftOut.join(' ')}`.trim());
  const notes = [...leftOut, ...fields.notes, ...(planned?.notes ?? [])];
  const standing = labels && role === 'corrections' ? confirmed(labels, target) : { same: 0, replaced: 0 };
  const confirms = labels && confirmsNote(labels.indices.length, standing.same, standing.replaced);
  if (confirms) notes.push(confirms);
  if (label && label.empty > 0 && !restoring) notes.push(`${rowsInWords(label.empty)} no label and change nothing.`);
  if (repeated > 0 && !who) notes.push(`${rowsInWords(repeated, 'repeat', 'repeats')} another one and say the same.`);
  return {
    file: printable(table.file),
    rows: table.rows,
    columns: table.columns.map(({ name: column, cells }, at) => {
      return { name: column, meaning: meanings[at], head: cells.slice(0, HEAD_CELLS) };
    }),
    own,
    role,
    match: match && { ...match, kinds: matching.kinds },
    repeated,
    agreement: judged?.agreement ?? null,
    examples: match
      ? examplesOf(
          target,
          role,
          rows,
          match,
          shown?.labels ?? planned?.predicted ?? null,
          read.classes,
          matching.said[0]?.cells,
        )
      : [],
    questions,
    problem: problems.find((one) => one !== null) ?? null,
    notes,
    action: actionTitle(
      role,
      { labels: labels?.indices.length ?? restore?.indices.length ?? 0, same: standing.same },
      [...fields.columns.keys()],
      fields.annotators.length,
      run,
    ),
    labels,
    restore,
    run,
    fields: fields.columns,
    annotators: fields.annotators,
    newClasses: read.newClasses,
  };
}

const isOfModel = (meaning: ColumnMeaning): boolean => meaning === 'prediction' || meaning === 'embedding';

/** Whether labels say nothing but what stands. */
const areAsTheyStand = (label: LabelReading | null, doubt: PlannedDoubt | null): boolean =>
  label?.unknownRows === 0 && doubt !== null && doubt.agreement.of > 0 && doubt.agreement.agree === doubt.agreement.of;

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
  const arrays = table.columns.filter((column) => column.name in columns && numberRowsOf(column));
  return table.columns.map(({ name }, at): ColumnMeaning => {
    const { meaning } = guesses[at];
    if (name in columns) return columns[name];
    // One array has the numbers of all classes; one column is the labels, and one is the names: that which was said to be.
    if (isOfModel(meaning)) return arrays.some((array) => columns[array.name] === meaning) ? 'nothing' : meaning;
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

/** How many corrections are the labels that stand, and how many differ from one that a person decided. */
function confirmed({ indices, labels }: PlannedLabels, target: Table): { same: number; replaced: number } {
  const same = indices.reduce((sum, i, j) => sum + Number(target.current[i] === labels[j]), 0);
  const isReplaced = (i: number, j: number): boolean =>
    target.reviewed[i] !== REVIEWED.no && target.current[i] !== labels[j];
  return { same, replaced: indices.reduce((sum, i, j) => sum + Number(isReplaced(i, j)), 0) };
}
