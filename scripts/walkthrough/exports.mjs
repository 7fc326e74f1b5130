/**
 * @import { Page } from 'playwright'
 * @import { ExportFormatId } from '../../src/core/exports/formats.ts'
 */

/**
 * What can be exported, and the file that it is written to in the folder of `--out`; null where the data set's name stands in that of the file.
 * @satisfies {Partial<Record<ExportFormatId | 'project', string | null>>}
 */
export const EXPORT_FILES = {
  'labels-csv': 'labels.csv',
  'labels-json': 'labels.json',
  'labels-parquet': 'labels.parquet',
  'changes-csv': 'changes.csv',
  'apply-fixes': 'apply_fixes.py',
  'issues-table': 'issues.csv',
  'folders-zip': 'folders.zip',
  'cifar-python': null,
  'cifar-binary': null,
  npz: 'dataset.npz',
  huggingface: 'huggingface.zip',
  'huggingface-parquet': 'huggingface-parquet.zip',
  fiftyone: 'fiftyone.zip',
  report: 'report.html',
  'report-markdown': 'report.zip',
  project: 'project.second-look',
};

/** @typedef {keyof typeof EXPORT_FILES} ExportName */

/**
 * Has the page export the whole open data set, and saves the file.
 * @param {Page} page
 * @param {ExportName} name
 * @param {(fileName: string) => string} pathOf where a file goes
 * @returns where it was saved, and what was left out, in sentences
 */
export async function saveExport(page, name, pathOf) {
  // The page answers before the download is through, and may be told of it before it has answered.
  const coming = page.waitForEvent('download', { timeout: 0 });
  const [download, said] = await Promise.all([
    coming,
    page.evaluate(async (format) => {
      const { blob, fileName, notes } =
        format === 'project'
          ? { blob: await window.look.saveProject(), fileName: '', notes: [] }
          : await window.look.export(format);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(/** @type {Blob} */ (blob));
      link.download = fileName;
      link.click();
      return { fileName, notes };
    }, name),
  ]);
  const file = pathOf(EXPORT_FILES[name] ?? said.fileName);
  await download.saveAs(file);
  return { file, notes: said.notes };
}
