import { nameOf, printable } from '../dataset/names.ts';
import type { Table } from '../dataset/table.ts';
import { NO_LABEL } from '../dataset/types.ts';
import { UserError } from '../errors.ts';
import { isNoValue, wholeNumber } from './cells.ts';
import { agreementOf, doubtOf, type Doubt } from './doubt.ts';
import { doubtQuestion } from './doubt-question.ts';
import { guessColumns, type ColumnGuess } from './guess-columns.ts';
import { RowMatcher, type KeyColumns, type RowMatch } from './match-rows.ts';
import { NO_SAMPLE } from './name-index.ts';
import type { OutsideTable } from './outside-table.ts';
import { isOwnColumn, ownExportOf, type OwnExport } from './own-export.ts';
import { classText, planLabels, type LabelColumns } from './plan-labels.ts';
import { PlannedFields } from './plan-fields.ts';
import { actionTitle, leftOutNotes, rowsInWords } from './plan-words.ts';
import type { ColumnMeaning, LabelRole, MatchKind, TableMapping, TableQuestion } from './table-mapping.ts';
import type { PlannedLabels, PlannedRestore, TableExample, TablePlan } from './table-plan.ts';

const HEAD_CELLS = 3;
const EXAMPLES = 10;
/** Given labels of an own export that differ in more than this share are of another data set, or were given since. */
const OWN_MAY_DIFFER = 0.01;

/**
 * What adding a table to a data set comes to, with all that was guessed, and all that has to be asked before.
 * @throws UserError 'bad-input' where the mapping names a column or a way to match that is not there
 */
export function planTable(table: OutsideTable, target: Table, mapping: TableMapping = {}): TablePlan {
  return new Planner(table, target, mapping).plan();
}

/** The steps of one plan, each of which builds on those before. */
class Planner {
  private readonly own: OwnExport | null;
  private readonly guesses: ColumnGuess[];
  private readonly meanings: ColumnMeaning[];
  private readonly role: LabelRole | null;
  private readonly questions: TableQuestion[] = [];
  private readonly notes: string[] = [];
  private problem: string | null = null;

  constructor(
    private readonly table: OutsideTable,
    private readonly target: Table,
    private readonly mapping: TableMapping,
  ) {
    const { columns = {} } = mapping;
    for (const name of Object.keys(columns)) {
      if (!table.columns.some((column) => column.name === name))
        throw new UserError('bad-input', `${table.file} has no column “${name}”; it has ${this.columnNames()}.`);
    }
    this.own = ownExportOf(table);
    this.role = mapping.role ?? (this.own ? 'restore' : null);
    this.guesses = this.own ? ownGuesses(table, this.own, target) : guessColumns(table, target);
    this.meanings = table.columns.map(({ name }, at) => columns[name] ?? this.guesses[at].meaning);
    const answered = Object.values(columns).includes('labels');
    // One column is the labels: the one that was named.
    if (answered) {
      this.meanings = this.meanings.map((meaning, at) =>
        meaning === 'labels' && columns[table.columns[at].name] !== 'labels' ? 'nothing' : meaning,
      );
    }
  }

