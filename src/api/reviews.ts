import type { ReviewCalls } from './calls/reviews.ts';
import type { Dataset } from './dataset.ts';
import type { Edits } from './edits.ts';
import { Review } from './review.ts';
import type { Session } from './session.ts';
import type { SuggestionCache } from './suggestion-cache.ts';
import type { View } from './view.ts';

/** Keeps the review under way. */
export class Reviews implements ReviewCalls {
  private current: { dataset: Dataset; review: Review } | null = null;

  constructor(
    private readonly session: Session,
    private readonly edits: Edits,
    private readonly suggestions: SuggestionCache,
  ) {}

  get review(): Review | null {
    return this.current?.dataset === this.session.dataset ? (this.current?.review ?? null) : null;
  }

  startReview(view: View = this.session.view ?? this.session.opened.view()): Review {
    const review = new Review(this.session, this.edits, this.suggestions, view);
    this.current = { dataset: this.session.opened, review };
    return review;
  }

  endReview(): void {
    this.current = null;
    this.session.changed();
  }
}
