import type { Look } from '../../api/look.ts';
import './reviewer-dialog.ts';
import type { LookReviewerDialog } from './reviewer-dialog.ts';

/** Opens the dialog “Compare with another reviewer” over the page, for the data set that is open. */
export function openReviewer(look: Look): LookReviewerDialog {
  const dialog = Object.assign(document.createElement('look-reviewer-dialog'), { look });
  dialog.addEventListener('look-close', () => dialog.remove());
  document.body.append(dialog);
  return dialog;
}
