import type { ExportFormat, ExportOptions } from '../core/exports/export-format.ts';
import type { ExportFormatId } from '../core/exports/formats.ts';
import type { ModelFormatId } from '../core/model-export/model.ts';
import type { OnProgress } from './progress.ts';

/** What is to be exported, and how. */
export interface ExportRequest {
  datasetId: number;
  /** The run whose predictions and scores go with it; null for none. */
  runId: number | null;
  format: ExportFormatId;
  options: ExportOptions;
}

/** A form that labels and pictures leave in, as it is offered. */
export interface OfferedFormat extends Pick<ExportFormat, 'title' | 'text' | 'choices' | 'excluded'> {
  id: ExportFormatId;
}

/** What an export would be; nothing is written. */
export interface ExportOutline {
  /** "cifar-10-python.tar.gz" */
  fileName: string;
  /** A MIME type. */
  type: string;
  /** Samples that go out. */
  count: number;
  /** What is left out or changed on the way, in sentences. */
  notes: string[];
  /** About how many bytes the file will have; `most`: it may be fewer, since it is compressed. */
  size: { bytes: number; most: boolean };
  /** The first rows of a table with its header, or paths of the first files of an archive. */
  preview: string[];
}

/** A file that was written. */
export interface ExportedFile extends Pick<ExportOutline, 'fileName' | 'count' | 'notes'> {
  /** The file; null where it went to the handle that was given. */
  blob: Blob | null;
  bytes: number;
}

/** Which run's networks are to be exported, and in which form. */
export interface ModelRequest {
  runId: number;
  format: ModelFormatId;
}

/** What a model's file would be; nothing is written. */
export interface ModelOutline {
  /** "walkthrough.onnx" */
  fileName: string;
  /** Networks in it; a run by folds has several. */
  networks: number;
  /** What it holds and how it is used, in sentences. */
  notes: string[];
}

/** A model's file that was written. */
export interface ExportedModel extends ModelOutline {
  /** The file; null where it went to the handle that was given. */
  blob: Blob | null;
  bytes: number;
}

/** Writes labels, pictures and models in the form that the next tool reads; workers/exporter.ts serves it. */
export interface Exporter {
  /** All forms, in the order in which they are offered. */
  formats(): Promise<OfferedFormat[]>;
  /**
   * What an export would be.
   * @param lines of the preview
   * @throws UserError 'bad-input' where the data set does not fit the format, 'not-computed' where what it tells is not there,
   * 'no-permission' where the pictures lie in a folder that has to be asked for again; AbortError
   */
  outline(signal: AbortSignal, request: ExportRequest, lines: number): Promise<ExportOutline>;
  /**
   * Writes an export, chunk by chunk.
   * @param target a file of the person's own, which stays as it was where this fails or is aborted; null to get it as a blob
   * @throws as `outline`; UserError 'no-space' where the disk is full
   */
  export(
    signal: AbortSignal,
    request: ExportRequest,
    target: FileSystemFileHandle | null,
    onProgress: OnProgress,
  ): Promise<ExportedFile>;
  /**
   * What a model's file would be.
   * @throws UserError 'not-found' or 'deleted' where the run is gone, 'bad-input' where it has no network of its own, 'not-computed'
   * where it keeps no weights; AbortError
   */
  outlineModel(signal: AbortSignal, request: ModelRequest): Promise<ModelOutline>;
  /** Writes a run's networks. @param target as of `export` @throws as `outlineModel`; UserError 'no-space' where the disk is full */
  exportModel(
    signal: AbortSignal,
    request: ModelRequest,
    target: FileSystemFileHandle | null,
    onProgress: OnProgress,
  ): Promise<ExportedModel>;
}
