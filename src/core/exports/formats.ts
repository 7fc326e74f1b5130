import { UserError } from '../errors.ts';
import { cifarBinaryFormat, cifarPythonFormat } from './cifar-formats.ts';
import type { ExportFormat, ExportOptions, ExportPlan } from './export-format.ts';
import type { ExportSet } from './export-set.ts';
import { fiftyOneFormat } from './fiftyone-format.ts';
import { fixesFormat } from './fixes-format.ts';
import { foldersFormat } from './folders-format.ts';
import { huggingFaceFormat, huggingFaceParquetFormat } from './hugging-face-formats.ts';
import { issuesFormat } from './issues-format.ts';
import { labelsParquetFormat } from './labels-parquet.ts';
import { changesCsvFormat, labelsCsvFormat, labelsJsonFormat } from './labels-tables.ts';
import { npzFormat } from './npz-format.ts';
import { reportFormat, reportMarkdownFormat } from '../report/report-formats.ts';

/** All forms that a data set leaves in, in the order in which they are offered. */
export const EXPORT_FORMATS = {
  'labels-csv': labelsCsvFormat,
  'labels-json': labelsJsonFormat,
  'labels-parquet': labelsParquetFormat,
  'changes-csv': changesCsvFormat,
  'apply-fixes': fixesFormat,
  'issues-table': issuesFormat,
  'folders-zip': foldersFormat,
  'cifar-python': cifarPythonFormat,
  'cifar-binary': cifarBinaryFormat,
  npz: npzFormat,
  huggingface: huggingFaceFormat,
  'huggingface-parquet': huggingFaceParquetFormat,
  fiftyone: fiftyOneFormat,
  report: reportFormat,
  'report-markdown': reportMarkdownFormat,
} satisfies Record<string, ExportFormat>;

/** Name of a format: "folders-zip". */
export type ExportFormatId = keyof typeof EXPORT_FORMATS;

/**
 * Plans an export; nothing is written yet.
 * @throws UserError 'bad-input' where the data set does not fit the format, or there is no such format; 'not-computed' where what it tells
 * is not there
 */
export function planExport(set: ExportSet, id: ExportFormatId, options: ExportOptions): ExportPlan {
  if (!Object.hasOwn(EXPORT_FORMATS, id)) {
    const known = Object.keys(EXPORT_FORMATS).join(', ');
    throw new UserError('bad-input', `There is no export “${String(id)}”; there are: ${known}.`);
  }
  const format: ExportFormat = EXPORT_FORMATS[id];
  return format.plan(set, { ...options, excluded: options.excluded ?? format.excluded });
}
