import type { Review } from '../review.ts';
import type { View } from '../view.ts';

/** Deciding about one sample after another. */
export interface ReviewCalls {
  /** The review under way; null where none is, or another data set has been opened since. */
  readonly review: Review | null;

  /**
   * Begins to review a view (default: the one shown), most suspect first, or in the view's own order where it is sorted.
   * @example
   * const review = look.startReview(look.dataset.view().matchSplit('train'));
   * await review.accept(); // takes review.suggestion and goes on
   */
  startReview(view?: View): Review;

  /** Ends the review; every decision stays. */
  endReview(): void;
}
