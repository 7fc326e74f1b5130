import type { Edit } from '../../core/edits/edit.ts';
import type { ReviewerComparison } from '../../core/review/reviewers.ts';
import type { TableMapping } from '../../core/tables/table-mapping.ts';
import type { View } from '../view.ts';

/** Decisions of another person about the data set that is open, beside one's own. */
export interface OtherReviewer {
  /** Name of the file that they are from. */
  readonly name: string;
  /** How their decisions found their samples: "996 of 1,000 rows matched by name". */
  readonly matched: string;
  /** Agreement as it stands now. */
  compare(): ReviewerComparison;
  /** What each decided about a sample, a class name, "no label" or "excluded"; empty where nothing was decided. */
  about(index: number): { mine: string; theirs: string };
  /** Whether the other decided otherwise, or alone, and nobody has said yet whose decision stands. */
  isOpen(index: number): boolean;
  /** What both decided about differently, less what `keepMine` settled, as a view: it can be shown, and looked through as a review. */
  disagreements(): View;
  /** What only the other decided about, less what `keepMine` settled, as a view. */
  onlyTheirs(): View;
  /** Whether a view is one of these two, whatever filters were put behind it. */
  isQueue(view: View): boolean;
  /** Says that one's own labels of these samples stand. No edit is made: they leave the two views above, as long as this comparison lasts. */
  keepMine(samples: Iterable<number>): void;
  /**
   * Takes the other's decisions over, in one edit that can be taken back: of what `disagreements` has, unless told otherwise.
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
   * Lays the decisions of another person beside one's own: from a project of the same data set, from labels as Second Look exports them, or from
   * a table of samples and labels, in which each label counts as decided. The explorer says them beside one's own then. Nothing of them is
   * stored until they are adopted.
   * @param mapping how a table is to be understood, where it does not say it itself
   * @throws UserError 'project' where the project is of another data set, by its fingerprint, or has labels of classes that this one lacks;
   * 'labels-file' where a table is not understood; 'question' where it is in doubt which samples are meant, with the answers that there are
   * @example
   * const other = await look.compareReviewer(file);
   * other.compare().kappa;
   * look.session.view = other.disagreements();
   * await other.adopt({ classes: ['dog'] });
   */
  compareReviewer(file: Blob, mapping?: TableMapping): Promise<OtherReviewer>;
  /** The person whose decisions stand beside one's own; null where there is none. */
  readonly otherReviewer: OtherReviewer | null;
  /** Ends the comparison; what was adopted stays. */
  leaveReviewer(): void;
}
