import type { Look } from '../../api/look.ts';
import './export-dialog.ts';
import type { LookExportDialog } from './export-dialog.ts';

/** Opens the dialog “Export” over the page, for the data set that is open. */
export function openExport(look: Look): LookExportDialog {
  const dialog = Object.assign(document.createElement('look-export-dialog'), { look });
  dialog.addEventListener('look-close', () => dialog.remove());
  document.body.append(dialog);
  return dialog;
}
