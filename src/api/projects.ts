import { countDecisionsAfter } from '../core/project/unsaved.ts';
import { PROJECT_ENDING } from '../core/project/manifest.ts';
import { memo } from '../core/memo.ts';
import type { Edit } from '../core/edits/edit.ts';
import { measureProject, type ProjectSize } from '../store/project-size.ts';
import { readFingerprint, saveProject } from '../tasks/projects.ts';
import type { ProjectCalls, SaveProjectOptions } from './calls/projects.ts';
import { savedEdits } from './kept-by-dataset.ts';
import type { Edits } from './edits.ts';
import type { Session } from './session.ts';

/** Saves projects, and says what is in none; `Datasets` opens them. */
export class Projects implements Omit<ProjectCalls, 'openProject' | 'openProjectFrom'> {
  private readonly count = memo((edits: readonly Edit[], undone: ReadonlySet<number>, seq: number) =>
    countDecisionsAfter(edits, undone, seq),
  );

  constructor(
    private readonly session: Session,
    private readonly edits: Edits,
  ) {}

  async saveProject({ pictures = true, features = true, to, deliver, signal }: SaveProjectOptions = {}): Promise<Blob> {
    const { id, name } = this.session.opened.info;
    await this.edits.settled();
    const { file, lastSeq } = await this.session.jobs.run(
      'project',
      `Saving ${name}${PROJECT_ENDING}`,
      (aborted, onProgress) => saveProject(aborted, id, { pictures, features }, to ?? null, onProgress),
      { datasetId: id, signal },
    );
    await deliver?.(file);
    savedEdits.remember(id, lastSeq);
    this.session.changed();
    return file;
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
    return this.count(journal, undone, savedEdits.recall(dataset.info.id) ?? 0);
  }
}
