import type { Dataset } from '../dataset.ts';

/** What was done with a data set. */
export interface Work {
  /** Runs, trained or not. */
  runs: number;
  /** Edits, those taken back and the undos among them. */
  edits: number;
}

/** Opening and deleting data sets. */
export interface DataCalls {
  /**
   * Opens the built-in demo, Emoji-32, importing it the first time.
   * @example
   * await look.loadDemo();
   * look.dataset.count();
   */
  loadDemo(): Promise<Dataset>;

  /** Opens a data set of this browser by its name. @throws UserError where there is none of this name */
  load(name: string): Promise<Dataset>;

  /**
   * Imports one archive, or the loose batches of one data set, and opens it. [Formats](formats.md) says what can be read.
   * @throws UserError that says what is wrong with the files; nothing was imported then
   */
  importFiles(files: File[]): Promise<Dataset>;

  /**
   * Imports an archive from a URL and opens it.
   * @example
   * await look.importUrl('https://example.org/cifar-10-binary.tar.gz');
   */
  importUrl(url: string): Promise<Dataset>;

  /** How much of what a person did goes with a data set when it is deleted. */
  countWork(datasetId: number): Promise<Work>;

  /** Removes a data set with its runs, scores and edits from this browser. @param datasetId `look.dataset.info.id` */
  deleteDataset(datasetId: number): Promise<void>;
}
