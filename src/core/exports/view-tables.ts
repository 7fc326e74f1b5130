import { csvRows } from './csv-table.ts';
import type { LabelledSet } from './export-set.ts';
import { labelColumns } from './label-columns.ts';

/** Rows a chunk: written in a few milliseconds with twenty columns. */
const CHUNK_ROWS = 200;

/** Columns of each table before the data set's fields and the scores. The labels' holds no time: what is read back decides anew. */
const OF_LABELS = ['index', 'split', 'name', 'given', 'current', 'decision', 'decided_by', 'excluded'];
const OF_SCORES = ['index', 'split', 'name', 'given', 'true', 'predicted', 'tags'];

/**
 * Corrected labels as CSV (RFC 4180), a row a sample in the order of `indices`: index in the split, split, name where there are names, given,
 * current, decision (confirmed, relabelled, excluded, unsure), decided_by, excluded (0 or 1), the data set's fields, then one column a score.
 * @returns chunks of text one by one, the header first, to be joined; nothing is computed ahead
 */
export const labelsCsv = (set: LabelledSet, indices: ArrayLike<number>): Generator<string> =>
  chunksOf(set, indices, OF_LABELS);

/**
 * Scores as CSV, a row a sample in the order of `indices`: index in the split, split, name where there are names, given, true, predicted, tags
 * (joined by `;`), the data set's fields, then one column a score. @returns chunks, as `labelsCsv`
 */
export const scoresCsv = (set: LabelledSet, indices: ArrayLike<number>): Generator<string> =>
  chunksOf(set, indices, OF_SCORES);

function* chunksOf(set: LabelledSet, indices: ArrayLike<number>, first: readonly string[]): Generator<string> {
  const all = labelColumns(set, {});
  const own = all.slice(all.findIndex(({ name }) => name === 'tags') + 1);
  const columns = [...first.flatMap((wanted) => all.find(({ name }) => name === wanted) ?? []), ...own];
  const { head, row } = csvRows(columns, {});
  yield head;
  for (let start = 0; start < indices.length; start += CHUNK_ROWS) {
    let text = '';
    for (let j = start; j < Math.min(start + CHUNK_ROWS, indices.length); j++) text += row(indices[j]);
    yield text;
  }
}
