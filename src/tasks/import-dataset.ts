import type { ImportResult } from '../contracts/importer.ts';
import type { OnProgress } from '../contracts/progress.ts';
import { spaceNeeded } from '../core/formats/need.ts';
import { ensureSpace } from '../store/space.ts';
import { importer } from './workers.ts';

/** Asks the browser to keep what this origin stores. Firefox asks the person, who may take any time over it: nothing waits for it. */
function askToKeep(): void {
  const storage = navigator.storage as StorageManager | undefined;
  void storage?.persist().catch(() => {});
}

/**
 * Imports one archive, or the loose batches of one data set, in a worker. Before that it checks the free space and asks
 * the browser to keep what this origin stores.
 * @throws UserError 'import' or 'no-space', 'AbortError' when cancelled
 */
export async function importFiles(signal: AbortSignal, files: File[], onProgress: OnProgress): Promise<ImportResult> {
  await ensureSpace(spaceNeeded(files));
  askToKeep();
  return importer.importFiles(signal, files, onProgress);
}

/** The same from a URL; the worker checks the space once the server has said how large the file is. */
export async function importUrl(signal: AbortSignal, url: string, onProgress: OnProgress): Promise<ImportResult> {
  askToKeep();
  return importer.importUrl(signal, url, onProgress);
}