  plan(): TablePlan {
    const { table, target, mapping, own } = this;
    const labelColumns = this.cellsOf('labels');
    const annotatorColumns = this.cellsOf('annotator');
    const read = planLabels([...labelColumns, ...annotatorColumns], target.classes, mapping);
    const restoring = own !== null && this.role === 'restore';
    const { matcher, match } = this.matchRows(restoring);
    const { rows, repeated } = this.uniqueRows(match);
    this.askForColumns();
    if (labelColumns.length > 0 && !restoring) this.askForRole();
    this.questions.push(...read.questions);
    this.problem ??= read.problem;
    const label = labelColumns.length > 0 ? read.readings[0] : null;
    const arriving = match && label ? { samples: match.samples, labels: label.labels, numbers: label.numbers } : null;
    const standing = this.standing(restoring);
    const doubt = arriving && match && this.doubt(arriving, standing, match, read, restoring);
    if (doubt || (mapping.doubt && arriving)) {
      const agreement = agreementOf(arriving!, standing, read.classes.length);
      this.questions.push(doubtQuestion(doubt ?? { agreement, better: null }, restoring, mapping));
    }
    const fields = this.planFields(rows, match, read, labelColumns.length);
    const labels = restoring || !label || !match ? null : this.plannedLabels(rows, match, label.labels);
    const restore = restoring && match && label ? this.plannedRestore(rows, match, label.labels) : null;
    this.notes.push(...leftOutNotes(table, this.meanings, this.guesses), ...fields.notes);
    if (label && label.empty > 0) this.notes.push(`${rowsInWords(label.empty)} no label and change nothing.`);
    if (repeated > 0) this.notes.push(`${rowsInWords(repeated, 'repeat', 'repeats')} another one, and say the same.`);
    if (!labels && !restore && fields.columns.size === 0)
      this.problem ??= 'Nothing of this table would be taken. Say what its columns are.';
    return {
      file: table.file,
      rows: table.rows,
      columns: table.columns.map(({ name, cells }, at) => {
        return { name, meaning: this.meanings[at], head: cells.slice(0, HEAD_CELLS) };
      }),
      own,
      role: this.role,
      match: match && { ...match, kinds: matcher.kinds() },
      repeated,
      agreement: arriving && agreementOf(arriving, standing, read.classes.length),
      examples: match ? this.examples(rows, match, read, label?.labels ?? null) : [],
      questions: this.questions,
      problem: this.problem,
      notes: this.notes,
      action: actionTitle(this.role, labels?.indices.length ?? restore?.indices.length ?? 0, [
        ...fields.columns.keys(),
      ]),
      labels,
      restore,
      fields: fields.columns,
      annotators: fields.annotators,
      newClasses: read.newClasses,
    };
  }

  private columnNames(): string {
    return this.table.columns.map(({ name }) => `“${name}”`).join(', ');
  }

  private cellsOf(meaning: ColumnMeaning): string[][] {
    return this.table.columns.filter((_, at) => this.meanings[at] === meaning).map(({ cells }) => cells);
  }

  private column(name: string): readonly string[] {
    return this.table.columns.find((column) => column.name === name)!.cells;
  }

  private askForColumns(): void {
    if (this.meanings.some((meaning) => meaning !== 'nothing' && KEYS[meaning] === undefined)) return;
    const candidates = this.table.columns.filter(
      (_, at) => this.guesses[at].candidate && this.meanings[at] === 'nothing',
    );
    if (candidates.length < 2) return;
    this.questions.push({
      about: 'columns',
      text: 'Several columns could be the labels. Which one is?',
      choices: candidates.map(({ name }) => ({ value: name, title: name })),
      answer: null,
      safe: null,
    });
  }

  private askForRole(): void {
    this.questions.unshift({
      about: 'role',
      text: 'What are these labels?',
      choices: [
        { value: 'given', title: 'Given labels' },
        { value: 'corrections', title: 'Corrections' },
        { value: 'true', title: 'True labels' },
      ],
      answer: this.role,
      safe: null,
    });
  }

  /** Matches the rows as was asked for, else in the surest way that finds most of them. */
  private matchRows(restoring: boolean): { matcher: RowMatcher; match: RowMatch | null } {
    const { table, target, mapping } = this;
    const keys: KeyColumns = {
      name: this.cellsOf('name').at(0),
      split: this.cellsOf('split').at(0),
      index: this.cellsOf('index').at(0),
    };
    const matcher = new RowMatcher(target, keys, table.rows);
    const kinds = matcher.kinds();
    if (mapping.match && !kinds.includes(mapping.match)) {
      const there = kinds.map((kind) => `“${kind}”`).join(', ') || 'none';
      throw new UserError('bad-input', `Rows cannot be matched by “${mapping.match}”; the ways are: ${there}.`);
    }
    const shift = mapping.doubt === 'rows-1' ? -1 : mapping.doubt === 'rows+1' ? 1 : 0;
    const tried = (mapping.match ? [mapping.match] : kinds).map((kind) => matcher.match(kind, shift));
    // The order of rows is a last resort: it matches whatever stands in them.
    const keyed = tried.filter(({ kind }) => mapping.match || !kind.startsWith('order'));
    const candidates = keyed.length > 0 ? keyed : tried.slice(0, 1);
    const worth = (match: RowMatch): number => match.matched + (restoring ? this.givenAgreement(match) : 0);
    const match = candidates.reduce<RowMatch | null>(
      (best, one) => (best && worth(best) >= worth(one) ? best : one),
      null,
    );
    if (!match) this.problem = 'No column says which sample a row is of, and there are not as many rows as samples.';
    else if (match.matched === 0) this.problem = `No row is of a sample of this data set (${match.how}).`;
    return { matcher, match };
  }

