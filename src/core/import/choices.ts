import type { Fit } from '../dataset/types.ts';

/** A random test split. */
export interface RandomSplit {
  /** Share of the samples that are held out as `test`, of every class alike, 0 … 1. */
  share: number;
  seed: number;
  /** Column whose equal values stay on one side; null = none. */
  group: string | null;
}

/** What a person decides about an import. Columns go by their names. */
export interface ImportChoices {
  /** What the data set is called. */
  name: string;
  /** Column that holds the labels; null = none. */
  label: string | null;
  /** Column that holds the splits, a random one, or null = all is `train`. */
  split: string | RandomSplit | null;
  /** Columns that hold one annotator's labels each; with them `label` is left aside, and the given label is their consensus. */
  annotators: string[];
  /** Side of the squares that training sees, in pixels. */
  size: number;
  fit: Fit;
  /** What shows through transparent pictures and beside padded ones: '#ffffff'. */
  background: string;
  /** For a newer version of a data set: whether samples that it no longer has stay, or go. */
  gone: 'keep' | 'drop';
  /** Keep the pictures as they came in the store, or leave them in the person's folder. */
  originals: 'store' | 'folder';
}

/** What the columns say, the first thousand values of each. */
export interface ColumnSummary {
  name: string;
  origin: string;
  kind: 'text' | 'number';
  /** How many different values there are, and rows without one. */
  different: number;
  empty: number;
  /** Values of a text column and how often each stands there, the most frequent first. */
  values: { value: string; count: number }[];
  isClasses: boolean;
}

/** What is another in a newer version of a data set, by the samples' names; the first thousand of each. */
export interface UpdateSummary {
  /** Name of the data set. */
  dataset: string;
  same: number;
  added: number;
  /** Pictures of the data set that have another name now, which are among those that are the same: what they are called, and were. */
  moved: { name: string; known: string }[];
  movedCount: number;
  changed: string[];
  changedCount: number;
  gone: string[];
  goneCount: number;
  /** Where folders in front are all that names differ by: one name as it was read and as the data set has it, and how many differ so. */
  matches: { name: string; known: string; count: number }[];
}

/** What was found before anything is stored, whatever is decided about it. */
export interface Survey {
  format: string;
  /** Samples with a readable picture. */
  samples: number;
  columns: ColumnSummary[];
  /** The first rows of the table beside the pictures. */
  table?: { file: string; header: string[]; head: string[][] };
  /** Width and height of the smallest, the median and the largest picture, by area. */
  sizes: { smallest: [number, number]; median: [number, number]; largest: [number, number] };
  /** Whether the pictures are encoded files, which are kept as they came. */
  photos: boolean;
  /** Bytes of the files. */
  bytes: number;
  /** Whether the files lie in a folder that the browser can open again later. */
  fromFolder: boolean;
  unreadable: { path: string; why: string }[];
  unreadableCount: number;
  strangers: { kind: string; count: number; example: string }[];
  /** Groups of pictures that are the same byte for byte, by name, the first hundred; and how many groups there are. */
  duplicates: string[][];
  duplicateGroups: number;
  notes: string[];
  /** Where it is compared with a data set of this browser: what is another. */
  update?: UpdateSummary;
  /** Where it is not: the data set of this browser that has most of its names, and how many of them. */
  known?: { datasetId: number; name: string; count: number };
  suggested: ImportChoices;
}

/** What a data set would be with these choices. */
export interface Outline {
  classes: string[];
  /** Samples by split (outer) and class (inner, in the order of `classes`, and behind them those without label). */
  splits: { name: string; count: number; byClass: number[] }[];
  unlabelled: number;
  /** Sentences about what looks odd: one picture of a class, a class in one split only. */
  odd: string[];
  /** Why it cannot be imported so; absent where it can. */
  refusal?: string;
  /** Bytes that it takes in the store, and that there are; null where the browser does not say. */
  needed: number;
  free: number | null;
}
