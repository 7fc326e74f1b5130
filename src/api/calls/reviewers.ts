import type { Edit } from '../../core/edits/edit.ts';
import type { ReviewerComparison } from '../../core/review/reviewers.ts';
import type { View } from '../view.ts';

/** Decisions of another person about the data set that is open, beside one's own. */
export interface OtherReviewer {
  /** Name of the file that they are from. */
  readonly name: string;
  /** Agreement as it stands now. */
  compare(): ReviewerComparison;
  /** What both decided about differently, as a view: it can be shown, and looked through as a review. */
  disagreements(): View;
  /**
   * Takes the other's decisions over, in one edit that can be taken back: of all that both decided about differently, unless told otherwise.
   * @param options `classes`: only of samples that the other gives one of these classes; `onlyTheirs`: those too that only the other decided
   * about; `samples`: just these
   * @returns null where nothing changes
   */
  adopt(options?: {
    classes?: readonly string[];
    onlyTheirs?: boolean;
    samples?: Iterable<number>;
  }): Promise<Edit | null>;
}

/** Two reviewers of the same data set. */
export interface ReviewerCalls {
  /**
   * Lays the decisions of another person, from a project, beside one's own. Nothing of them is stored until they are adopted.
   * @throws UserError 'project' where the project is of another data set, by its fingerprint, or has labels of classes that this one lacks
   * @example
   * const other = await look.compareReviewer(file);
   * other.compare().kappa;
   * look.session.view = other.disagreements();
   * await other.adopt({ classes: ['dog'] });
   */
  compareReviewer(file: Blob): Promise<OtherReviewer>;
}
