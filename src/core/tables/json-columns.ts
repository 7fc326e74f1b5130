import { formatCount } from '../format.ts';
import { uniqueNames } from './delimited-table.ts';
import type { OutsideTable } from './outside-table.ts';
import { tableError } from './table-error.ts';

/** Most columns: rows that each have keys of their own are no table. */
const MAX_COLUMNS = 10_000;
/** Most cells, those included that a row has no key for. */
const MAX_CELLS = 50_000_000;

/**
 * Columns out of rows that each name their cells; empty where a row has none of the name.
 * @param rows how many there are
 * @param cells of one row: name of the column and what stands there
 * @throws UserError 'labels-file' where they have more different names than a table has columns
 */
export function columnsFromRows(
  file: string,
  rows: number,
  cells: (row: number) => Iterable<readonly [string, string]>,
): OutsideTable {
  const columns = new Map<string, string[]>();
  for (let row = 0; row < rows; row++) {
    for (const [name, cell] of cells(row)) {
      let column = columns.get(name);
      if (!column) {
        const count = columns.size + 1;
        if (count > MAX_COLUMNS || count * rows > MAX_CELLS)
          throw tableError(
            file,
            `its ${formatCount(rows)} rows have more than ${formatCount(columns.size)} different keys, which are too many for a table.`,
          );
        columns.set(name, (column = new Array<string>(rows).fill('')));
      }
      column[row] = cell;
    }
  }
  const unique = uniqueNames([...columns.keys()]);
  return { file, rows, columns: [...columns.values()].map((column, at) => ({ name: unique[at], cells: column })) };
}
