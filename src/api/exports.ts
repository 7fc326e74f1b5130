import type {
  ExportedFile,
  ExportedModel,
  ExportOutline,
  ExportRequest,
  ModelOutline,
  OfferedFormat,
} from '../contracts/exporter.ts';
import { UserError } from '../core/errors.ts';
import type { ExportOptions } from '../core/exports/export-format.ts';
import type { LabelledSet } from '../core/exports/export-set.ts';
import type { ExportFormatId } from '../core/exports/formats.ts';
import { scoresCsv } from '../core/exports/view-tables.ts';
import { MODEL_FORMATS, type ModelFormatId } from '../core/model-export/model.ts';
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

  async outlineModel(
    run: string,
    format: ModelFormatId,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<ModelOutline> {
    return exporter.outlineModel(signal, { runId: this.session.runNamed(run).id, format: known(format) });
  }

  async exportModel(
    run: string,
    format: ModelFormatId,
    file: FileSystemFileHandle | null = null,
  ): Promise<ExportedModel> {
    const { id: runId, name } = this.session.runNamed(run);
    const request = { runId, format: known(format) };
    return this.session.jobs.run(
      'export',
      `Exporting the model of “${name}”`,
      (signal, onProgress) => exporter.exportModel(signal, request, file, onProgress),
      { datasetId: this.session.opened.info.id },
    );
  }

  /** The request for the data set and the run that are shown, once all that was decided is stored. */
  private async requestFor(format: ExportFormatId, options: ExportOptions): Promise<ExportRequest> {
    const { info, table } = this.session.opened;
    await this.edits.settled();
    return { datasetId: info.id, runId: table.runId, format, options };
  }
}

/** @throws UserError 'bad-input' */
function known(format: ModelFormatId): ModelFormatId {
  if (MODEL_FORMATS.includes(format)) return format;
  throw new UserError('bad-input', `A model leaves as ${MODEL_FORMATS.join(', ')}, not as “${format}”.`);
}
