import type { Field } from './fields.ts';
import { floatKeys, sortByKey } from './radix-sort.ts';

/**
 * Sorts sample indices by a field, stably: equal values keep their order. Samples without a value come last, either way.
 * @param indices sorted into a new array
 */
export function sortByField(indices: Uint32Array, field: Field, reverse: boolean): Uint32Array {
  const sorted = new Uint32Array(indices.length);
  const present = new Uint32Array(indices.length);
  let n = 0;
  let absent = indices.length;
  for (let j = 0; j < indices.length; j++) {
    if (field.has(indices[j])) present[n++] = indices[j];
    else sorted[--absent] = indices[j];
  }
  // The absent ones were filled in from the end.
  sorted.subarray(n).reverse();
  const rank = field.kind === 'text' ? alphabetical(field.names) : null;
  const values = new Float32Array(n);
  for (let j = 0; j < n; j++) {
    const value = field.values[present[j]];
    values[j] = rank ? rank[value] : value;
  }
  sorted.set(sortByKey(present.subarray(0, n), floatKeys(values, reverse)));
  return sorted;
}

/** Rank of each name in alphabetical order, by its code. */
function alphabetical(names: readonly string[]): Uint32Array {
  const order = [...names.keys()].sort((a, b) => names[a].localeCompare(names[b], 'en') || a - b);
  const rank = new Uint32Array(names.length);
  order.forEach((code, place) => (rank[code] = place));
  return rank;
}
