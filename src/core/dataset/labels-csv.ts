import { scoreColumns } from './csv.ts';
import { decisionAt } from './decision-word.ts';
import { fieldColumns, keyColumns, quoted, type ExportColumn } from './export-columns.ts';
import type { ScoreColumn, Table } from './table.ts';

/** Rows a chunk of CSV: written in a few milliseconds with twenty columns. */
const CHUNK_ROWS = 200;

/**
 * Writes corrected labels as CSV (RFC 4180): index in the split, split, name where there are names, given, current, decision
 * (confirmed, relabelled, excluded, unsure), decided_by, excluded (0 or 1), the data set's fields, then one column a score. Unknown values are empty; floats round-trip float32.
 * @param decidedBy who decided, by sample index; empty where nobody has
 * @returns chunks of text one by one, the header first, to be joined; nothing is computed ahead
 */
export function* labelsCsv(
  table: Table,
  indices: ArrayLike<number>,
  decidedBy: ReadonlyMap<number, string>,
  scores: readonly ScoreColumn[],
): Generator<string> {
  // Names are quoted once here, not again in every row; all else in a row is numbers and plain words.
  const classes = table.classes.map(quoted);
  const fixed: ExportColumn[] = [
    ...keyColumns(table),
    { header: 'given', cell: (i) => classes[table.given[i]] ?? '' },
    { header: 'current', cell: (i) => classes[table.current[i]] ?? '' },
    { header: 'decision', cell: (i) => decisionAt(table, i) },
    { header: 'decided_by', cell: (i) => decidedBy.get(i) ?? '' },
    { header: 'excluded', cell: (i) => String(table.excluded[i]) },
  ];
  const fields = fieldColumns(
    table,
    fixed.map(({ header }) => header),
  );
  const columns = [...fixed, ...fields, ...scoreColumns(scores)];
  yield `${columns.map(({ header }) => header).join(',')}\r\n`;
  for (let start = 0; start < indices.length; start += CHUNK_ROWS) {
    let text = '';
    for (let j = start; j < Math.min(start + CHUNK_ROWS, indices.length); j++) {
      const i = indices[j];
      text += `${columns.map(({ cell }) => cell(i)).join(',')}\r\n`;
    }
    yield text;
  }
}
