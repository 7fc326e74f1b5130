/** A label column holds class numbers; this value stands for "no label known". */
export const NO_LABEL = 0xffff;

/** What a person decided about a sample. */
export const REVIEWED = { no: 0, kept: 1, relabelled: 2, excluded: 3 } as const;

/** Tags that Second Look itself sets: planted noise, and samples that a run has predicted. */
export const TAG_MISTAKE = 'mistake';
export const TAG_PROCESSED = 'processed';

/** A contiguous range of sample indices: train first, then test. */
export interface Split {
  name: string;
  start: number;
  count: number;
}

/** Where a block of pixels lies in the shard table: samples `start … start + count − 1`. */
export interface ShardRef {
  id: number;
  start: number;
  count: number;
}

/** A data set as it stands in the store. Immutable after import but for `tags` and `name`. */
export interface DatasetInfo {
  id: number;
  /** Name on screen, unique among the data sets of this browser: "CIFAR-10". */
  name: string;
  /** File names or URL that it came from. */
  source: string;
  /** Format, recognised by the contents: "CIFAR-10 binary", "CIFAR-100 python" … */
  format: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
  sampleCount: number;
  width: number;
  height: number;
  /** Class names; a label is an index into this list. */
  classes: string[];
  splits: Split[];
  /** Tag names; tag t is bit t of the tags column. At most 32. */
  tags: string[];
  /** Names of the data set's own fields (coarse label, emoji name, style …), in order. */
  fields: string[];
  /** Sorted by `start`, covering 0 … sampleCount − 1. */
  shards: ShardRef[];
}

/** A field with few distinct values: `dictionary[codes[i]]`; code NO_LABEL = no value. */
export interface TextColumn {
  kind: 'text';
  codes: Uint16Array;
  dictionary: string[];
}

/** A numeric field; NaN = no value. */
export interface NumberColumn {
  kind: 'number';
  values: Float32Array;
}

/** One of a data set's own fields, one entry a sample. */
export type FieldColumn = TextColumn | NumberColumn;
