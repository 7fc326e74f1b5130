import type { ExportedFile, ExportOutline, ExportRequest, OfferedFormat } from '../contracts/exporter.ts';
import type { ExportOptions } from '../core/exports/export-format.ts';
import type { LabelledSet } from '../core/exports/export-set.ts';
import type { ExportFormatId } from '../core/exports/formats.ts';
import { scoresCsv } from '../core/exports/view-tables.ts';
import { datedDecisions } from '../core/review/decisions.ts';
import { exporter } from '../tasks/workers.ts';
import type { ExportCalls } from './calls/exports.ts';
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
    return new Blob([...scoresCsv(this.labelled(), view.indices)], { type: 'text/csv' });
  }

  async exportLabels(view: View = this.session.opened.view()): Promise<Blob> {
    await this.edits.settled();
    return writeLabels(this.labelled(), view.indices);
  }

  private labelled(): LabelledSet {
    const { opened, journal, undone } = this.session;
    return { table: opened.table, decisions: datedDecisions(journal, undone, opened.table.reviewed) };
  }

  exportFormats(): Promise<OfferedFormat[]> {
    return exporter.formats();
  }

  async outlineExport(
    format: ExportFormatId,
    options: ExportOptions = {},
    lines = 10,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<ExportOutline> {
    return exporter.outline(signal, await this.requestFor(format, options), lines);
  }

  async export(
    format: ExportFormatId,
    options: ExportOptions = {},
    file: FileSystemFileHandle | null = null,
  ): Promise<ExportedFile> {
    const { dataset } = this.session;
    const request = await this.requestFor(format, options);
    return this.session.jobs.run(
      'export',
      `Exporting ${dataset!.name}`,
      (signal, onProgress) => exporter.export(signal, request, file, onProgress),
      { datasetId: request.datasetId },
    );
  }

  /** The request for the data set and the run that are shown, once all that was decided is stored. */
  private async requestFor(format: ExportFormatId, options: ExportOptions): Promise<ExportRequest> {
    const { info, table } = this.session.opened;
    await this.edits.settled();
    return { datasetId: info.id, runId: table.runId, format, options };
  }
}
