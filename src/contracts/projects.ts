import type { RetiredClass } from '../core/dataset/types.ts';
import type { OnProgress } from './progress.ts';

/** What goes into a project beside the decisions and the runs. */
export interface ProjectContents {
  /** The pictures; else the project asks for its data set where it is opened. */
  pictures: boolean;
  /** What networks saw of the pictures, for neighbours and maps; large, and can be computed again. */
  features: boolean;
}

/** A project that was saved. */
export interface SavedProject {
  file: Blob;
  /** How far the journal was read. */
  lastSeq: number;
}

/** A project that was opened. */
export interface OpenedProject {
  datasetId: number;
  sampleCount: number;
  /** Number of its last edit. */
  lastSeq: number;
  /** Name of the data set that the pictures were taken from; null where they were in the project. */
  from: string | null;
}

/** What a project says of a person's decisions. */
export interface ProjectDecisions {
  fingerprint: string;
  /** Name of the data set. */
  dataset: string;
  classes: string[];
  retired: RetiredClass[];
  /** One entry a sample each. */
  current: Uint16Array;
  reviewed: Uint8Array;
  excluded: Uint8Array;
}

/** Saves and opens projects; workers/project.ts serves it. */
export interface ProjectKeeper {
  /** What tells whether two data sets are the same. @throws UserError 'deleted', 'no-permission'; AbortError */
  fingerprint(signal: AbortSignal, datasetId: number, onProgress: OnProgress): Promise<string>;
  /**
   * Writes a data set with all that was done with it.
   * @param to a file of the person's own that it is written to; null = into memory
   * @throws UserError 'deleted', 'busy' where a run was replaced meanwhile; AbortError
   */
  save(
    signal: AbortSignal,
    datasetId: number,
    contents: ProjectContents,
    app: string,
    to: FileSystemFileHandle | null,
    onProgress: OnProgress,
  ): Promise<SavedProject>;
  /**
   * Makes a data set of a project. Nothing of it is left in the store when it fails or is aborted.
   * @param name of the file, for errors
   * @throws UserError 'project' where it cannot be opened, 'no-space'; AbortError
   */
  open(signal: AbortSignal, file: Blob, name: string, onProgress: OnProgress): Promise<OpenedProject>;
  /** The decisions that a project has; stores nothing. @throws UserError 'project' where it cannot be read; AbortError */
  decisions(signal: AbortSignal, file: Blob, name: string): Promise<ProjectDecisions>;
}
