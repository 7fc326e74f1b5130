import type { Table } from '../dataset/table.ts';
import { fieldAt } from './fields.ts';

/** How many of the samples have each value of a class, text or tags field, by code; a sample counts once for each of its tags. */
export function countValues(table: Table, indices: ArrayLike<number>, path: string): Uint32Array {
  const field = fieldAt(table, path);
  const counts = new Uint32Array(field.names.length);
  for (let j = 0; j < indices.length; j++) {
    const i = indices[j];
    if (field.kind === 'tags') {
      for (let bit = 0; bit < counts.length; bit++) counts[bit] += (field.values[i] >>> bit) & 1;
    } else if (field.values[i] < counts.length) counts[field.values[i]] += 1;
  }
  return counts;
}

/**
 * Counts values in equal bins over min … max, both included; values outside and NaN are left out.
 * @param values one a sample of the data set
 */
export function histogram(
  values: ArrayLike<number>,
  indices: ArrayLike<number>,
  bins: number,
  min: number,
  max: number,
): Uint32Array {
  const counts = new Uint32Array(bins);
  const scale = max > min ? bins / (max - min) : 0;
  for (let j = 0; j < indices.length; j++) {
    const value = values[indices[j]];
    if (value >= min && value <= max) counts[Math.min(bins - 1, Math.floor((value - min) * scale))] += 1;
  }
  return counts;
}
