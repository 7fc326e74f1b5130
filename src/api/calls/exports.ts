import type {
  ExportedFile,
  ExportedModel,
  ExportOutline,
  ModelOutline,
  OfferedFormat,
} from '../../contracts/exporter.ts';
import type { ExportOptions } from '../../core/exports/export-format.ts';
import type { ExportFormatId } from '../../core/exports/formats.ts';
import type { ModelFormatId } from '../../core/model-export/model.ts';
import type { View } from '../view.ts';

/** Taking results elsewhere. */
export interface ExportCalls {
  /**
   * A view's samples as CSV: index in the split, split, name, given, true and predicted label, tags, fields, one column a score of the run
   * shown.
   */
  exportScores(view: View): Blob;

  /**
   * A view's corrected labels (default: of every sample) as CSV: index in the split, split, name, given and current label, who
   * decided, excluded, fields, one column a score of the run shown.
   */
  exportLabels(view?: View): Promise<Blob>;

  /** The forms that the data set can be exported in, each with the options that it takes. [Exports](exports.md) says what is in them. */
  exportFormats(): Promise<OfferedFormat[]>;

  /**
   * What an export would be: name, samples, what is left out, about how large, and its first rows or files. Writes nothing.
   * @param lines of the preview, default 10
   * @throws UserError as `export` does
   */
  outlineExport(
    format: ExportFormatId,
    options?: ExportOptions,
    lines?: number,
    signal?: AbortSignal,
  ): Promise<ExportOutline>;

  /**
   * Writes the whole data set with its labels as they stand, as a job, in a worker. Predictions and scores are those of the run shown.
   * @param file one that the page may write, from `showSaveFilePicker`: it is written there, and stays as it was where that fails
   * @returns what was written; its `blob` where there is no file to write to
   * @throws UserError 'bad-input' where the data set does not fit the format, 'not-computed' where a table of issues has no suspicion to go
   * by, 'no-space' where the disk is full
   * @example
   * const { blob, fileName, notes } = await look.export('cifar-python');
   * await look.export('folders-zip', { excluded: 'marked' }, await showSaveFilePicker({ suggestedName: 'folders.zip' }));
   */
  export(format: ExportFormatId, options?: ExportOptions, file?: FileSystemFileHandle | null): Promise<ExportedFile>;

  /**
   * What the file of a run's networks would be: its name, how many networks, what they take and give. Writes nothing.
   * @throws UserError as `exportModel` does
   */
  outlineModel(run: string, format: ModelFormatId, signal?: AbortSignal): Promise<ModelOutline>;

  /**
   * Writes the networks of a trained run, as a job: `onnx`, `tfjs` (for `tf.loadLayersModel`) or `safetensors` (with a loader for PyTorch).
   * Their logits are those of the page. [The model](model-export.md) says what is in the files.
   * @param file one that the page may write, as of `export`
   * @throws UserError 'bad-input' where the run has no network of its own, 'not-computed' where it keeps no weights, 'no-space' where the disk
   * is full
   * @example
   * const { blob, fileName } = await look.exportModel('walkthrough', 'onnx');
   */
  exportModel(run: string, format: ModelFormatId, file?: FileSystemFileHandle | null): Promise<ExportedModel>;
}
