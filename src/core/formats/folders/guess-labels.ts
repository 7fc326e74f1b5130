import { formatCount } from '../../format.ts';
import { printable } from '../../dataset/names.ts';
import { agreeingColumns } from '../../tables/agreeing-columns.ts';
import { ANNOTATOR_WORDS, isSplitColumn, LABEL_WORDS } from '../../tables/column-words.ts';
import { importError } from '../import-error.ts';
import type { Levels } from './levels.ts';
import type { TableField } from './table-fields.ts';
import type { Guess } from '../dataset-reader.ts';

/** A class has so many pictures on average, or a column is none of classes. */
const PER_CLASS = 2;
/** Pictures that are named whose labels differ. */
const DIFFERING = 3;

/**
 * What the columns seem to be: the tables' label before the folders', the folders' split before the tables'.
 * @throws UserError 'import' where the only labels are several a sample
 */
export function guessLabels(levels: Levels, fields: readonly TableField[]): Guess {
  const split = levels.split ?? fields.find(isSplit)?.name ?? null;
  const columns = fields.filter(({ name }) => name !== split);
  const named = annotatorsAmong(fields);
  const said = levels.label !== null || columns.some(mayBeLabel);
  const annotators = named.length > 0 || said ? named : annotatorsByContents(columns);
  const open = columns.filter(({ name }) => !annotators.includes(name));
  const called = open.filter(mayBeLabel);
  const fit = called.find(({ several }) => !several);
  const label = fit?.name ?? levels.label ?? open.find((field) => looksLikeClasses(field))?.name ?? null;
  const several = called.find((field) => field.several) ?? open.find((field) => field.several);
  if (label === null && annotators.length === 0 && several) {
    throw importError(
      `${printable(several.file)}: “${printable(several.name)}” gives a picture several labels. Second Look learns one label a picture: leave one in each row, or drop the pictures without the table.`,
    );
  }
  return { label, split, annotators };
}

/**
 * Where a table's labels and the folders' classes are the same words for most pictures, how many differ, with examples: each may be a wrong label.
 * @param folders class of each picture by its folder; empty for none
 * @param names of the pictures
 * @returns null where they do not differ, or say different things
 */
export function labelsThatDiffer(
  { name, file, values }: TableField,
  folders: readonly string[],
  names: readonly string[],
): string | null {
  const known = [...values.keys()].filter((row) => values[row] !== undefined && folders[row] !== '');
  const differ = known.filter((row) => values[row]!.toLowerCase() !== folders[row].toLowerCase());
  if (differ.length === 0 || differ.length > known.length / 2) return null;
  const examples = differ
    .slice(0, DIFFERING)
    .map((row) => `${printable(names[row])} (“${printable(values[row]!)}”, folder “${printable(folders[row])}”)`);
  const more = differ.length > DIFFERING ? ' …' : '.';
  return `${printable(file)}: of ${formatCount(known.length)} labels in “${printable(name)}” ${formatCount(differ.length)} ${differ.length === 1 ? 'is' : 'are'} not the folder that the picture lies in: ${examples.join(', ')}${more}`;
}

function isSplit({ name, values, several }: TableField): boolean {
  const known = values.filter((value) => value !== undefined);
  if (several || known.length < values.length / 2) return false;
  return isSplitColumn(name, new Set(known));
}

/** The columns of those whom a table names; else several columns whose names speak of people and that share values. */
function annotatorsAmong(fields: readonly TableField[]): string[] {
  const named = fields.filter(({ annotator }) => annotator);
  if (named.length > 0) return named.map(({ name }) => name);
  const some = fields.filter(({ name, several }) => ANNOTATOR_WORDS.test(name) && !several);
  if (some.length < 2) return [];
  const [first, ...others] = some.map(({ values }) => new Set(values.filter((value) => value !== undefined)));
  const shared = others.every((values) => [...values].some((value) => first.has(value)));
  return shared ? some.map(({ name }) => name) : [];
}

/** Columns of class words, whatever they are called (`alice,bob,carol`), that mostly say the same of each picture. */
function annotatorsByContents(fields: readonly TableField[]): string[] {
  const some = fields.filter(looksLikeClasses);
  return agreeingColumns(some.map(({ values }) => values)).map((at) => some[at].name);
}

const mayBeLabel = ({ name, classes }: TableField): boolean => LABEL_WORDS.test(name) || classes !== undefined;

/** Texts of which few are different. */
function looksLikeClasses({ values, numeric, several, name }: TableField): boolean {
  if (numeric || several || name === 'table') return false;
  const known = values.filter((value) => value !== undefined);
  const different = new Set(known).size;
  return different >= 2 && different <= known.length / PER_CLASS;
}
