import type { Table } from '../dataset/table.ts';
import { agreeingColumns } from './agreeing-columns.ts';
import { isNoValue, wholeNumber } from './cells.ts';
import { ANNOTATOR_WORDS, LABEL_WORDS, NAME_WORDS, WHO_WORDS } from './column-words.ts';
import { longColumns } from './long-table.ts';
import { NO_SAMPLE, NameIndex } from './name-index.ts';
import { isNumberList } from './number-rows.ts';
import type { OutsideColumn, OutsideTable } from './outside-table.ts';
import { findModelColumns } from './prediction-columns.ts';
import { readLabels } from './read-labels.ts';
import type { ColumnMeaning } from './table-mapping.ts';

/** What a column seems to be. */
export interface ColumnGuess {
  meaning: ColumnMeaning;
  /** Why it is left out, where that is worth a sentence: it holds numbers that belong to predictions, or row numbers. */
  left?: 'predictions' | 'row numbers';
  /** Whether it could be the labels. */
  candidate?: boolean;
}

/** Rows that are looked at. */
const LOOKED_AT = 500;
/** Numbers side by side from which they are an embedding, whatever they are called. */
const WIDE = 8;

/** What says which sample a row is of. */
const KEYS: readonly ColumnMeaning[] = ['name', 'split', 'index'];

const INDEX = /^(sample[ _-]?)?(index|idx)$/i;
/** Columns that hold a sample's number only where no other one does: else they number the rows. */
const ROW_NUMBERS = /^(row|number|column 1|unnamed: 0)$/i;

/**
 * What the columns of a table seem to be, by their contents first and their names second; one a column. A whole number is a sample's name only in a
 * column that is called so.
 */
export function guessColumns(table: OutsideTable, target: Table): ColumnGuess[] {
  const names = NameIndex.of(target);
  const facts = table.columns.map((column) => factsOf(column, target, names));
  const guesses: ColumnGuess[] = table.columns.map(() => ({ meaning: 'nothing' }));
  const open = (column: number): boolean => guesses[column].meaning === 'nothing' && !guesses[column].left;
  const pick = (meaning: ColumnMeaning, fits: (column: number) => boolean): void => {
    const column = guesses.findIndex((_, at) => open(at) && fits(at));
    if (column >= 0) guesses[column].meaning = meaning;
  };
  const called = (pattern: RegExp) => (column: number) => pattern.test(table.columns[column].name);

  const model = findModelColumns(table.columns, target, (at) => !facts[at].split);
  for (const at of model.predictions) guesses[at].meaning = 'prediction';
  for (const at of model.embeddings) guesses[at].meaning = 'embedding';
  const numbers = facts.filter(({ fraction }, at) => fraction && open(at)).length;
  facts.forEach(({ list, fraction, numbered }, at) => {
    if (!open(at)) return;
    if (list || (fraction && (numbered || numbers >= WIDE))) guesses[at] = { meaning: 'nothing', left: 'predictions' };
  });
  const predictions = guesses.filter(({ left }) => left).length;
  // One column of fractions called p_1 is a field.
  if (predictions === 1 && !facts.some(({ list }) => list)) guesses.forEach((guess) => delete guess.left);

  pick('split', (at) => facts[at].split);
  const asNames = facts.map(({ names, whole }, at) => (whole && !called(NAME_WORDS)(at) ? 0 : names));
  const nameShare = Math.max(...asNames, 0);
  if (nameShare > 0) {
    const isName = (at: number): boolean => asNames[at] === nameShare;
    // Where files are numbered too, the number beside a path is another one.
    const words = guesses.some((_, at) => open(at) && isName(at) && !facts[at].whole);
    pick('name', (at) => isName(at) && !(words && facts[at].whole));
  }
  pick('index', (at) => called(INDEX)(at) && facts[at].whole);
  const found = (): boolean => guesses.some(({ meaning }) => meaning === 'name' || meaning === 'index');
  if (found()) {
    guesses.forEach((_, at) => {
      if (open(at) && facts[at].whole && called(ROW_NUMBERS)(at))
        guesses[at] = { meaning: 'nothing', left: 'row numbers' };
    });
  } else pick('index', (at) => called(ROW_NUMBERS)(at) && facts[at].whole);
  if (!found()) {
    // An id is no number in the data set where its files are numbered.
    const repeats = table.columns.some(({ name }) => WHO_WORDS.test(name));
    if (target.names === null || !names.numbered)
      pick('index', (at) => called(NAME_WORDS)(at) && facts[at].whole && (facts[at].unique || repeats));
    pick('name', (at) => called(NAME_WORDS)(at) && facts[at].unique);
    // A file without a header: numbers, then labels.
    if (!found() && table.columns.length > 1) pick('index', (at) => facts[at].whole && facts[at].unique);
  }

  const long = longColumns(table.columns, rowKeys(table, guesses), open, (at) => open(at) && facts[at].label);
  if (long) {
    guesses[long.who].meaning = 'who';
    guesses[long.labels].meaning = 'labels';
    return guesses;
  }

  const labels = facts.flatMap(({ label }, at) => (label && open(at) ? [at] : []));
  for (const at of labels) guesses[at].candidate = true;
  const named = labels.filter(called(ANNOTATOR_WORDS));
  // Without a column that is called the label, several with the same classes are several people's.
  const unnamed = labels.some(called(LABEL_WORDS)) ? [] : agreeing(table, labels);
  const annotators = named.length > 1 ? named : unnamed;
  if (annotators.length > 1) for (const at of annotators) guesses[at].meaning = 'annotator';
  pick('labels', (at) => called(LABEL_WORDS)(at) && facts[at].label);
  if (!guesses.some(({ meaning }) => meaning === 'labels' || meaning === 'annotator')) {
    if (labels.length === 1) guesses[labels[0]].meaning = 'labels';
    // Labels of another data set, or of classes that are not there yet.
    else if (labels.length === 0) pick('labels', (at) => called(LABEL_WORDS)(at) && !facts[at].fraction);
    if (labels.length === 0 && !guesses.some(({ meaning }) => meaning === 'labels'))
      guesses.forEach((guess, at) => open(at) && facts[at].known && (guess.meaning = 'field'));
  }
  return guesses;
}

