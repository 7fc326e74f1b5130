import type { ExportSet } from './export-set.ts';

/** What becomes of samples that were excluded. */
export type ExcludedChoice = 'left-out' | 'marked';

/** What a person chooses about an export; a format takes those that its `choices` name. */
export interface ExportOptions {
  /** Samples that were excluded: left out, or there and marked; default as is usual in the format. */
  excluded?: ExcludedChoice;
  /** Only samples whose label was changed, or that were excluded. */
  onlyChanges?: boolean;
  /** Whether the data set's own fields are there; default true. */
  fields?: boolean;
  /** Keys of the scores that are there; default all. */
  scores?: readonly string[];
  /** Whether cells of a CSV that a spreadsheet would take for a formula get a `'` in front; default false. */
  escapeFormulas?: boolean;
}

/** A file that stands ready to be written. */
export interface ExportPlan {
  /** "cifar-10-python.tar.gz" */
  fileName: string;
  /** A MIME type. */
  type: string;
  /** Samples that go out. */
  count: number;
  /** What is left out or changed on the way, in sentences. */
  notes: string[];
  /** About how many bytes the file will have; `most`: it may be fewer, since it is compressed. */
  size(): Promise<{ bytes: number; most: boolean }>;
  /** The first rows of a table with its header, or the first files of an archive, as lines of text. */
  preview(lines: number): Promise<string[]>;
  /**
   * The file, chunk by chunk; nothing is computed ahead.
   * @param onSamples told now and then how many samples are written
   */
  write(onSamples: (done: number) => void): AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/** A form that labels and pictures leave in. */
export interface ExportFormat {
  /** For people: "Image folders (zip)". */
  title: string;
  /** A sentence: what it is, and who reads it. */
  text: string;
  /** The options that it takes. */
  choices: readonly (keyof ExportOptions)[];
  /** What it does with excluded samples unless it is chosen. */
  excluded: ExcludedChoice;
  /**
   * @param options with `excluded` chosen
   * @throws UserError 'bad-input' or 'not-computed' where the data set does not fit it
   */
  plan(set: ExportSet, options: ExportOptions): ExportPlan;
}
