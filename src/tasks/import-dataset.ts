import type { Importer, ImportResult } from '../contracts/importer.ts';
import type { OnProgress } from '../contracts/progress.ts';
import { spaceNeeded } from '../core/formats/need.ts';
import { unlessAborted } from '../core/unless-aborted.ts';
import { sweepDeadImports } from '../store/datasets.ts';
import { ensureSpace } from '../store/space.ts';
import { askToKeep } from './keep-data.ts';
import { importer } from './workers.ts';

/** Milliseconds that a worker which was ended may take to release its import. */
const RELEASE_MS = 5000;

/**
 * Imports one archive, or the loose batches of one data set, in a worker. Before that it checks the free space, and it asks the browser
 * to keep what this origin stores.
 * @param by another importer, for tests
 * @throws UserError 'import' or 'no-space', 'AbortError' when cancelled
 */
export async function importFiles(
  signal: AbortSignal,
  files: File[],
  onProgress: OnProgress,
  by: Pick<Importer, 'importFiles'> = importer,
): Promise<ImportResult> {
  askToKeep();
  await unlessAborted(signal, ensureSpace(spaceNeeded(files)));
  return sweepingUp(by.importFiles(signal, files, onProgress));
}

/** The same from a URL; the worker checks the space once the server has said how large the file is. */
export async function importUrl(signal: AbortSignal, url: string, onProgress: OnProgress): Promise<ImportResult> {
  askToKeep();
  return sweepingUp(importer.importUrl(signal, url, onProgress));
}

/** An importer that fails or is cancelled leaves nothing behind; one that died, or had to be ended, could not see to that. */
async function sweepingUp(work: Promise<ImportResult>): Promise<ImportResult> {
  try {
    return await work;
  } catch (error) {
    void sweepDeadImports(RELEASE_MS).catch(() => undefined);
    throw error;
  }
}