/** Of some columns those that several annotators' labels stand in, by their cells. */
function agreeing({ columns }: OutsideTable, among: readonly number[]): number[] {
  return agreeingColumns(among.map((at) => columns[at].cells.slice(0, LOOKED_AT))).map((place) => among[place]);
}

/** What each row is of, by the cells that say so: the same number for the same sample. */
function rowKeys({ rows, columns }: OutsideTable, guesses: readonly ColumnGuess[]): Int32Array {
  const keys = columns.filter((_, at) => KEYS.includes(guesses[at].meaning));
  if (!guesses.some(({ meaning }) => meaning === 'name' || meaning === 'index'))
    return new Int32Array(rows).fill(NO_SAMPLE);
  const numbers = new Map<string, number>();
  return Int32Array.from({ length: rows }, (_, row) => {
    const key = keys.map(({ cells }) => cells[row]).join('\n');
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}

interface ColumnFacts {
  /** Whether any cell has a value. */
  known: boolean;
  /** Share of cells that name a sample, or, where the column is called so, several, where it is most of them; else 0. */
  names: number;
  split: boolean;
  /** Whole numbers, none of them negative. */
  whole: boolean;
  /** Most values are different. */
  unique: boolean;
  label: boolean;
  /** Numbers, and not all of them whole. */
  fraction: boolean;
  /** Its name is one of many: a number, or one at its end; or a class. */
  numbered: boolean;
  /** Lists of numbers. */
  list: boolean;
}

function factsOf({ name, cells }: OutsideColumn, target: Table, names: NameIndex): ColumnFacts {
  const head = cells.slice(0, LOOKED_AT).filter((cell) => cell !== '');
  const values = head.filter((cell) => !isNoValue(cell));
  const every = (test: (cell: string) => boolean): boolean => values.length > 0 && values.every(test);
  const splits = new Set(target.splits.map((split) => split.name.toLowerCase()));
  const whole = every((cell) => wholeNumber(cell) !== null);
  // "17" is a name only where a sample is called so: else it is a number.
  const asNames = !(whole && target.names === null) && values.length > 0;
  const share = asNames
    ? values.filter((cell) => isName(names, cell, NAME_WORDS.test(name))).length / values.length
    : 0;
  const reading = readLabels(head, target.classes, { anyCase: true });
  // "00004" is an id, and no class number.
  const padded = values.some((cell) => /^0\d/.test(cell) && !target.classes.includes(cell));
  const found = head.length - reading.unknownRows - reading.empty;
  return {
    known: values.length > 0,
    names: share >= 0.5 ? share : 0,
    split: every((cell) => splits.has(cell.toLowerCase())),
    whole,
    unique: new Set(values).size * 2 > values.length,
    // Numbers 1 … k may have been counted from 1.
    label:
      !padded &&
      found > 0 &&
      (found >= values.length / 2 || every((cell) => (wholeNumber(cell) ?? Infinity) <= target.classes.length)),
    fraction: every((cell) => Number.isFinite(Number(cell))) && !whole,
    numbered: /\d$/.test(name) || target.classes.includes(name),
    list: every(isNumberList),
  };
}

function isName(names: NameIndex, cell: string, orSeveral: boolean): boolean {
  const { sample, several } = names.find(cell);
  return sample !== NO_SAMPLE || (orSeveral && several);
}
