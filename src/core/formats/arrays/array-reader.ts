import { formatCount } from '../../format.ts';
import type { FieldColumn, TextColumn } from '../../dataset/types.ts';
import type { DatasetReader, ReadContext, SourceColumn, SourcePicture } from '../dataset-reader.ts';
import { readPictures, surveyValues, type PictureArray } from './picture-array.ts';
import { alike, samePictures } from '../same-pictures.ts';
import { distinctNames } from '../sample-names.ts';

/** One array of pictures of a data set. */
export interface ArrayPart {
  path: string;
  pictures: PictureArray;
  /** Null where nothing says. */
  split: string | null;
  names?: string[];
}

/** A data set that lies in arrays. Columns have one entry a picture, of all parts one behind the other. */
export interface ArraySet extends Pick<DatasetReader, 'format' | 'name' | 'notes' | 'strangers' | 'plain'> {
  parts: ArrayPart[];
  label?: { name: string; origin: string; column: TextColumn };
  fields: { name: string; origin: string; data: FieldColumn; isClasses?: boolean }[];
}

/**
 * Makes a reader of arrays. Where something has to be asked, all pictures are looked at once, for their range and for equal ones.
 * @throws UserError 'import' where a file ends early; what the signal says
 */
export async function arrayReader(set: ArraySet, context: ReadContext): Promise<DatasetReader> {
  const { parts, notes } = set;
  const rows = parts.reduce((sum, { pictures }) => sum + pictures.count, 0);
  const { arrays, duplicates, notes: seen } = await looked(set, rows, context);
  const sizes = new Uint32Array(2 * rows);
  let at = 0;
  for (const { count, layout } of arrays) {
    for (let i = 0; i < count; i++) {
      sizes[at++] = layout.width;
      sizes[at++] = layout.height;
    }
  }
  const columns = uniqueColumns(columnsOf(set, rows));
  const named = parts.some(({ names }) => names);
  return {
    format: set.format,
    name: set.name,
    rows,
    names: named
      ? distinctNames(parts.map(({ split, pictures, names }) => ({ split, count: pictures.count, names })))
      : null,
    columns,
    guess: {
      label: set.label ? set.label.name : null,
      split: parts.some(({ split }) => split) ? 'split' : null,
      annotators: [],
    },
    sizes,
    duplicates,
    unreadable: [],
    strangers: set.strangers,
    notes: [...notes, ...seen],
    plain: set.plain,
    pictures: (wanted, signal) => picturesOf(arrays, wanted, signal),
  };
}

async function* picturesOf(
  arrays: readonly PictureArray[],
  wanted: (row: number) => boolean,
  signal: AbortSignal,
): AsyncGenerator<SourcePicture> {
  let start = 0;
  for (const array of arrays) {
    const first = start;
    for await (const { index, ...picture } of readPictures(array, (i) => wanted(first + i), signal)) {
      yield { row: first + index, ...picture };
    }
    start += array.count;
  }
}

function columnsOf({ label, parts, fields }: ArraySet, rows: number): SourceColumn[] {
  const columns: SourceColumn[] = [];
  if (label) columns.push({ name: label.name, origin: label.origin, data: label.column, isClasses: true });
  if (parts.some(({ split }) => split)) {
    const dictionary = [...new Set(parts.flatMap(({ split }) => split ?? []))];
    const codes = new Uint16Array(rows);
    let at = 0;
    for (const { split, pictures } of parts) {
      // −1 becomes the value for "none".
      codes.fill(split === null ? -1 : dictionary.indexOf(split), at, (at += pictures.count));
    }
    columns.push({ name: 'split', origin: 'the names of the files', data: { kind: 'text', codes, dictionary } });
  }
  return [...columns, ...fields];
}

/** A name that another column has gets a number behind it. */
function uniqueColumns(columns: SourceColumn[]): SourceColumn[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    let { name } = column;
    for (let number = 2; taken.has(name); number++) name = `${column.name} ${number}`;
    taken.add(name);
    return { ...column, name };
  });
}

/** Finds what values stand for black and white, and which pictures are equal. */
async function looked(
  { parts, plain }: ArraySet,
  rows: number,
  { progress, signal }: ReadContext,
): Promise<{ arrays: PictureArray[]; duplicates: number[][]; notes: string[] }> {
  const arrays = parts.map(({ pictures }) => pictures);
  const isBytes = ({ type }: PictureArray): boolean => type.kind === 'u' && type.size === 1;
  if (plain && arrays.every(isBytes)) return { arrays, duplicates: [], notes: [] };
  const hashes: bigint[] = [];
  const others = { low: Infinity, high: -Infinity };
  let at = 0;
  let broken = 0;
  for (const array of arrays) {
    progress('looking at the pictures', at, rows);
    const found = await surveyValues(array, signal);
    for (const hash of found.hashes) hashes.push(hash);
    at += array.count;
    if (isBytes(array)) continue;
    others.low = Math.min(others.low, found.low);
    others.high = Math.max(others.high, found.high);
    broken += found.broken;
  }
  const { range, note } = rangeOf(others.low, others.high);
  const ranged = arrays.map((array) => (isBytes(array) ? array : { ...array, range }));
  const read: DatasetReader['pictures'] = (wanted, until) => picturesOf(ranged, wanted, until);
  return {
    arrays: ranged,
    duplicates: await samePictures(alike(hashes), read, signal),
    notes: [...(note && !arrays.every(isBytes) ? [note] : []), ...(broken > 0 ? [brokenNote(broken)] : [])],
  };
}

const brokenNote = (pictures: number): string =>
  `${pictures === 1 ? '1 picture has' : `${formatCount(pictures)} pictures have`} values that are no numbers (NaN, infinity): they are drawn black, infinity white.`;

/** What is black and what is white, of values from `low` to `high`: 0 … 1, −1 … 1 and 0 … 255 are known, others are stretched. */
function rangeOf(low: number, high: number): { range: [number, number]; note?: string } {
  const of = (from: number, to: number): string =>
    `The pictures’ values are from ${String(Number(low.toPrecision(4)))} to ${String(Number(high.toPrecision(4)))}: ${from} is taken for black, ${to} for white.`;
  if (high < low) return { range: [0, 1] };
  if (low >= 0 && high <= 1) return { range: [0, 1], note: of(0, 1) };
  if (low >= -1 && high <= 1) return { range: [-1, 1], note: of(-1, 1) };
  if (low >= 0 && high <= 255) return { range: [0, 255] };
  const range: [number, number] = high > low ? [low, high] : [0, 255];
  return { range, note: of(Number(range[0].toPrecision(4)), Number(range[1].toPrecision(4))) };
}