  /** Exports of before counted through the whole data set: which it is, given labels tell. */
  private givenAgreement(match: RowMatch): number {
    const [reading] = planLabels([this.column('given')], this.target.classes, { case: 'take' }).readings;
    const { labels, numbers } = reading;
    return agreementOf({ samples: match.samples, labels, numbers }, this.target.given, this.target.classes.length)
      .agree;
  }

  /** The first row of every sample; refuses two that say different things. */
  private uniqueRows(match: RowMatch | null): { rows: number[]; repeated: number } {
    const { table, target } = this;
    const first = new Map<number, number>();
    let repeated = 0;
    const said = table.columns.filter(({ name }, at) => {
      if (this.own && isOwnColumn(this.own, name)) return name !== 'index' && name !== 'split' && name !== 'name';
      return this.meanings[at] !== 'nothing' && KEYS[this.meanings[at]] === undefined;
    });
    match?.samples.forEach((sample, row) => {
      if (sample === NO_SAMPLE) return;
      const before = first.get(sample);
      if (before === undefined) {
        first.set(sample, row);
        return;
      }
      repeated += 1;
      const other = said.find(({ cells }) => cells[row] !== cells[before]);
      if (!other) return;
      const what = `“${printable(other.cells[before])}” and “${printable(other.cells[row])}”`;
      this.problem ??=
        `Two rows (${before + 1} and ${row + 1} below the first line) are of the same sample, ` +
        `${printable(nameOf(target, sample))}, and say ${what}. Take one of them out.`;
    });
    return { rows: [...first.values()], repeated };
  }

  private standing(restoring: boolean): Uint16Array {
    const { given, current, truth } = this.target;
    if (restoring) return given;
    return this.role === 'true' ? truth.map((label, i) => (label === NO_LABEL ? current[i] : label)) : current;
  }

  private doubt(
    arriving: Parameters<typeof doubtOf>[0],
    standing: Uint16Array,
    match: RowMatch,
    { fromOne, classes }: LabelColumns,
    restoring: boolean,
  ): Doubt | null {
    const { target, mapping, role } = this;
    // The question was about the labels without the shift.
    if (mapping.doubt !== undefined && mapping.doubt !== 'as-it-is') return null;
    const k = classes.length;
    if (restoring) {
      const [{ labels, numbers }] = planLabels([this.column('given')], target.classes, { case: 'take' }).readings;
      const agreement = agreementOf({ samples: match.samples, labels, numbers }, standing, k);
      return agreement.agree < agreement.of * (1 - OWN_MAY_DIFFER) || agreement.of === 0
        ? { agreement, better: null }
        : null;
    }
    const agreement = agreementOf(arriving, standing, k);
    if (fromOne) return { agreement, better: { answer: 'labels-1', agree: 0 } };
    const mayAllDiffer = role !== 'given';
    return doubtOf(arriving, standing, target, { k, fromOne: this.numbersFromOne(match.kind), mayAllDiffer });
  }

  /** Whether the numbers of rows are those of a file that counts from 1: 1 … n, where a split has n samples. */
  private numbersFromOne(kind: MatchKind): boolean {
    if (kind !== 'index' && kind !== 'split-index') return false;
    const numbers = this.cellsOf('index')[0].map(wholeNumber);
    const most = numbers.reduce<number>((max, number) => Math.max(max, number ?? 0), 0);
    if (numbers.includes(0) || new Set(numbers).size !== most) return false;
    const { target } = this;
    return (
      target.count === most ||
      target.splits.some(({ start, count }) => most === (kind === 'index' ? start + count : count))
    );
  }

