import type { Look } from '../../api/look.ts';
import './picture-dialog.ts';
import type { LookPictureDialog } from './picture-dialog.ts';

/**
 * Asks over the page what a picture is for that was dropped onto the data set that is open, and finds what is like it.
 * @param onImport called where it is to be imported instead
 */
export function openPicture(look: Look, picture: File, onImport: () => void): LookPictureDialog {
  const open = look.dataset;
  const dialog = Object.assign(document.createElement('look-picture-dialog'), { picture, open: open.name });
  dialog.addEventListener('look-picture-answer', ({ detail: answer }) => {
    dialog.remove();
    if (answer === 'import') onImport();
    // Its job says why where it fails.
    if (answer === 'similar' && look.session.isOpen(open)) look.similarity.showLike(picture).catch(() => {});
  });
  document.body.append(dialog);
  return dialog;
}
