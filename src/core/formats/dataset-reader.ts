import type { FieldColumn, Fit } from '../dataset/types.ts';
import type { ListedFile } from './listed-file.ts';

/** Something that is known of every sample: a folder of its path, a column of a table, a label of the format. One entry a row. */
export interface SourceColumn {
  /** What it is called as a field, unique: "folder 1", "label". */
  name: string;
  /** Where it comes from, for people: "the first folder of the path", "column “label” of trainLabels.csv". */
  origin: string;
  data: FieldColumn;
  /** The dictionary lists all classes in their order, those without a sample too; else classes are its values, sorted. */
  isClasses?: boolean;
}

/** What columns seem to be, to begin with; names of columns. */
export interface Guess {
  /** Null where samples have no labels. */
  label: string | null;
  /** Null where there are no splits. */
  split: string | null;
  /** One column an annotator, where there are several; then `label` is their consensus. */
  annotators: string[];
  /** How pictures of another size become squares; absent: 'crop' for photos. */
  fit?: Fit;
}

/**
 * One picture, read: an encoded file, or plain pixels (row-major HWC RGB). Where a file's `bytes` are in memory, `file` is made of them when it is
 * asked for, which takes a browser longer than to decode a small picture.
 */
export type SourcePicture =
  | { row: number; file: Blob; bytes?: Uint8Array<ArrayBuffer> }
  | { row: number; pixels: Uint8Array; width: number; height: number };

/** One that could not be read, and why; those behind it may be. */
export interface UnreadPicture {
  row: number;
  why: string;
}

/** A file that was to be a picture and cannot be read, and why: "it is HEIC, which browsers cannot read". */
export interface Unreadable {
  path: string;
  why: string;
}

/** A data set that can be read, in whatever format: what is known of its samples now, and their pictures on request. */
export interface DatasetReader {
  /** For people: "folders of pictures", "Parquet", "IDX". */
  format: string;
  /** What to call the data set. */
  name: string;
  /** Samples, in the order in which their pictures are read. */
  rows: number;
  /** One name a row, each different; null where they are split and index. */
  names: string[] | null;
  /** Folders that all files lie in and that the names leave out, with a slash behind each: a file's path is `root` + its name. */
  root?: string;
  columns: SourceColumn[];
  /** Bytes of the pictures' files, where the files' sizes are not known before they are opened. */
  bytes?: number;
  guess: Guess;
  /** Width and height of each row's picture, 2 a row; 0, 0 for one that cannot be read, which is left out. */
  sizes: Uint32Array;
  /** Rows whose pictures are the same, byte for byte or pixel for pixel, in groups of two and more. */
  duplicates: number[][];
  unreadable: Unreadable[];
  /** Files that have no place in a data set, by kind: "7,858 sounds (.ogg)". */
  strangers: { kind: string; count: number; example: string }[];
  /** Sentences about what was found. */
  notes: string[];
  /**
   * Nothing has to be asked: arrays in a known layout with labels, splits and class names. Then the summary is passed over.
   */
  plain: boolean;
  /** The first rows of a table beside the pictures, as text, where there is one. */
  table?: { file: string; header: string[]; head: string[][] };
  /**
   * Reads the pictures, in order, as a stream.
   * @param wanted which rows to read
   * @throws UserError 'import' where a file is so damaged that nothing behind it can be read; what the signal says
   */
  pictures(wanted: (row: number) => boolean, signal: AbortSignal): AsyncGenerator<SourcePicture | UnreadPicture>;
}

/** What a format may ask of whoever imports. */
export interface ReadContext {
  signal: AbortSignal;
  /** Says how far reading has come, in files or bytes. */
  progress(activity: string, done: number, total: number): void;
  /** Name of the dropped folder or file, without its ending: what to call the data set by default. */
  name: string;
}

/** A format that data sets come in. */
export interface Format {
  /** For people: "IDX". */
  title: string;
  /** Whether the files are in this format, by names first and by contents where those do not say. Formats are asked in turn. */
  recognises(files: readonly ListedFile[]): Promise<boolean>;
  /** @throws UserError 'import' with a sentence that says what is wrong, and where */
  open(files: readonly ListedFile[], context: ReadContext): Promise<DatasetReader>;
}
