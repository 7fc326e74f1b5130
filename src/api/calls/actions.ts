import type { Edit } from '../../core/edits/edit.ts';
import type { ActOptions, Action } from '../actions.ts';

/** What can be done about samples by a key of the explorer. */
export interface ActionCalls {
  /** All actions: `id`, `keys`, `title`, `help`, in the order of the page's help. */
  readonly actions: readonly Action[];

  /**
   * Does what a key does in the explorer, by the action's id.
   * @returns the edit, null where nothing changed, undefined where the action makes none ('skip', 'back', 'similar')
   * @throws UserError where there is no such action, it lacks its value, is given a value or samples that it does not take, or no review is
   * under way and no samples are given
   * @example
   * await look.act('keep'); // the sample under the review's cursor, and goes on
   * await look.act('relabel', { samples: view, value: 'dog' }); // many, in one edit
   */
  act(id: string, options?: ActOptions): Promise<Edit | null | undefined>;
}
