import { standingClasses } from '../dataset/classes.ts';
import type { Table } from '../dataset/table.ts';
import { NO_LABEL } from '../dataset/types.ts';
import type { RunComparison } from '../metrics/compare-runs.ts';
import type { Run } from '../training/run.ts';

/** Who decided about a sample, and when, milliseconds since the epoch. */
export interface Decision {
  by: string;
  at: number;
}

/** A picture as it came, or as a PNG where it came as plain pixels. */
export interface OriginalFile {
  bytes: Uint8Array<ArrayBuffer>;
  /** What its name ends with, without the dot: "jpg". */
  extension: string;
}

/** Labels and decisions of one moment. */
export interface LabelledSet {
  table: Table;
  /** By sample; one that nobody decided about is missing. */
  decisions: ReadonlyMap<number, Decision>;
}

/** What a report tells besides the labels. */
export interface Background {
  /** File names or URL that the data set came from. */
  source: string;
  /** How label noise was injected that stands: "20 % symmetric noise, seed 1, in 4,169 samples"; null where none was. */
  injected: string | null;
  /** When it was imported, milliseconds since the epoch. */
  importedAt: number;
  /** What tells whether another data set is the same; null where nobody has asked for it yet. */
  fingerprint: string | null;
  /** All runs, oldest first. */
  runs: Run[];
  /** Compares what two of them predict of some samples. @throws UserError where one of them has predicted nothing */
  compare(before: Run, after: Run, indices: Uint32Array): Promise<RunComparison>;
}

/** All that an export is made of: the labels of one moment, and what reads pictures. */
export interface ExportSet extends LabelledSet {
  /** Of the data set, on screen. */
  name: string;
  /** Recognised at import: "CIFAR-100 python". */
  format: string;
  /** Size of the pictures that training sees. */
  width: number;
  height: number;
  /** A sample's picture at that size: row-major HWC RGB. Cheap in ascending order. */
  pixels(index: number): Promise<Uint8Array>;
  /** A sample's picture as it came. @throws UserError where it cannot be read any more */
  original(index: number): Promise<OriginalFile>;
  /** What is known of the data set and its runs. */
  background(): Promise<Background>;
}

/** Classes as an export numbers them: those that stand, from 0 on. */
export interface ExportClasses {
  names: string[];
  /** The number of a label in the export; −1 for none. */
  numberOf(label: number): number;
}

/** Numbers the classes that stand, in their order; where none is retired each keeps its number. */
export function exportClasses(table: Pick<Table, 'classes' | 'retired'>): ExportClasses {
  const standing = standingClasses(table);
  const numbers = new Int32Array(NO_LABEL + 1).fill(-1);
  standing.forEach((label, number) => (numbers[label] = number));
  return { names: standing.map((label) => table.classes[label]), numberOf: (label) => numbers[label] };
}

/** What a file or a folder is called after a data set: letters, digits, dots and hyphens, in lower case. */
export const fileNameOf = (name: string): string =>
  name
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .toLowerCase() || 'dataset';
