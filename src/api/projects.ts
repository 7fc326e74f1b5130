import { countDecisionsAfter } from '../core/project/unsaved.ts';
import { PROJECT_ENDING } from '../core/project/manifest.ts';
import { memo } from '../core/memo.ts';
import type { Edit } from '../core/edits/edit.ts';
import { measureProject, type ProjectSize } from '../store/project-size.ts';
import { openProject, readFingerprint, saveProject } from '../tasks/projects.ts';
import type { ProjectCalls, SaveProjectOptions } from './calls/projects.ts';
import type { Dataset } from './dataset.ts';
import type { Datasets } from './datasets.ts';
import { recall, remember } from './remembered.ts';
import type { Session } from './session.ts';

/** Where local storage keeps how far a data set's edits are in a project. */
const keyOf = (datasetId: number): string => `second-look:saved:${datasetId}`;

/** Saves and opens projects. */
export class Projects implements ProjectCalls {
  private readonly count = memo((edits: readonly Edit[], undone: ReadonlySet<number>, seq: number) =>
    countDecisionsAfter(edits, undone, seq),
  );

  constructor(
    private readonly session: Session,
    private readonly datasets: Datasets,
  ) {
    datasets.openProject = (file) => this.openProject(file);
  }

  async saveProject({ pictures = true, features = true, to, signal }: SaveProjectOptions = {}): Promise<Blob> {
    const { id, name } = this.session.opened.info;
    const { file, lastSeq } = await this.session.jobs.run(
      'project',
      `Saving ${name}${PROJECT_ENDING}`,
      (aborted, onProgress) => saveProject(aborted, id, { pictures, features }, to ?? null, onProgress),
      { datasetId: id, signal },
    );
    this.keep(id, lastSeq);
    return file;
  }

  async openProject(file: Blob): Promise<Dataset> {
    const name = file instanceof File ? file.name : 'The project';
    const began = performance.now();
    const opened = await this.session.jobs.run('import', `Opening ${name}`, (signal, onProgress) =>
      openProject(signal, file, name, onProgress),
    );
    const { datasetId, sampleCount, lastSeq, from } = opened;
    this.keep(datasetId, lastSeq);
    const notes = from === null ? [] : [`The project has no pictures of its own: they are those of “${from}”.`];
    this.session.lastImport = { datasetId, sampleCount, elapsedMs: performance.now() - began, notes };
    return this.datasets.open(datasetId);
  }

  projectSize(): Promise<ProjectSize> {
    return measureProject(this.session.opened.info);
  }

  fingerprint(signal?: AbortSignal): Promise<string> {
    const { id, name } = this.session.opened.info;
    return this.session.jobs.run(
      'project',
      `Fingerprint of ${name}`,
      (aborted, onProgress) => readFingerprint(aborted, id, onProgress),
      { datasetId: id, signal, waits: true },
    );
  }

  get unsavedDecisions(): number {
    const { dataset, journal, undone } = this.session;
    if (!dataset) return 0;
    return this.count(journal, undone, Number(recall(keyOf(dataset.info.id)) ?? 0));
  }

  private keep(datasetId: number, lastSeq: number): void {
    remember(keyOf(datasetId), String(lastSeq));
    this.session.changed();
  }
}
