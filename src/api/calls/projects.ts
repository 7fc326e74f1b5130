import type { ProjectContents } from '../../contracts/projects.ts';
import type { ProjectSize } from '../../store/project-size.ts';
import type { Dataset } from '../dataset.ts';

/** What is saved, and where. */
export interface SaveProjectOptions extends Partial<ProjectContents> {
  /** A file of the person's own that it is streamed to, of `showSaveFilePicker`; else it is kept as a blob. */
  to?: FileSystemFileHandle | null;
  /** What is done with the file: its decisions count as saved once this has been done, and not where it fails. */
  deliver?: (file: Blob) => void | Promise<void>;
  signal?: AbortSignal;
}

/** Data sets with all that was done with them, as one file. */
export interface ProjectCalls {
  /**
   * Saves the open data set as a project: labels, every edit, runs, scores, views and, unless told otherwise, pictures and features.
   * [The format](project-format.md) is open. Nothing of what is saved can hold up the page: a worker does it.
   * @param options `pictures: false` leaves the pictures out: the project asks for its data set where it is opened; `features: false` leaves
   * out what networks saw of the pictures
   * @example
   * const file = await look.saveProject({ features: false });
   */
  saveProject(options?: SaveProjectOptions): Promise<Blob>;

  /**
   * Makes a data set of a project's file and opens it: with the same labels, edits that can be undone, runs, scores and views. One without
   * pictures takes them from the data set of the same fingerprint in this browser, which stays as it is.
   * @throws UserError 'project' where the file is damaged, of a newer version, or its data set is not here; nothing was opened then
   */
  openProject(file: Blob): Promise<Dataset>;

  /**
   * Fetches a project and opens it, as `openProject` does; the page's address does it with `?project=URL`, and asks first.
   * @throws UserError 'import' where it cannot be fetched: its server must let other pages read it (CORS)
   */
  openProjectFrom(url: string): Promise<Dataset>;

  /** About how many bytes a project of the open data set has. */
  projectSize(): Promise<ProjectSize>;

  /**
   * What tells whether two data sets are the same, of the open one: a SHA-256 of names, sizes, splits, labels as imported, and pictures.
   * Computed once a data set.
   */
  fingerprint(signal?: AbortSignal): Promise<string>;

  /** Decisions about the open data set that are in no project: since the last one that was saved or opened here. */
  readonly unsavedDecisions: number;
}
