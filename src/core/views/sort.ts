import type { Field } from './fields.ts';

/**
 * Sorts sample indices by a field, stably: equal values keep their order. Samples without a value come last, either way.
 * Numbers are sorted as one typed array of packed keys (value, then place), many times faster than with a comparator.
 * @param indices sorted into a new array
 */
export function sortByField(indices: Uint32Array, field: Field, reverse: boolean): Uint32Array {
  const present = indices.filter((i) => field.has(i));
  const absent = indices.filter((i) => !field.has(i));
  const rank = field.kind === 'text' ? alphabetical(field.names) : null;
  const n = present.length;
  // A float64 holds 53 bits: 32 of an order-keeping image of the float32 value, 21 of the place … enough for 2 million.
  const keys = new Float64Array(n);
  const float = new Float32Array(1);
  const bits = new Uint32Array(float.buffer);
  for (let j = 0; j < n; j++) {
    const value = field.values[present[j]];
    float[0] = rank ? rank[value] : value;
    if (float[0] === 0) float[0] = 0;
    let key = bits[0] >>> 31 ? ~bits[0] >>> 0 : (bits[0] | 0x80000000) >>> 0;
    if (reverse) key = ~key >>> 0;
    keys[j] = key * PLACES + j;
  }
  keys.sort();
  const sorted = new Uint32Array(indices.length);
  for (let j = 0; j < n; j++) sorted[j] = present[keys[j] % PLACES];
  sorted.set(absent, n);
  return sorted;
}

/** 2²¹: the most samples that can be sorted. */
const PLACES = 0x200000;

/** Rank of each name in alphabetical order, by its code. */
function alphabetical(names: readonly string[]): Uint32Array {
  const order = [...names.keys()].sort((a, b) => names[a].localeCompare(names[b], 'en') || a - b);
  const rank = new Uint32Array(names.length);
  order.forEach((code, place) => (rank[code] = place));
  return rank;
}
