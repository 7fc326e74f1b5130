import type { FieldColumn, Split } from '../dataset/types.ts';

/** Which row became which sample. */
export interface SampleOrder {
  splits: Split[];
  /** The row of each sample: samples are numbered split by split, within a split in the order of the rows. */
  rows: Uint32Array;
}

/**
 * Numbers the rows that became samples.
 * @param stored 1 for a row whose picture was stored, else 0 @param split number of each row's split @param names of the splits; one
 * without a sample is left out
 */
export function orderSamples(stored: Uint8Array, split: Uint8Array, names: readonly string[]): SampleOrder {
  const counts = new Uint32Array(names.length);
  for (let row = 0; row < stored.length; row++) if (stored[row]) counts[split[row]] += 1;
  const starts = new Uint32Array(names.length);
  for (let k = 1; k < names.length; k++) starts[k] = starts[k - 1] + counts[k - 1];
  const splits = names.flatMap((name, k) => (counts[k] > 0 ? [{ name, start: starts[k], count: counts[k] }] : []));
  const rows = new Uint32Array(counts.reduce((sum, count) => sum + count, 0));
  const next = starts.slice();
  for (let row = 0; row < stored.length; row++) if (stored[row]) rows[next[split[row]]++] = row;
  return { splits, rows };
}

/** A column of rows as a column of samples. @param rows the row of each sample */
export function columnInOrder(data: FieldColumn, rows: Uint32Array): FieldColumn {
  if (data.kind === 'number') return { kind: 'number', values: Float32Array.from(rows, (row) => data.values[row]) };
  const codes = data.codes instanceof Uint16Array ? new Uint16Array(rows.length) : new Uint32Array(rows.length);
  rows.forEach((row, index) => (codes[index] = data.codes[row]));
  return { kind: 'text', codes, dictionary: data.dictionary };
}
