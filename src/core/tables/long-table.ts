import { printable } from '../dataset/names.ts';
import { valueOf } from './cells.ts';
import { LABEL_WORDS, WHO_WORDS } from './column-words.ts';
import { NO_SAMPLE } from './name-index.ts';
import type { OutsideColumn } from './outside-table.ts';

/** Most annotators of a table: each becomes a field of the data set. */
export const MOST_ANNOTATORS = 500;
/** Of the rows with a sample, those that must be of one that another row is of too. */
const REPEATED = 0.1;
/** Of the rows, those whose sample the same annotator may have labelled twice: most where nothing but the contents say who it was. */
const TWICE = { called: 0.5, uncalled: 0.05 };

/** Columns by their numbers: who labelled, and the labels. */
export interface LongColumns {
  who: number;
  labels: number;
}

/**
 * Finds the columns of a table whose rows are one annotator's label of one sample each: several rows are of one sample, and one column of few
 * values, which come again and again, tells them apart. A column that is not called so is taken for it only where labels of a sample differ.
 * @param samples what each row is of: the same number for the same sample, NO_SAMPLE where it is of none
 * @param may which columns it may be @param mayLabel which may be the labels
 * @returns null for any other table
 */
export function longColumns(
  columns: readonly OutsideColumn[],
  samples: ArrayLike<number>,
  may: (column: number) => boolean,
  mayLabel: (column: number) => boolean,
): LongColumns | null {
  const rows = Array.from({ length: samples.length }, (_, row) => row).filter((row) => samples[row] !== NO_SAMPLE);
  const different = new Set(rows.map((row) => samples[row])).size;
  if (rows.length === 0 || rows.length - different < REPEATED * rows.length) return null;
  const tells = columns.map((column, at) => may(at) && tellsApart(column, samples, rows));
  const isCalled = (at: number): boolean => WHO_WORDS.test(columns[at].name);
  const labelsBeside = (who: number): number => {
    const open = [...columns.keys()].filter((at) => at !== who && mayLabel(at) && !isCalled(at));
    const called = open.find((at) => LABEL_WORDS.test(columns[at].name));
    return called ?? open.find((at) => isShared(columns[at].cells, rows)) ?? -1;
  };
  for (const who of [...columns.keys()].sort((a, b) => Number(isCalled(b)) - Number(isCalled(a)))) {
    if (!tells[who]) continue;
    const labels = labelsBeside(who);
    if (labels < 0) continue;
    if (isCalled(who) || (LABEL_WORDS.test(columns[labels].name) && differWithin(columns[labels].cells, samples, rows)))
      return { who, labels };
  }
  return null;
}

function tellsApart({ name, cells }: OutsideColumn, samples: ArrayLike<number>, rows: readonly number[]): boolean {
  if (LABEL_WORDS.test(name)) return false;
  const known = rows.filter((row) => cells[row] !== '');
  if (!isShared(cells, known)) return false;
  const pairs = new Set(known.map((row) => `${samples[row]} ${cells[row]}`)).size;
  const twice = WHO_WORDS.test(name) ? TWICE.called : TWICE.uncalled;
  return known.length >= rows.length / 2 && known.length - pairs <= twice * known.length;
}

/** Whether there are several values, each of them twice and more on average. */
function isShared(cells: readonly string[], rows: readonly number[]): boolean {
  const { size } = new Set(rows.map((row) => cells[row]).filter((cell) => cell !== ''));
  return size > 1 && size * 2 <= rows.length;
}

function differWithin(cells: readonly string[], samples: ArrayLike<number>, rows: readonly number[]): boolean {
  const first = new Map<number, string>();
  return rows.some((row) => {
    const before = first.get(samples[row]);
    if (before === undefined) first.set(samples[row], cells[row]);
    return before !== undefined && before !== cells[row];
  });
}

/** One annotator of a long table. */
export interface AnnotatorRows {
  /** What a field of the labels is called, each differently: the cell itself, a number with the column's name: "worker 17". */
  name: string;
  /** Rows of samples that have one, each sample once: its first row with a label. */
  rows: number[];
}

/**
 * The rows of each annotator, in the order of their names, with sentences: how the table is read, and whose samples stand in it twice.
 * @param nameOf a sample
 */
export function annotatorRows(
  who: OutsideColumn,
  labels: readonly string[],
  samples: ArrayLike<number>,
  nameOf: (sample: number) => string,
): { annotators: AnnotatorRows[]; notes: string[] } {
  const rowsOf = new Map<string, Map<number, number>>();
  let nobody = 0;
  let twice = 0;
  let example = '';
  who.cells.forEach((cell, row) => {
    const sample = samples[row];
    if (sample === NO_SAMPLE) return;
    if (cell === '') {
      nobody += 1;
      return;
    }
    let rows = rowsOf.get(cell);
    if (!rows) rowsOf.set(cell, (rows = new Map()));
    const before = rows.get(sample);
    // The first that says something counts.
    if (before === undefined || valueOf(labels[before]) === '') rows.set(sample, row);
    else if (valueOf(labels[row]) !== '') {
      twice += 1;
      const said = [before, row].map((at) => `“${printable(labels[at])}”`).join(' and ');
      example ||= `${printable(nameOf(sample))} by ${printable(cell)}, ${said}`;
    }
  });
  const column = `“${printable(who.name)}”`;
  const cells = [...rowsOf.keys()].sort(asPeopleSort);
  const names = annotatorNames(who, cells);
  const notes = [
    `A row is what one annotator says of one sample, ${column} says who: a field for each of ${counted(cells.length, 'annotator')}.`,
  ];
  if (nobody > 0)
    notes.push(`${counted(nobody, 'row')} without a value in ${column} ${nobody === 1 ? 'is' : 'are'} left out.`);
  if (twice > 0)
    notes.push(
      `${counted(twice, 'row')} of a sample that the same annotator has labelled before (${example}): the first one counts.`,
    );
  return {
    annotators: cells.map((cell, at) => ({ name: names[at], rows: [...rowsOf.get(cell)!.values()] })),
    notes,
  };
}

/** Why there are too many annotators in a table; null where there are not. */
export function tooManyAnnotators({ name }: OutsideColumn, annotators: readonly AnnotatorRows[]): string | null {
  if (annotators.length <= MOST_ANNOTATORS) return null;
  return `“${printable(name)}” names ${counted(annotators.length, 'annotator')}; a data set takes ${MOST_ANNOTATORS} from a table. Take their majority as one label a sample.`;
}

/** Names that tell annotators apart: of "annotator_id" 3 is "annotator 3", or "annotator 3 (2)" where another one is called so. */
function annotatorNames({ name }: OutsideColumn, cells: readonly string[]): string[] {
  const kind = name.replace(/([_ .-]*id)$/i, '').trim() || 'annotator';
  const taken = new Set(cells);
  return cells.map((cell) => {
    if (!/^\d+$/.test(cell)) return cell;
    let free = `${kind} ${cell}`;
    for (let again = 2; taken.has(free); again++) free = `${kind} ${cell} (${again})`;
    taken.add(free);
    return free;
  });
}

const counted = (count: number, what: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? what : `${what}s`}`;

/** "worker 2" before "worker 10". */
const asPeopleSort = new Intl.Collator('en', { numeric: true }).compare;
