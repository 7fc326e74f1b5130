import type { Table } from '../dataset/table.ts';
import { NO_LABEL } from '../dataset/types.ts';
import { wholeNumber } from './cells.ts';
import { readLabels, type LabelReading } from './read-labels.ts';
import type { TableMapping, TableQuestion } from './table-mapping.ts';

/** Names that a question lists. */
const LISTED = 5;

/** Columns of labels, read together: what is asked about one is asked once for all. */
export interface LabelColumns {
  /** One a column. */
  readings: LabelReading[];
  /** Classes of the data set, and behind them those to add. */
  classes: string[];
  newClasses: string[];
  questions: TableQuestion[];
  problem: string | null;
  /** Whether the numbers only fit the classes if they count from 1. */
  fromOne: boolean;
}

/** Reads columns of labels, and says what has to be asked about them. */
export function planLabels(
  columns: readonly (readonly string[])[],
  { classes, retired }: Pick<Table, 'classes' | 'retired'>,
  mapping: TableMapping,
): LabelColumns {
  const gone = new Set(retired.map(({ label }) => label));
  const shift = mapping.doubt === 'labels-1' ? -1 : mapping.doubt === 'labels+1' ? 1 : 0;
  const read = (known: readonly string[], by = shift): LabelReading[] =>
    columns.map((cells) => readLabels(cells, known, { shift: by, anyCase: mapping.case === 'take', retired: gone }));
  let readings = read(classes);
  const questions: TableQuestion[] = [];
  const otherCase = new Map(readings.flatMap((reading) => [...reading.otherCase]));
  if (otherCase.size > 0) questions.push(caseQuestion(otherCase, mapping));
  const unknown = [...new Set(readings.flatMap((reading) => [...reading.unknown.keys()]))];
  const fromOne =
    shift === 0 && unknown.length > 0 && readings.every(({ numbers }) => numbers) && none(read(classes, -1));
  const words = unknown.filter((name) => wholeNumber(name) === null);
  const problem =
    words.length < unknown.length && !fromOne
      ? `“${unknown.find((name) => !words.includes(name))}” is neither a class name nor a number in 0 … ${classes.length - 1}.`
      : null;
  let newClasses: string[] = [];
  if (words.length > 0) {
    questions.push(classesQuestion(words, mapping));
    if (mapping.classes === 'add') {
      newClasses = words;
      readings = read([...classes, ...words]);
    }
  }
  return { readings, classes: [...classes, ...newClasses], newClasses, questions, problem, fromOne };
}

const none = (readings: readonly LabelReading[]): boolean => readings.every(({ unknownRows }) => unknownRows === 0);

/** A class by its number; empty for none. */
export const classText = (classes: readonly string[], label: number): string =>
  label === NO_LABEL ? '' : (classes[label] ?? '');

function caseQuestion(otherCase: ReadonlyMap<string, string>, { case: answer }: TableMapping): TableQuestion {
  const pairs = [...otherCase].slice(0, LISTED).map(([from, to]) => `“${from}” for “${to}”`);
  const more = otherCase.size > LISTED ? ` and ${otherCase.size - LISTED} more` : '';
  return {
    about: 'case',
    text: `Some names are classes in another case: ${pairs.join(', ')}${more}. Are they these classes?`,
    choices: [
      { value: 'take', title: 'Yes, take them' },
      { value: 'leave', title: 'No, leave those rows out' },
    ],
    answer: answer ?? null,
    safe: 'take',
  };
}

function classesQuestion(names: readonly string[], { classes: answer }: TableMapping): TableQuestion {
  const quoted = names.slice(0, LISTED).map((name) => `“${name}”`);
  const more = names.length > LISTED ? ` and ${(names.length - LISTED).toLocaleString('en')} more` : '';
  const [is, they] = names.length === 1 ? ['is no class', 'it a new class'] : ['are no classes', 'them new classes'];
  return {
    about: 'classes',
    text: `${quoted.join(', ')}${more} ${is} of this data set. Make ${they}?`,
    choices: [
      {
        value: 'add',
        title: names.length === 1 ? 'Add the class' : `Add ${names.length.toLocaleString('en')} classes`,
      },
      { value: 'leave', title: 'Leave those rows out' },
    ],
    answer: answer ?? null,
    safe: null,
  };
}
