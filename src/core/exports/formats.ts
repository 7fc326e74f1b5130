import { cifarBinaryFormat, cifarPythonFormat } from './cifar-formats.ts';
import type { ExportFormat } from './export-format.ts';
import { fiftyOneFormat } from './fiftyone-format.ts';
import { fixesFormat } from './fixes-format.ts';
import { foldersFormat } from './folders-format.ts';
import { huggingFaceFormat, huggingFaceParquetFormat } from './hugging-face-formats.ts';
import { issuesFormat } from './issues-format.ts';
import { labelsParquetFormat } from './labels-parquet.ts';
import { changesCsvFormat, labelsCsvFormat, labelsJsonFormat } from './labels-tables.ts';
import { npzFormat } from './npz-format.ts';

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
} satisfies Record<string, ExportFormat>;

/** "folders-zip" */
export type ExportFormatId = keyof typeof EXPORT_FORMATS;
