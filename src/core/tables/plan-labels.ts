import { printable } from '../dataset/names.ts';
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
  /** Labels of the first column counted from 1, where the numbers only fit the classes so; else null. */
  fromOne: Uint16Array | null;
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
  const counted =
    shift === 0 && unknown.length > 0 && readings.every(({ numbers }) => numbers) ? read(classes, -1) : [];
  const fromOne = counted.length > 0 && none(counted) ? counted[0].labels : null;
  const words = unknown.filter((name) => !isNumber(name));
  const list = words.find((name) => isSeveral(name, classes));
  const number = fromOne ? undefined : unknown.find((name) => !words.includes(name));
  const problem =
    list !== undefined
      ? `“${printable(list)}” is several labels of one sample. Second Look learns one label a sample: leave one in each row.`
      : number !== undefined
        ? `“${number}” is neither a class name nor a ${wholeNumber(number) === null ? 'whole ' : ''}number in 0 … ${classes.length - 1}.`
        : null;
  let newClasses: string[] = [];
  if (words.length > 0 && list === undefined) {
    questions.push(classesQuestion(words, mapping));
    if (mapping.classes === 'add') {
      newClasses = words;
      readings = read([...classes, ...words]);
    }
  }
  return { readings, classes: [...classes, ...newClasses], newClasses, questions, problem, fromOne };
}

/** Whether a label is a number, whole or not: such a name is none to make a class of. */
const isNumber = (name: string): boolean => name !== '' && Number.isFinite(Number(name));

const none = (readings: readonly LabelReading[]): boolean => readings.every(({ unknownRows }) => unknownRows === 0);

/** Whether what is no class is a list of labels: `["cat","dog"]`, or classes with `|`, `;` or a comma between them. */
function isSeveral(cell: string, classes: readonly string[]): boolean {
  if (/^\[.*\]$/.test(cell)) return true;
  return ['|', ';', ','].some((between) => {
    const parts = cell.split(between).map((part) => part.trim());
    return parts.length > 1 && parts.every((part) => classes.includes(part));
  });
}

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
