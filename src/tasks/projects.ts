import { VERSION } from '../core/version.ts';
import type { OpenedProject, ProjectContents, ProjectDecisions, SavedProject } from '../contracts/projects.ts';
import type { OnProgress } from '../contracts/progress.ts';
import { sweepDeadImports } from '../store/datasets.ts';
import { askToKeep } from './keep-data.ts';
import { projectKeeper } from './workers.ts';

/** Milliseconds that a worker which was ended may take to release what it was writing. */
const RELEASE_MS = 5000;

/** See ProjectKeeper. */
export function saveProject(
  signal: AbortSignal,
  datasetId: number,
  contents: ProjectContents,
  to: FileSystemFileHandle | null,
  onProgress: OnProgress,
): Promise<SavedProject> {
  return projectKeeper.save(signal, datasetId, contents, VERSION, to, onProgress);
}

/** See ProjectKeeper. Asks the browser to keep what this origin stores. */
export async function openProject(
  signal: AbortSignal,
  file: Blob,
  name: string,
  onProgress: OnProgress,
): Promise<OpenedProject> {
  askToKeep();
  try {
    return await projectKeeper.open(signal, file, name, onProgress);
  } catch (error) {
    // One that had to be ended could not delete what it had written.
    void sweepDeadImports(RELEASE_MS).catch(() => undefined);
    throw error;
  }
}

/** See ProjectKeeper. */
export function readFingerprint(signal: AbortSignal, datasetId: number, onProgress: OnProgress): Promise<string> {
  return projectKeeper.fingerprint(signal, datasetId, onProgress);
}

/** See ProjectKeeper. */
export function readDecisions(signal: AbortSignal, file: Blob, name: string): Promise<ProjectDecisions> {
  return projectKeeper.decisions(signal, file, name);
}
