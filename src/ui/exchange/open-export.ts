import type { Look } from '../../api/look.ts';
import type { ExportFormatId } from '../../core/exports/formats.ts';
import './export-dialog.ts';
import type { LookExportDialog } from './export-dialog.ts';

/** Opens the dialog “Export” over the page, for the data set that is open. @param format that is chosen at first */
export function openExport(look: Look, format: ExportFormatId = 'labels-csv'): LookExportDialog {
  const dialog = Object.assign(document.createElement('look-export-dialog'), { look, format });
  dialog.addEventListener('look-close', () => dialog.remove());
  document.body.append(dialog);
  return dialog;
}
