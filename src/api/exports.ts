import { scoresCsv } from '../core/dataset/csv.ts';
import type { ExportCalls } from './calls/insights.ts';
import type { Edits } from './edits.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';
import { writeLabels } from './write-labels.ts';

/** Writes labels and scores as files. */
export class Exports implements ExportCalls {
  constructor(
    private readonly session: Session,
    private readonly edits: Edits,
  ) {}

  exportScores(view: View): Blob {
    const { table } = this.session.opened;
    return new Blob(scoresCsv(table, view.indices, [...table.scores.values()]), { type: 'text/csv' });
  }

  async exportLabels(view: View = this.session.opened.view()): Promise<Blob> {
    await this.edits.settled();
    return writeLabels(this.session, view);
  }
}
