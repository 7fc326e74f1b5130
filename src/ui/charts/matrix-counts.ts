import { standingClasses } from '../../core/dataset/classes.ts';
import type { Table } from '../../core/dataset/table.ts';
import { NO_LABEL } from '../../core/dataset/types.ts';
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

/** A confusion matrix of the view, by place: row and column `i` are of class `order[i]`. */
export interface MatrixCounts {
  /** Classes in the order of rows and columns. */
  order: number[];
  /** Classes that there are; more than in `order` where only the most confused are shown. */
  of: number;
  /** k×k row-major. */
  counts: Uint32Array;
  /** Samples of each row and column, those of classes that are not shown too. */
  rowSums: Uint32Array;
  columnSums: Uint32Array;
  /** The largest count off the diagonal, 1 or more. */
  most: number;
  /** Classes that the view filters by; empty for all. */
  chosenRows: readonly number[];
  chosenColumns: readonly number[];
}

/** Classes up to which all are shown, and how many of them with more: the most confused. */
const MOST_CLASSES = 100;
const MOST_CONFUSED = 50;

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
  const others = withoutOrder(stages).filter(
    (stage) => facetValues(stage, rows) === null && facetValues(stage, 'predicted') === null,
  );
  const indices = memory.samplesUnder(table, others);
  const columns = [labelField(table, rows).values, labelField(table, 'predicted').values] as const;
  return {
    ...countCells(indices, ...columns, table.classes, table.retired, byConfusion),
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
    classes: string[],
    retired: Table['retired'],
    byConfusion: boolean,
  ): Omit<MatrixCounts, 'chosenRows' | 'chosenColumns'> => {
    const standing = standingClasses({ classes, retired });
    const shown = standing.length <= MOST_CLASSES ? standing : mostConfused(indices, labels, predicted, classes.length);
    const k = shown.length;
    const placeOf = new Int32Array(NO_LABEL).fill(-1);
    shown.forEach((label, place) => (placeOf[label] = place));
    const place = (of: ArrayLike<number>): Uint16Array =>
      Uint16Array.from(indices, (i) => (of[i] === NO_LABEL || placeOf[of[i]] < 0 ? NO_LABEL : placeOf[of[i]]));
    const [ys, xs] = [place(labels), place(predicted)];
    const counts = confusion(ys, xs, Uint32Array.from(ys.keys()), k);
    const order = byConfusion ? orderByConfusion(counts, k) : Array.from(shown.keys());
    const ordered = counts.map((_, at) => counts[order[Math.floor(at / k)] * k + order[at % k]]);
    const [rowSums, columnSums] = [new Uint32Array(k), new Uint32Array(k)];
    for (let j = 0; j < indices.length; j++) {
      if (predicted[indices[j]] !== NO_LABEL && ys[j] !== NO_LABEL) rowSums[ys[j]] += 1;
      if (labels[indices[j]] !== NO_LABEL && xs[j] !== NO_LABEL) columnSums[xs[j]] += 1;
    }
    return {
      order: order.map((at) => shown[at]),
      of: standing.length,
      counts: ordered,
      rowSums: rowSums.map((_, at) => rowSums[order[at]]),
      columnSums: columnSums.map((_, at) => columnSums[order[at]]),
      most: ordered.reduce((most, count, at) => (at % k === Math.floor(at / k) ? most : Math.max(most, count)), 1),
    };
  },
);

/** The classes that are taken for others, or others for them, most often; ascending. */
function mostConfused(
  indices: Uint32Array,
  labels: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classCount: number,
): number[] {
  const wrong = new Uint32Array(classCount);
  for (const i of indices) {
    if (labels[i] === NO_LABEL || predicted[i] === NO_LABEL || labels[i] === predicted[i]) continue;
    wrong[labels[i]] += 1;
    wrong[predicted[i]] += 1;
  }
  const confused = Array.from(wrong.keys()).sort((a, b) => wrong[b] - wrong[a] || a - b);
  return confused.slice(0, MOST_CONFUSED).sort((a, b) => a - b);
}

/** The share that a cell's shade and text show, by its place, 0 … 1; of a row or column with nothing in it, 0. */
export function shareOf(matrix: MatrixCounts, row: number, column: number, shade: MatrixShade): number {
  const count = matrix.counts[row * matrix.order.length + column];
  if (count === 0) return 0;
  if (shade === 'row') return count / matrix.rowSums[row];
  if (shade === 'column') return count / matrix.columnSums[column];
  // The diagonal is much larger than the rest: errors are measured against the largest error.
  return Math.min(1, count / matrix.most);
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
