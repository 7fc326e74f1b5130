import { formatCount } from '../format.ts';
import { NO_LABEL, type TextColumn } from '../dataset/types.ts';
import { importError } from './import-error.ts';
import { baseName } from './listing/paths.ts';

/** The labels of one file, one a sample; −1 and NaN = none. */
export interface FileLabels {
  path: string;
  values: ArrayLike<number>;
}

/** Class names and the file that gives them. */
export interface NamesFile {
  file: string;
  names: string[];
}

/** Labels as classes, with a sentence where something had to be supposed. */
export interface Classes {
  /** Of all files, one behind the other. */
  column: TextColumn;
  note?: string;
}

const FOREIGN = 'the file is damaged or is none of CIFAR.';
const FROM_ONE = 'The labels seem to start at 1; they were counted from 0';

/**
 * Classes of labels that are numbers.
 * @param known names that a file gives: the label is the place in their list, from 0, or from 1 where only that fits
 * @param official names that stand where no file gives any and the labels fit them
 * @param nameOf what a class is called without a name; then classes are the numbers that occur
 * @param what labels are called in errors: "label", "coarse label"
 * @throws UserError 'import' for a label that is no whole number or has no class
 */
export function classesOf(
  files: readonly FileLabels[],
  known: NamesFile | undefined,
  official: readonly string[],
  nameOf: (label: number) => string,
  what = 'label',
): Classes {
  const seen = new Set<number>();
  for (const { path, values } of files) {
    for (let i = 0; i < values.length; i++) {
      const label = values[i];
      if (label === -1 || Number.isNaN(label)) continue;
      if (!Number.isSafeInteger(label) || label < 0)
        throw importError(`${baseName(path)}: ${what} ${formatCount(i)} is ${label}, which is no class number.`);
      seen.add(label);
    }
  }
  let [low, high] = [Infinity, -Infinity];
  for (const label of seen) [low, high] = [Math.min(low, label), Math.max(high, label)];
  if (known) {
    const shift = low === 1 && high === known.names.length ? 1 : 0;
    const otherwise = official.length ? FOREIGN : 'the file is damaged, or the names are those of other classes.';
    refuseAbove(files, known.names.length - 1 + shift, what, `${known.file} names ${known.names.length}; ${otherwise}`);
    const note = shift ? `${FROM_ONE}: 1 is “${known.names[0]}”, ${high} is “${known.names[high - 1]}”.` : undefined;
    return { column: numbered(files, (label) => label - shift, known.names), note };
  }
  if (high < official.length && !(low === 1 && high === seen.size && seen.size > 1 && high === official.length)) {
    const note = low === 1 && high === seen.size && seen.size > 1 ? `${FROM_ONE}: 1 is “${official[1]}”.` : undefined;
    return { column: numbered(files, (label) => label, [...official]), note };
  }
  if (official.length) {
    // A single high number means a damaged file: more classes need every number.
    const gapless = (low === 0 && high === seen.size - 1) || (low === 1 && high === seen.size);
    if (!gapless)
      refuseAbove(
        files,
        official.length - 1,
        what,
        `there are ${official.length}, and no file names others; ${FOREIGN}`,
      );
  }
  if (seen.size > NO_LABEL - 1)
    throw importError(
      `There are ${formatCount(seen.size)} different ${what}s; ${formatCount(NO_LABEL - 1)} at most can be imported.`,
    );
  const labels = [...seen].sort((a, b) => a - b);
  const places = new Map(labels.map((label, place) => [label, place]));
  const note = low === 1 && high === seen.size && seen.size > 1 ? `${FROM_ONE}.` : undefined;
  return { column: numbered(files, (label) => places.get(label)!, labels.map(nameOf)), note };
}

function numbered(files: readonly FileLabels[], place: (label: number) => number, dictionary: string[]): TextColumn {
  const codes = new Uint16Array(files.reduce((sum, { values }) => sum + values.length, 0)).fill(NO_LABEL);
  let to = 0;
  for (const { values } of files) {
    for (let i = 0; i < values.length; i++, to++) if (values[i] >= 0) codes[to] = place(values[i]);
  }
  return { kind: 'text', codes, dictionary };
}

function refuseAbove(files: readonly FileLabels[], highest: number, what: string, known: string): void {
  for (const { path, values } of files) {
    for (let record = 0; record < values.length; record++) {
      if (!(values[record] > highest)) continue;
      throw importError(
        `${baseName(path)}: record ${formatCount(record)} has the ${what} ${values[record]}, but of such classes ${known}`,
      );
    }
  }
}
