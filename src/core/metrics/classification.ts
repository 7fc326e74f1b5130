import { NO_LABEL } from '../dataset/types.ts';

/** Share of predictions that equal the label, over the samples that have both, 0 … 1; NaN where none has. */
export function accuracy(predicted: ArrayLike<number>, labels: ArrayLike<number>, indices: ArrayLike<number>): number {
  let known = 0;
  let right = 0;
  for (let j = 0; j < indices.length; j++) {
    const i = indices[j];
    if (predicted[i] === NO_LABEL || labels[i] === NO_LABEL) continue;
    known += 1;
    if (predicted[i] === labels[i]) right += 1;
  }
  return right / known;
}

/** Counts of (row, column) pairs, k×k row-major: `counts[row × k + column]`; samples that lack one of the two are left out. */
export function confusion(
  rows: ArrayLike<number>,
  columns: ArrayLike<number>,
  indices: ArrayLike<number>,
  k: number,
): Uint32Array {
  const counts = new Uint32Array(k * k);
  for (let j = 0; j < indices.length; j++) {
    const i = indices[j];
    if (rows[i] !== NO_LABEL && columns[i] !== NO_LABEL) counts[rows[i] * k + columns[i]] += 1;
  }
  return counts;
}
