import type { Edit } from '../../core/edits/edit.ts';

/**
 * Changing what the classes are. Each call is one edit, which `look.undo()` takes back, and settles once the columns show it. The number of a
 * class never shifts, so that runs stay as they are: a run gives a class that came after it no probability, and the one that
 * others were merged into the sum of theirs.
 */
export interface ClassCalls {
  /**
   * Adds a class that no sample has yet.
   * @throws UserError where the name is empty or taken
   * @example
   * await look.addClass('none of these');
   * await look.relabel(4711, 'none of these');
   */
  addClass(name: string): Promise<Edit>;

  /**
   * Gives a class another name.
   * @returns the edit, or null where it has that name
   * @throws UserError where there is no such class, or the new name is empty or taken
   */
  renameClass(from: string, to: string): Promise<Edit | null>;

  /**
   * Makes several classes one: given, current and true labels of the others become those of `into`. Scores stay as they were computed
   * until they are computed again.
   * @returns the edit, or null where there is nothing to merge
   * @throws UserError where there is no such class
   * @example
   * await look.mergeClasses(['automobile', 'truck'], 'truck');
   */
  mergeClasses(from: readonly string[], into: string): Promise<Edit | null>;

  /**
   * Makes a text field of the data set the label: its values become the classes in place of those that stand, and given and current labels.
   * True labels and decisions were of the other classes and are taken off. Runs stay, but know none of the new classes: train again.
   * @throws UserError where there is no such text field, or it has fewer than two values
   * @example
   * await look.useFieldAsLabel('coarse');
   */
  useFieldAsLabel(field: string): Promise<Edit>;
}
