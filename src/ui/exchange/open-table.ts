import type { Look } from '../../api/look.ts';
import './add-table.ts';
import type { LookAddTable } from './add-table.ts';

/**
 * Opens the dialog “Add a table” over the page, for the data set that is open.
 * @param file what was picked or dropped; without one the dialog asks for it
 */
export function openTable(look: Look, file: File | null = null): LookAddTable {
  const dialog = Object.assign(document.createElement('look-add-table'), { look, file });
  dialog.addEventListener('look-close', () => dialog.remove());
  document.body.append(dialog);
  return dialog;
}

/** The same for each of several tables, one after the other. */
export function openTables(look: Look, [file, ...others]: readonly File[]): void {
  const dialog = openTable(look, file);
  if (others.length > 0) dialog.addEventListener('look-close', () => openTables(look, others));
}
