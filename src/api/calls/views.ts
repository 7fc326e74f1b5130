import type { SavedView } from '../../core/views/saved-view.ts';
import type { View } from '../view.ts';

/** Views that are kept by name with the data set, in every tab; they are in the explorer's sidebar as well. */
export interface ViewCalls {
  /** The open data set's saved views, oldest first. */
  readonly views: readonly SavedView[];

  /**
   * Keeps a view (default: the one shown) under a name of its own.
   * @throws UserError where the name is empty or taken, or where the view filters by a function
   * @example
   * await look.saveView('dogs in doubt', look.dataset.view().matchLabel('given', 'dog').sortBy('confidence'));
   */
  saveView(name: string, view?: View): Promise<SavedView>;

  /** Shows a saved view in the explorer. @throws UserError where there is none of this name */
  showView(name: string): Promise<View>;

  /** Gives a saved view another name. @throws UserError where there is none of the old one, or the new one is empty or taken */
  renameView(name: string, next: string): Promise<void>;

  /** Forgets a saved view; its samples stay. @returns how to take that back */
  deleteView(name: string): Promise<() => Promise<void>>;
}
