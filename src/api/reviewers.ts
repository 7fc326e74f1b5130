import { UserError } from '../core/errors.ts';
import { holdsProject } from '../core/project/project-file.ts';
import type { TableMapping } from '../core/tables/table-mapping.ts';
import type { OtherReviewer, ReviewerCalls } from './calls/reviewers.ts';
import type { Edits } from './edits.ts';
import { decisionsInProject, decisionsInTable } from './other-decisions.ts';
import { Other } from './other-reviewer.ts';
import type { Projects } from './projects.ts';
import type { Session } from './session.ts';

/** Compares two persons' decisions. */
export class Reviewers implements ReviewerCalls {
  private compared: Other | null = null;
  /** Counts comparisons: of several files the one chosen last stands. */
  private asked = 0;

  constructor(
    private readonly session: Session,
    private readonly projects: Projects,
    private readonly edits: Edits,
  ) {}

  get otherReviewer(): OtherReviewer | null {
    return this.compared && this.compared.dataset === this.session.dataset ? this.compared : null;
  }

  leaveReviewer(): void {
    this.asked += 1;
    this.compared = null;
    this.session.changed();
  }

  async compareReviewer(file: Blob, mapping: TableMapping = {}): Promise<OtherReviewer> {
    const { session } = this;
    const { opened: dataset, journal } = session;
    const { info } = dataset;
    const asked = ++this.asked;
    const name = file instanceof File ? file.name : 'The file';
    const isOne = await holdsProject(file);
    if (!session.isOpen(dataset))
      throw new UserError('no-dataset', `Another data set was opened meanwhile: open ${dataset.name} again.`);
    const found = isOne
      ? await decisionsInProject(file, name, info, journal, await this.projects.fingerprint())
      : await decisionsInTable(file, name, dataset.table, mapping);
    const other = new Other(name, dataset, found, this.edits, () => session.changed());
    if (asked === this.asked) {
      this.compared = other;
      session.changed();
    }
    return other;
  }
}
