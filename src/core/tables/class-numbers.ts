import { standingClasses, whyTooManyClasses } from '../dataset/classes.ts';
import { printable } from '../dataset/names.ts';
import type { Table } from '../dataset/table.ts';
import { isNoValue } from './cells.ts';
import { numberRowsOf, numbersOf } from './number-rows.ts';
import type { NumberRows, OutsideColumn } from './outside-table.ts';
import { classReader } from './prediction-columns.ts';

/** Classes that a sentence names. */
const LISTED = 10;

/** Numbers of a model, and what they are of. */
interface ClassNumbers {
  /** rows × labels.length row-major; NaN where a cell has none. */
  values: Float32Array;
  /** The class of each column. */
  labels: number[];
}

/** The numbers of each class, or why they cannot be taken. */
export function numbersOfClasses(columns: readonly OutsideColumn[], target: Table): ClassNumbers | string {
  const standing = standingClasses(target);
  const tooMany = whyTooManyClasses({ name: 'This data set', classes: target.classes, retired: target.retired });
  if (tooMany) return tooMany;
  const array = columns.find((column) => numberRowsOf(column));
  if (array) {
    if (columns.length > 1)
      return `“${printable(array.name)}” has the numbers of all classes; leave the other columns of predictions out.`;
    const { width, values } = numberRowsOf(array)!;
    const labels = inOrder(width, target);
    return labels
      ? { values, labels }
      : otherCount(`“${printable(array.name)}” has ${width.toLocaleString('en')} numbers a row`, target);
  }
  const read = columns.map(({ name }) => classReader(target)(name));
  const unread = columns.filter((_, j) => !read[j] || (read[j].label < 0 && read[j].number < 0));
  if (read.some((of) => of && of.label >= 0)) {
    const unknown = columns.filter((_, j) => !((read[j]?.label ?? -1) >= 0));
    if (unknown.length > 0)
      return `${quoted(unknown.map(({ name }) => name))} ${unknown.length === 1 ? 'is' : 'are'} of no class of this data set.`;
    const labels = read.map((of) => of!.label);
    const missing = standing.filter((label) => !labels.includes(label));
    if (missing.length > 0)
      return `The predictions lack ${missing.length === 1 ? 'the class' : `${missing.length.toLocaleString('en')} classes:`} ${quoted(missing.map((label) => target.classes[label]))}. A model that knows every class of this data set is needed.`;
    if (new Set(labels).size < labels.length)
      return 'Two columns of predictions are of the same class: leave one of them out.';
    return stackedAs(columns, labels);
  }
  const order =
    unread.length === 0 ? [...columns.keys()].sort((a, b) => read[a]!.number - read[b]!.number) : [...columns.keys()];
  const gap = unread.length === 0 && order.some((at, j) => read[at]!.number !== read[order[0]]!.number + j);
  const labels = inOrder(columns.length, target);
  if (!labels) return otherCount(`There are ${columns.length.toLocaleString('en')} columns of predictions`, target);
  if (gap || (unread.length === 0 && read[order[0]]!.number > 1))
    return 'The numbers of the columns of predictions have gaps, so which class each is of is not known. Name them after the classes.';
  return stackedAs(
    order.map((at) => columns[at]),
    labels,
  );
}

/** The classes of so many columns in the order of the data set; null where it has other classes. */
function inOrder(count: number, target: Table): number[] | null {
  const standing = standingClasses(target);
  if (count === standing.length) return standing;
  // The classes of before some of them were merged or taken away.
  return count === target.classes.length ? [...target.classes.keys()] : null;
}

const otherCount = (what: string, target: Table): string =>
  `${what}, and the data set has ${standingClasses(target).length.toLocaleString('en')} classes: a model of just these classes, in their order, is needed, or columns named after them.`;

function stackedAs(columns: readonly OutsideColumn[], labels: number[]): ClassNumbers | string {
  const numbers = stacked(columns);
  return typeof numbers === 'string' ? numbers : { values: numbers.values, labels };
}

/** Columns side by side, rows × all their numbers; or which of them holds something else. */
export function stacked(columns: readonly OutsideColumn[]): NumberRows | string {
  const parts = columns.map((column) => numberRowsOf(column) ?? { values: numbersOf(column.cells), width: 1 });
  const wrong = columns.find(
    ({ cells }, j) =>
      parts[j].width === 1 && cells.some((cell, row) => Number.isNaN(parts[j].values[row]) && !isNoValue(cell)),
  );
  if (wrong) return `“${printable(wrong.name)}” holds what is no number.`;
  if (parts.length === 1) return parts[0];
  const width = parts.reduce((sum, part) => sum + part.width, 0);
  const rows = columns[0].cells.length;
  const values = new Float32Array(rows * width);
  let from = 0;
  for (const part of parts) {
    for (let row = 0; row < rows; row++)
      values.set(part.values.subarray(row * part.width, (row + 1) * part.width), row * width + from);
    from += part.width;
  }
  return { values, width };
}

/** Some rows of n×k numbers. */
export function pickRows(values: Float32Array, k: number, rows: readonly number[]): Float32Array {
  const picked = new Float32Array(rows.length * k);
  rows.forEach((row, j) => picked.set(values.subarray(row * k, (row + 1) * k), j * k));
  return picked;
}

function quoted(names: readonly string[]): string {
  const some = names.slice(0, LISTED).map((name) => `“${printable(name)}”`);
  return names.length > LISTED
    ? `${some.join(', ')} and ${(names.length - LISTED).toLocaleString('en')} more`
    : some.join(', ');
}
