import type { Table } from '../dataset/table.ts';
import { NO_LABEL } from '../dataset/types.ts';
import { agreementOf, type Agreement } from './doubt.ts';
import type { ColumnGuess } from './guess-columns.ts';
import type { OutsideTable } from './outside-table.ts';
import { readLabels } from './read-labels.ts';

/** Which of Second Look's own files a table is: corrected labels, or scores. */
export type OwnExport = 'labels' | 'scores';

/** A column of words in corrected labels that the others say already; files written before it came lack it. */
const SAID_TWICE = 'decision';

const COLUMNS: Record<OwnExport, readonly string[]> = {
  labels: ['split', 'index', 'given', 'current', 'decided_by', 'excluded'],
  scores: ['split', 'index', 'given', 'true', 'predicted', 'tags'],
};

/** Whether a table is one of Second Look's own exports, and which; null for any other. */
export function ownExportOf(table: OutsideTable): OwnExport | null {
  const names = new Set(table.columns.map(({ name }) => name));
  const kinds: OwnExport[] = ['labels', 'scores'];
  return kinds.find((kind) => COLUMNS[kind].every((name) => names.has(name))) ?? null;
}

/** What the columns of an own export are, one a column. */
export function ownGuesses(table: OutsideTable, own: OwnExport, target: Table): ColumnGuess[] {
  const label = own === 'labels' ? 'current' : 'given';
  return table.columns.map(({ name, cells }): ColumnGuess => {
    if (name === 'name' || name === 'split' || name === 'index') return { meaning: name };
    if (name === label) return { meaning: 'labels' };
    if (COLUMNS[own].includes(name) || name === SAID_TWICE || target.fields.has(name)) return { meaning: 'nothing' };
    // A column of words is a field of the data set that the file is of; scores are numbers.
    return { meaning: cells.some((cell) => cell !== '' && !Number.isFinite(Number(cell))) ? 'field' : 'nothing' };
  });
}

/** Cells of a column of an own export. */
export const ownCells = (table: OutsideTable, name: string): string[] =>
  table.columns.find((column) => column.name === name)!.cells;

/**
 * How far the labels that an own export's data set came with are those of this one: what tells whether they are the same. Where noise was
 * injected, these are the true labels.
 * @param samples of each row
 */
export function originAgreement(
  table: OutsideTable,
  own: OwnExport,
  target: Table,
  samples: ArrayLike<number>,
): Agreement {
  const read = (name: string): Uint16Array => readLabels(ownCells(table, name), target.classes).labels;
  const origin = (truth: Uint16Array, given: Uint16Array): Uint16Array =>
    truth.map((label, at) => (label === NO_LABEL ? given[at] : label));
  const scores = own === 'scores';
  const labels = scores ? origin(read('true'), read('given')) : read('given');
  const standing = scores ? origin(target.truth, target.given) : target.given;
  return agreementOf({ samples, labels, numbers: false }, standing, target.classes.length);
}
