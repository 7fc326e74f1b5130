import { printable } from '../../dataset/names.ts';
import type { ReadContext, Unreadable } from '../dataset-reader.ts';
import { hashPicture } from '../../insights/duplicates.ts';
import { importError } from '../import-error.ts';
import { alike } from '../same-pictures.ts';
import { listRows, shapeOf } from './array-pictures.ts';
import { readPages } from './column-pages.ts';
import { uprightSize } from './picture-head.ts';
import type { Shard } from './shards.ts';

/** Files that are named as unreadable, at most; what more there are stands in a note. */
const NAMED = 1000;

/** What is known of the pictures after they were read once. */
export interface Scan {
  sizes: Uint32Array;
  /** Rows whose pictures seem to be the same, in groups, by a hash of their bytes. */
  alike: number[][];
  unreadable: Unreadable[];
  notes: string[];
  /** What the numbers of pictures that are arrays are multiplied with. */
  scale: number;
}

/**
 * Reads the pictures once, page by page, for their sizes and to find those that are the same.
 * @param nameOf name of a row, for people
 * @throws UserError 'import' where a file is damaged; what the signal says
 */
export async function scanPictures(
  shards: Shard[],
  { signal, progress }: ReadContext,
  nameOf: (row: number) => string,
): Promise<Scan> {
  const rows = shards.reduce((sum, { file }) => sum + file.rows, 0);
  const sizes = new Uint32Array(rows * 2);
  const hashes = new Array<bigint | null>(rows).fill(null);
  const unreadable: Unreadable[] = [];
  let without = 0;
  let highest = 0;
  const refuse = (row: number, why: string): void => {
    without++;
    if (unreadable.length < NAMED) unreadable.push({ path: nameOf(row), why });
  };
  for (const { file, picture, start } of shards) {
    const pages = readPages(file, picture.leaf, signal);
    if (picture.kind === 'arrays') {
      for await (const array of listRows(pages, picture.leaf.repetition)) {
        const row = start + array.row;
        const shape = shapeOf(array);
        if (!shape) {
          refuse(row, `its lists are no picture: ${array.dims.join(' × ')}`);
          continue;
        }
        for (const value of array.values) {
          const number = Number(value);
          if (!(number >= 0 && number <= 255)) throw beyondBytes(file.path, picture.name, number);
          if (number > highest) highest = number;
        }
        sizes.set([shape.width, shape.height], row * 2);
        hashes[row] = hashOf(new Uint8Array(Float64Array.from(array.values, Number).buffer));
        if (row % 1000 === 0) progress(`reading ${printable(file.path)}`, row, rows);
      }
      continue;
    }
    for await (const { row: first, values } of pages) {
      for (let i = 0; i < values.length; i++) {
        const row = start + first + i;
        const bytes = values[i];
        if (!(bytes instanceof Uint8Array)) {
          refuse(row, 'there is none in the file');
          continue;
        }
        const size = await uprightSize(bytes);
        if (typeof size === 'string') {
          refuse(row, size);
          continue;
        }
        sizes.set(size, row * 2);
        hashes[row] = hashOf(bytes);
      }
      progress(`reading ${printable(file.path)}`, start + first + values.length, rows);
    }
  }
  if (without === rows) throw noneThere(shards, unreadable[0].why);
  const notes = without > NAMED ? [`${(without - NAMED).toLocaleString('en')} more cannot be read.`] : [];
  const floats = /^(FLOAT|DOUBLE)$/.test(shards[0].picture.leaf.element.type ?? '');
  return { sizes, alike: alike(hashes), unreadable, notes, scale: floats && highest <= 1 ? 255 : 1 };
}

const hashOf = (bytes: Uint8Array): bigint => hashPicture(bytes, 0, bytes.length);

function beyondBytes(path: string, column: string, number: number): Error {
  return importError(
    `${printable(path)}: column “${printable(column)}” holds ${number}; pictures are numbers from 0 to 255, or from 0 to 1. ` +
      'Write it again without the normalisation.',
  );
}

function noneThere([{ file, picture }]: Shard[], why: string): Error {
  const outside = picture.path
    ? ' It may hold paths of files that lie elsewhere: write it again with the pictures in it.'
    : '';
  return importError(
    `${printable(file.path)}: none of the pictures in column “${printable(picture.name)}” can be read: ${why}.${outside}`,
  );
}
