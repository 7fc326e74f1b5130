import type { OnProgress } from './progress.ts';

/** What an import left in the store. */
export interface ImportResult {
  datasetId: number;
  sampleCount: number;
  /** Wall time of the import. */
  elapsedMs: number;
  /** Things worth knowing that did not stop the import: "2 entries were skipped: readme.html …". */
  notes: string[];
}

/** Reads archives into the store; workers/importer.ts serves it. */
export interface Importer {
  /**
   * Reads one archive, or the loose batches of one data set, into shards and columns.
   * Nothing is left in the store when it fails or is aborted.
   * @throws UserError 'import', or 'no-space' where the disk is full; AbortError
   */
  importFiles(signal: AbortSignal, files: File[], onProgress: OnProgress): Promise<ImportResult>;
  /** The same from a URL, which the caller has asked the person about. */
  importUrl(signal: AbortSignal, url: string, onProgress: OnProgress): Promise<ImportResult>;
}