  private planFields(rows: readonly number[], match: RowMatch | null, read: LabelColumns, labelColumns: number) {
    const fields = new PlannedFields(this.target);
    if (!match) return fields;
    const samples = rows.map((row) => match.samples[row]);
    let annotator = labelColumns;
    this.table.columns.forEach(({ name, cells }, at) => {
      if (this.meanings[at] === 'field') {
        const values = rows.map((row) => (isNoValue(cells[row]) ? '' : cells[row]));
        fields.add(name, values, samples, false);
      } else if (this.meanings[at] === 'annotator') {
        const { labels } = read.readings[annotator++];
        fields.add(
          name,
          rows.map((row) => classText(read.classes, labels[row])),
          samples,
          true,
        );
      }
    });
    return fields;
  }

  private plannedLabels(rows: readonly number[], { samples }: RowMatch, labels: Uint16Array): PlannedLabels {
    const known = rows.filter((row) => labels[row] !== NO_LABEL);
    return {
      role: this.role === 'restore' || this.role === null ? 'corrections' : this.role,
      indices: Uint32Array.from(known, (row) => samples[row]),
      labels: Uint16Array.from(known, (row) => labels[row]),
    };
  }

  private plannedRestore(rows: readonly number[], { samples }: RowMatch, labels: Uint16Array): PlannedRestore {
    const kind = this.own!;
    const column = (name: string): string[] => rows.map((row) => this.column(name)[row]);
    const isLabels = kind === 'labels';
    return {
      kind,
      indices: Uint32Array.from(rows, (row) => samples[row]),
      labels: Uint16Array.from(rows, (row) => labels[row]),
      truth: isLabels ? null : planLabels([column('true')], this.target.classes, { case: 'take' }).readings[0].labels,
      tags: isLabels ? null : column('tags').map((tags) => (tags === '' ? [] : tags.split(';'))),
      decidedBy: isLabels ? column('decided_by') : null,
      excluded: isLabels
        ? Uint8Array.from(column('excluded'), (cell) => Number(/^(1|1\.0|true|yes)$/i.test(cell)))
        : null,
    };
  }

  private examples(rows: number[], match: RowMatch, read: LabelColumns, labels: Uint16Array | null): TableExample[] {
    const { target } = this;
    const said = labels ? rows.filter((row) => labels[row] !== NO_LABEL) : rows;
    const shown = Math.min(EXAMPLES, said.length);
    const values = this.cellsOf('annotator').at(0) ?? this.cellsOf('field').at(0);
    return Array.from({ length: shown }, (_, j) => {
      const row = said[Math.floor((j * said.length) / shown)];
      const sample = match.samples[row];
      return {
        key: printable(nameOf(target, sample)),
        sample,
        arrives: printable(labels ? classText(read.classes, labels[row]) : (values?.[row] ?? '')),
        stands: printable(
          classText(target.classes, this.role === 'given' ? target.given[sample] : target.current[sample]),
        ),
      };
    });
  }
}

/** Meanings that say which sample a row is of. */
const KEYS: Partial<Record<ColumnMeaning, true>> = { name: true, split: true, index: true };

function ownGuesses(table: OutsideTable, own: OwnExport, target: Table): ColumnGuess[] {
  const label = own === 'labels' ? 'current' : 'given';
  return table.columns.map(({ name, cells }): ColumnGuess => {
    if (name === 'name' || name === 'split' || name === 'index') return { meaning: name };
    if (name === label) return { meaning: 'labels' };
    if (isOwnColumn(own, name) || target.fields.has(name)) return { meaning: 'nothing' };
    // A column of words is a field of the data set that the file is of; scores are numbers.
    return { meaning: cells.some((cell) => cell !== '' && !Number.isFinite(Number(cell))) ? 'field' : 'nothing' };
  });
}
