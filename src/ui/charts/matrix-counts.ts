import type { Table } from '../../core/dataset/table.ts';
import { memoEach } from '../../core/memo.ts';
import { confusion } from '../../core/metrics/classification.ts';
import { orderByConfusion } from '../../core/metrics/confusion-order.ts';
import { labelField } from '../../core/views/fields.ts';
import type { FilterMemory } from '../../core/views/filter-memory.ts';
import type { ViewStage } from '../../core/views/stages.ts';
import { chosenValues, facetValues, withoutOrder } from '../../core/views/edit-stages.ts';

/** Which label the rows are of; the columns are what the run predicts. */
export type MatrixRows = 'given' | 'current' | 'true';

/** What a cell's shade means. */
export type MatrixShade = 'count' | 'row' | 'column';

/** A confusion matrix of the view. */
export interface MatrixCounts {
  /** Classes in the order of rows and columns. */
  order: number[];
  /** k×k row-major by class number, not by place. */
  counts: Uint32Array;
  rowSums: Uint32Array;
  columnSums: Uint32Array;
  /** Classes that the view filters by; empty for all. */
  chosenRows: readonly number[];
  chosenColumns: readonly number[];
}

/**
 * Counts under every filter of the view but those that the matrix itself sets, so that another cell can be chosen.
 * @param memory of the same matrix before: what did not change is not counted again
 */
export function countMatrix(
  table: Table,
  stages: readonly ViewStage[],
  rows: MatrixRows,
  byConfusion: boolean,
  memory: FilterMemory,
): MatrixCounts {
  const k = table.classes.length;
  const others = withoutOrder(stages).filter(
    (stage) => facetValues(stage, rows) === null && facetValues(stage, 'predicted') === null,
  );
  const indices = memory.samplesUnder(table, others);
  const columns = [labelField(table, rows).values, labelField(table, 'predicted').values] as const;
  return {
    ...countCells(indices, ...columns, k, byConfusion),
    chosenRows: chosenValues(stages, rows) as number[],
    chosenColumns: chosenValues(stages, 'predicted') as number[],
  };
}

/** Remembered for each list of samples. */
const countCells = memoEach(
  (
    indices: Uint32Array,
    labels: ArrayLike<number>,
    predicted: ArrayLike<number>,
    k: number,
    byConfusion: boolean,
  ): Pick<MatrixCounts, 'order' | 'counts' | 'rowSums' | 'columnSums'> => {
    const counts = confusion(labels, predicted, indices, k);
    const rowSums = new Uint32Array(k);
    const columnSums = new Uint32Array(k);
    for (let at = 0; at < k * k; at++) {
      rowSums[Math.floor(at / k)] += counts[at];
      columnSums[at % k] += counts[at];
    }
    const order = byConfusion ? orderByConfusion(counts, k) : Array.from({ length: k }, (_, label) => label);
    return { order, counts, rowSums, columnSums };
  },
);

/** The share that a cell's shade and text show, 0 … 1; of a row or column with nothing in it, 0. */
export function shareOf(matrix: MatrixCounts, row: number, column: number, shade: MatrixShade): number {
  const k = matrix.order.length;
  const count = matrix.counts[row * k + column];
  if (count === 0) return 0;
  if (shade === 'row') return count / matrix.rowSums[row];
  if (shade === 'column') return count / matrix.columnSums[column];
  let most = 1;
  // The diagonal is much larger than the rest: errors are measured against the largest error.
  for (let at = 0; at < k * k; at++) if (at % k !== Math.floor(at / k)) most = Math.max(most, matrix.counts[at]);
  return Math.min(1, count / most);
}

/** The same view, but of exactly these rows and columns; null lets all through. */
export function chooseCell(
  stages: readonly ViewStage[],
  rows: MatrixRows,
  row: number | null,
  column: number | null,
): ViewStage[] {
  const rest = stages.filter((stage) => facetValues(stage, rows) === null && facetValues(stage, 'predicted') === null);
  // Filters go before the order and cuts of the view, which then work on what the cell leaves.
  const filters: ViewStage[] = [];
  if (row !== null) filters.push({ stage: 'matchLabels', field: rows, classes: [row] });
  if (column !== null) filters.push({ stage: 'matchLabels', field: 'predicted', classes: [column] });
  return [...filters, ...rest];
}
