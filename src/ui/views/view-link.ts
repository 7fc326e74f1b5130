import type { View } from '../../api/view.ts';
import { viewToText } from '../../core/views/view-text.ts';

/** How an address says that all samples are shown; with nothing there, whatever the explorer shows is. */
export const ALL = 'all';

/** A view as an address says it; null where none can. */
export function addressText(view: View): string | null {
  return view.stages.length === 0 ? ALL : viewToText(view.stages);
}

/** The part of an address that says it. */
export const viewHash = (text: string): string => `#/explore?view=${encodeURIComponent(text)}`;

/** The page's address with this view in it; null where no address can say it. */
export function viewLink(view: View): string | null {
  const text = addressText(view);
  if (text === null) return null;
  const url = new URL(location.href);
  url.hash = viewHash(text);
  return url.href;
}
