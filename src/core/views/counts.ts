import type { Table } from '../dataset/table.ts';
import { fieldAt } from './fields.ts';

/**
 * How many of the samples have each value of a class, text or tags field, by code; a sample counts once for each of its tags, and one without
 * a value of another field not at all.
 */
export function countValues(table: Table, indices: ArrayLike<number>, path: string): Uint32Array {
  const { kind, names, values } = fieldAt(table, path);
  const counts = new Uint32Array(names.length);
  if (kind !== 'tags') {
    for (let j = 0; j < indices.length; j++) {
      const code = values[indices[j]];
      if (code < counts.length) counts[code] += 1;
    }
    return counts;
  }
  for (let j = 0; j < indices.length; j++) {
    for (let bits = values[indices[j]]; bits !== 0; bits &= bits - 1) {
      const bit = 31 - Math.clz32(bits & -bits);
      if (bit < counts.length) counts[bit] += 1;
    }
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
