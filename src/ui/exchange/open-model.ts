import type { Look } from '../../api/look.ts';
import type { Run } from '../../core/training/run.ts';
import './model-dialog.ts';
import type { LookModelDialog } from './model-dialog.ts';

/** Opens the dialog “Export the model” over the page, for a run of the data set that is open. */
export function openModel(look: Look, run: Run): LookModelDialog {
  const dialog = Object.assign(document.createElement('look-model-dialog'), { look, run });
  dialog.addEventListener('look-close', () => dialog.remove());
  document.body.append(dialog);
  return dialog;
}
