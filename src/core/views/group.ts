import type { Field } from './fields.ts';

/** Samples of a view that share a value. */
export interface Group {
  /** Name of the value, or where a sample has none 'no label' (of a class) or 'none'. */
  name: string;
  count: number;
}

/**
 * Brings samples that share a value of a class or text field together, each group in the view's own order; groups come in
 * the order of the field's values, those without a value last.
 * @returns the samples in the new order, and how many of them belong to each group that has some
 */
export function groupByField(indices: Uint32Array, field: Field): { indices: Uint32Array; groups: Group[] } {
  const buckets = field.names.length + 1;
  const bucketOf = (index: number): number => (field.has(index) ? field.values[index] : field.names.length);
  const counts = new Uint32Array(buckets);
  for (let j = 0; j < indices.length; j++) counts[bucketOf(indices[j])] += 1;
  const next = new Uint32Array(buckets);
  for (let b = 1; b < buckets; b++) next[b] = next[b - 1] + counts[b - 1];
  const grouped = new Uint32Array(indices.length);
  for (let j = 0; j < indices.length; j++) grouped[next[bucketOf(indices[j])]++] = indices[j];
  const without = field.kind === 'class' && field.name !== 'predicted' ? 'no label' : 'none';
  const groups = [...field.names, without].map((name, b) => ({ name, count: counts[b] }));
  return { indices: grouped, groups: groups.filter(({ count }) => count > 0) };
}
