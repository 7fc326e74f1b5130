import { printable } from '../../dataset/names.ts';
import { UserError } from '../../errors.ts';
import { LABEL_WORDS, NAME_WORDS } from '../../tables/column-words.ts';
import { NO_SAMPLE, type NameIndex } from '../../tables/name-index.ts';
import type { OutsideTable } from '../../tables/outside-table.ts';
import { readOutsideTable } from '../../tables/read-table.ts';
import { kindByName, type FileKind } from '../file-kinds.ts';
import type { ListedFile } from '../listed-file.ts';
import { endingOf } from '../listing/paths.ts';

/** A table whose rows are about the pictures. */
export interface MatchedTable {
  table: OutsideTable;
  /** Column that names the pictures. */
  key: number;
  /** Picture of each row; −1 where there is none. */
  pictures: Int32Array;
}

const TABLES: (FileKind | undefined)[] = ['CSV', 'TSV', 'JSON', 'JSON Lines', 'Parquet'];
/** More files of one kind than that belong to one picture each. */
const MAX_TABLES = 20;
/** Of the rows, or of the pictures where those are fewer, more than this must be named by a column to be their names. */
const MATCHED = 0.5;
/** Pictures that a column of bare numbers must name: a list of classes has numbers too. */
const MATCHED_BY_NUMBERS = 0.2;
/** Rows that are tried first. */
const TRIED = 200;

/**
 * Finds the tables among files that name pictures, by their contents.
 * @returns those tables; the files that are none; sentences about tables that cannot be read, or name too few pictures
 */
export async function tablesBeside(
  files: readonly ListedFile[],
  names: NameIndex,
  pictures: number,
  signal: AbortSignal,
): Promise<{ matched: MatchedTable[]; others: ListedFile[]; notes: string[] }> {
  const matched: MatchedTable[] = [];
  const others: ListedFile[] = [];
  const notes: string[] = [];
  const count = new Map<string, number>();
  for (const { path } of files) count.set(endingOf(path), (count.get(endingOf(path)) ?? 0) + 1);
  for (const file of files) {
    signal.throwIfAborted();
    const ending = endingOf(file.path);
    let found: MatchedTable | undefined;
    if (TABLES.includes(kindByName(file.path)) && count.get(ending)! <= MAX_TABLES) {
      try {
        const table = await readOutsideTable(file.path, await file.blob());
        found = match(table, names, pictures);
        const note = found ? null : unmatched(table);
        if (note) notes.push(note);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        notes.push(`${printable(file.path)} was left out: ${error.message}`);
      }
    }
    if (found) matched.push(found);
    else others.push(file);
  }
  return { matched, others, notes };
}

/** The column that names the most pictures, where it names enough. */
function match(table: OutsideTable, names: NameIndex, pictures: number): MatchedTable | undefined {
  const folder = table.file.slice(0, table.file.lastIndexOf('/') + 1);
  const rowOf = (cell: string): number => names.find(cell, { folder }).sample;
  let best: MatchedTable | undefined;
  let most = 0;
  table.columns.forEach(({ cells }, key) => {
    const probe = evenly(cells, TRIED);
    if (!probe.some((cell) => rowOf(cell) !== NO_SAMPLE)) return;
    const rows = Int32Array.from(cells, rowOf);
    const different = new Set(rows).size - (rows.includes(-1) ? 1 : 0);
    const enough = MATCHED * Math.min(new Set(cells).size, pictures);
    const numbers = probe.every((cell) => /^\d*$/.test(cell));
    if (different <= most || different <= enough || (numbers && different < MATCHED_BY_NUMBERS * pictures)) return;
    most = different;
    best = { table, key, pictures: rows };
  });
  return best;
}

/** What to say of a table that seems to hold labels of pictures, and names too few of those that are here; null for any other. */
function unmatched({ file, columns }: OutsideTable): string | null {
  const named = columns.find(({ name }) => NAME_WORDS.test(name));
  if (!named || !columns.some((column) => column !== named && LABEL_WORDS.test(column.name))) return null;
  const example = printable(named.cells.find((cell) => cell !== '') ?? '');
  return `${printable(file)} seems to hold labels, but names too few of these pictures: its column “${printable(named.name)}” says “${example}”. It was left out.`;
}

/** Some cells out of all. */
function evenly(cells: readonly string[], count: number): string[] {
  const step = Math.max(1, cells.length / count);
  return Array.from({ length: Math.min(count, cells.length) }, (_, i) => cells[Math.floor(i * step)]);
}
