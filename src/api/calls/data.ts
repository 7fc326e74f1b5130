import type { HuggingFaceOffer, ImportSource, PathedFile } from '../../contracts/importer.ts';
import type { HubName } from '../../core/formats/hugging-face.ts';
import type { ImportChoices } from '../../core/import/choices.ts';
import type { Dataset } from '../dataset.ts';
import type { PendingImport } from '../pending-import.ts';

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
   * Imports the files of one data set, or an archive of them, and opens it. [Formats](formats.md) says what can be read.
   * @param files a file that was picked with its folder brings its path; `{ path, file }` gives one
   * @param choices what the page would ask; what is left out is as suggested
   * @throws UserError that says what is wrong with the files, 'question' where the page would ask and there are no choices; nothing was
   * imported then
   * @example
   * await look.importFiles([zip], { label: 'folder 1', size: 64 });
   */
  importFiles(files: readonly (File | PathedFile)[], choices?: Partial<ImportChoices>): Promise<Dataset>;

  /**
   * Imports an archive from a URL and opens it.
   * @param choices as `importFiles` takes them
   * @example
   * await look.importUrl('https://example.org/cifar-10-binary.tar.gz');
   */
  importUrl(url: string, choices?: Partial<ImportChoices>): Promise<Dataset>;

  /**
   * Imports from any source (files, a folder of the person's own, a URL, Hugging Face) and opens the data set.
   * @param choices as `importFiles` takes them
   * @param into data set that it is a newer version of, or brings more pictures for: the data set that comes of it has the decisions of
   * that one, which stays as it is
   */
  import(source: ImportSource, choices?: Partial<ImportChoices>, into?: number): Promise<Dataset>;

  /**
   * Asks Hugging Face which Parquet files a data set has, and how large they are; fetches none of them. `import` takes what was offered:
   * `{ kind: 'hugging-face', ...offer, config, splits }`.
   * @throws UserError 'import' where there is none, or it is not for everyone
   */
  lookUpOnHub(name: HubName, signal?: AbortSignal): Promise<HuggingFaceOffer>;

  /**
   * Looks through a source and stores nothing where something has to be decided: then `look.session.pendingImport` is what was found, which
   * the page shows with its choices. Else it imports and opens the data set.
   */
  survey(source: ImportSource, into?: number | null): Promise<Dataset | PendingImport>;

  /**
   * Gives a data set another name, in every tab.
   * @param datasetId `look.dataset.info.id`
   * @throws UserError where the name is empty, or another data set's
   */
  renameDataset(datasetId: number, name: string): Promise<void>;

  /** How much of what a person did goes with a data set when it is deleted. */
  countWork(datasetId: number): Promise<Work>;

  /** Removes a data set with its runs, scores and edits from this browser. @param datasetId `look.dataset.info.id` */
  deleteDataset(datasetId: number): Promise<void>;
}
