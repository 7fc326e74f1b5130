import Papa from 'papaparse';
import type { ScoreColumn, Table } from './table.ts';
import { NO_LABEL } from './types.ts';
import { UserError } from '../errors.ts';

/** Labels for some samples, as a CSV gives them. */
export interface CsvLabels {
  indices: Uint32Array;
  labels: Uint16Array;
}

/**
 * Reads labels from a CSV with the columns `index,label` (others are ignored); a label is a class name or a number.
 * @param classes a name wins over a number where a class is called "3"
 * @param count samples of the data set
 * @throws UserError 'labels-file' that names the line
 */
export function parseLabelsCsv(text: string, classes: readonly string[], count: number): CsvLabels {
  const { data: rows } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''));
  const [firstRow = []] = rows;
  const header = firstRow.map((name) => name.trim().toLowerCase());
  const [indexAt, labelAt] = ['index', 'label'].map((column) => {
    const at = header.indexOf(column);
    if (at >= 0) return at;
    throw new UserError(
      'labels-file',
      `There is no column “${column}”; the first line reads “${firstRow.join(',')}” and should read “index,label”.`,
    );
  });
  const byName = new Map(classes.map((name, number) => [name, number]));
  const lineOf = new Map<number, number>();
  const labels: number[] = [];
  rows.forEach((row, j) => {
    if (j === 0 || row.every((cell) => cell.trim() === '')) return;
    const line = j + 1;
    const [indexText, labelText] = [row[indexAt] ?? '', row[labelAt] ?? ''];
    const index = wholeNumber(indexText);
    if (index === null || index >= count) {
      throw new UserError('labels-file', `Line ${line}: index “${indexText}” is not in 0 … ${count - 1}.`);
    }
    const before = lineOf.get(index);
    if (before !== undefined) {
      throw new UserError(
        'labels-file',
        `Line ${line}: index ${index} stands twice in the file, first in line ${before}.`,
      );
    }
    lineOf.set(index, line);
    const label = byName.get(labelText.trim()) ?? wholeNumber(labelText);
    if (label === null || label >= classes.length) {
      throw new UserError(
        'labels-file',
        `Line ${line}: “${labelText}” is neither a class name nor a number in 0 … ${classes.length - 1}.`,
      );
    }
    labels.push(label);
  });
  if (labels.length === 0) throw new UserError('labels-file', 'There are no labels below the first line.');
  return { indices: Uint32Array.from(lineOf.keys()), labels: Uint16Array.from(labels) };
}

/** Rows a chunk of CSV. */
const CHUNK_ROWS = 5000;

/**
 * Writes samples as CSV (RFC 4180): index, split, given, true, predicted, tags (joined by `;`), then one column a score.
 * Unknown values are empty; floats round-trip float32.
 * @returns chunks of text, to be joined
 */
export function scoresCsv(table: Table, indices: ArrayLike<number>, scores: readonly ScoreColumn[]): string[] {
  const header = ['index', 'split', 'given', 'true', 'predicted', 'tags', ...scores.map((score) => score.key)];
  const name = (label: number | undefined): string =>
    label === undefined || label === NO_LABEL ? '' : table.classes[label];
  const chunks = [`${Papa.unparse([header])}\r\n`];
  for (let start = 0; start < indices.length; start += CHUNK_ROWS) {
    const rows: string[][] = [];
    for (let j = start; j < Math.min(start + CHUNK_ROWS, indices.length); j++) {
      const i = indices[j];
      rows.push([
        String(i),
        table.splits[table.split[i]].name,
        name(table.given[i]),
        name(table.truth[i]),
        name(table.predicted?.[i]),
        table.tags.filter((_, bit) => (table.tagBits[i] >>> bit) & 1).join(';'),
        ...scores.map(({ values }) => (Number.isNaN(values[i]) ? '' : String(Number(values[i].toPrecision(9))))),
      ]);
    }
    chunks.push(`${Papa.unparse(rows, { escapeFormulae: false })}\r\n`);
  }
  return chunks;
}

function wholeNumber(text: string): number | null {
  return /^\s*\d+\s*$/.test(text) ? Number(text) : null;
}
