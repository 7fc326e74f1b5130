import { NO_LABEL } from '../dataset/types.ts';
import { isNoValue, wholeNumber } from './cells.ts';

/** A column of labels, as classes. */
export interface LabelReading {
  /** Class of each row; NO_LABEL where it has none, or one that is not known. */
  labels: Uint16Array;
  /** Whether all of them are written as numbers. */
  numbers: boolean;
  /** Names that are a class in another case, and that class. */
  otherCase: Map<string, string>;
  /** What is no class, and the first row that says so. */
  unknown: Map<string, number>;
  /** Rows whose label is no class. */
  unknownRows: number;
  /** Rows that have no label. */
  empty: number;
}

/** How arrays of class numbers say that there is no label. */
const NO_CLASS = /^-1(\.0*)?$/;

/** How to read labels. */
export interface LabelOptions {
  /** Added to class numbers: −1 where the file counts from 1. */
  shift?: number;
  /** Take a class name in any case where only one class has it. */
  anyCase?: boolean;
  /** Numbers of classes that stand no more. */
  retired?: ReadonlySet<number>;
}

/**
 * Reads labels: a class name, or a class number as `3` or `3.0`. A name wins over a number, since a class may be called "3".
 * @param cells one a row
 */
export function readLabels(
  cells: readonly string[],
  classes: readonly string[],
  { shift = 0, anyCase = false, retired = new Set() }: LabelOptions = {},
): LabelReading {
  const exact = new Map(classes.map((name, number) => [name.normalize(), number]));
  const lower = new Map<string, number | null>();
  classes.forEach((name, number) => lower.set(name.toLowerCase(), lower.has(name.toLowerCase()) ? null : number));
  const otherCase = new Map<string, string>();
  const unknown = new Map<string, number>();
  let unknownRows = 0;
  let empty = 0;
  let numbers = true;
  const labels = Uint16Array.from(cells, (cell, row) => {
    const number = wholeNumber(cell);
    const named = exact.get(cell.normalize()) ?? (number === null ? undefined : exact.get(String(number)));
    if (named === undefined && number === null && (isNoValue(cell) || NO_CLASS.test(cell))) {
      empty += 1;
      return NO_LABEL;
    }
    numbers &&= number !== null;
    const label = (named ?? number ?? NaN) + shift;
    if (label >= 0 && label < classes.length && !retired.has(label)) return label;
    const alike = lower.get(cell.toLowerCase());
    if (alike !== undefined && alike !== null && named === undefined) {
      otherCase.set(cell, classes[alike]);
      if (anyCase) return alike;
    } else if (!unknown.has(cell)) unknown.set(cell, row);
    unknownRows += 1;
    return NO_LABEL;
  });
  return { labels, numbers: numbers && empty < cells.length, otherCase, unknown, unknownRows, empty };
}
