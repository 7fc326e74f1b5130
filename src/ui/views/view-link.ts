import type { View } from '../../api/view.ts';
import { viewToText } from '../../core/views/view-text.ts';

/** How an address says that all samples are shown; with nothing there, whatever the explorer shows is. */
export const ALL = 'all';

/** A view as an address says it; null where none can. */
export function addressText(view: View): string | null {
  return view.stages.length === 0 ? ALL : viewToText(view.stages);
}

/** The part of an address that says it. @param of name of the data set, so that no view of another one is taken for it */
export const viewHash = (text: string, of: string): string =>
  `#/explore?view=${encodeURIComponent(text)}&of=${encodeURIComponent(of)}`;
