import type { TextColumn } from '../../dataset/types.ts';
import { importError } from '../import-error.ts';
import { classesOf, type NamesFile } from '../label-classes.ts';
import { npyValues } from './npy.ts';
import type { FiledArray } from './numpy-roles.ts';

/** Labels of some pictures: numbers, or texts. */
export type Labels = ArrayLike<number> | string[];

/**
 * The labels in an array of n, n × 1, or n × k with a single 1 in each row.
 * @returns undefined for numbers that are no whole ones: they are no classes
 * @throws UserError 'import' for several labels a picture
 */
export async function labelsIn(array: FiledArray, signal: AbortSignal): Promise<Labels | undefined> {
  const { shape, source } = array;
  const values = await npyValues(array, signal);
  const columns = values.length / shape[0];
  if (columns === 1) {
    if (Array.isArray(values)) return values;
    return Array.from(values as ArrayLike<number>).every((label) => Number.isInteger(label) || Number.isNaN(label))
      ? values
      : undefined;
  }
  const refused = importError(
    `${source.name}: ${array.key} has ${columns} values a picture, and not one 1 among 0s in each row. ` +
      'Several labels a picture (multi-label) cannot be imported: keep one column, or make an array of class numbers.',
  );
  if (Array.isArray(values)) throw refused;
  const numbers = values as ArrayLike<number>;
  return Float64Array.from({ length: shape[0] }, (_, row) => {
    let label = -1;
    for (let column = 0; column < columns; column++) {
      const value = numbers[row * columns + column];
      if (value === 0) continue;
      if (value !== 1 || label >= 0) throw refused;
      label = column;
    }
    return label;
  });
}

/** Labels of all files as one column; where some are texts, all are. */
export function labelColumn(
  files: readonly { path: string; values: Labels }[],
  known: NamesFile | undefined,
  official: readonly string[],
): { column: TextColumn; note?: string } {
  if (!files.some(({ values }) => Array.isArray(values))) {
    return classesOf(files as { path: string; values: ArrayLike<number> }[], known, official, String);
  }
  const texts = files.flatMap(({ values }) => Array.from(values as ArrayLike<unknown>, textOf));
  const dictionary = [...new Set(texts)].filter((text) => text !== '').sort();
  const places = new Map(dictionary.map((text, place) => [text, place]));
  if (dictionary.length > 0xfffe)
    throw importError(`There are ${dictionary.length} different labels; 65,534 at most can be imported.`);
  // −1 becomes the value for "none".
  return { column: { kind: 'text', codes: Uint16Array.from(texts, (text) => places.get(text) ?? -1), dictionary } };
}

/** A value of an array as a field has it; empty = none. */
export const textOf = (value: unknown): string => (Number.isNaN(value) ? '' : String(value).trim());
