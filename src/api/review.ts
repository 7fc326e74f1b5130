import type { Table } from '../core/dataset/table.ts';
import { NO_LABEL } from '../core/dataset/types.ts';
import type { Edit } from '../core/edits/edit.ts';
import { UserError } from '../core/errors.ts';
import { memo } from '../core/memo.ts';
import { AgreementCounter, type Agreement } from '../core/review/decisions.ts';
import {
  chooseOrder,
  countProgress,
  isOpen,
  orderQueue,
  type QueueOrder,
  type ReviewProgress,
} from '../core/review/queue.ts';
import { suggestPredicted, type Guess, type Suggestion } from '../core/review/suggestion.ts';
import { isSimilarity } from '../core/views/similarity.ts';
import type { Decision } from '../tasks/edit-labels.ts';
import type { HistoryStep } from './calls/labels.ts';
import type { Edits } from './edits.ts';
import { rememberSkip } from './kept-by-dataset.ts';
import type { Session } from './session.ts';
import type { SuggestionCache } from './suggestion-cache.ts';
import type { View } from './view.ts';

/**
 * A walk through a view's samples, most suspect first, to decide about each. The order is settled when the review begins:
 * decisions do not move samples about. The sample under the cursor is also the session's selected one. A decision moves the
 * cursor at once and is written behind it; should that fail, the cursor comes back and the promise says why.
 *
 *     const review = look.startReview(look.dataset.view().matchSplit('train'));
 *     await review.accept();       // takes review.suggestion, goes on
 *     await review.relabel('dog'); // or keep(), exclude(), skip()
 *     await review.undo();         // the sample is under the cursor again
 */
export class Review {
  /** Sample indices, in order. Do not change the array. */
  readonly queue: Uint32Array;
  /** What they are in order of. */
  readonly order: QueueOrder;

  /** Place in the queue by sample index; −1 where it is not in it. */
  private readonly places: Int32Array;
  /** Decided, and not in the columns yet. */
  private readonly pending = new Set<number>();
  private place = -1;
  private readonly countProgress = memo(countProgress);
  private readonly agreementCounter = new AgreementCounter();

  /** Begins at the first sample that is open; use `look.startReview(view)`. */
  constructor(
    private readonly session: Session,
    private readonly edits: Edits,
    private readonly suggestions: SuggestionCache,
    view: View,
  ) {
    const { table } = this;
    const sorted = view.stages.some((one) => ['sortBy', 'select'].includes(one.stage) || isSimilarity(one));
    this.order = chooseOrder(table, sorted);
    this.queue = orderQueue(table, view.indices, this.order);
    this.places = new Int32Array(table.count).fill(-1);
    this.queue.forEach((index, place) => (this.places[index] = place));
    this.moveTo(this.nextOpen(-1));
  }

  /** The sample under the cursor, by index; null once nothing is open. */
  get index(): number | null {
    return this.place < 0 ? null : this.queue[this.place];
  }

  /** Place of the cursor in the queue, 0-based; −1 once nothing is open. */
  get position(): number {
    return this.place;
  }

  /**
   * What might be the label instead: the predicted class where it is another than the current one, else the network's second
   * choice (`networkAgrees`). Null where nothing is predicted, or while a second choice is being read: 'look-change' follows.
   */
  get suggestion(): Suggestion | null {
    return this.index === null ? null : this.suggestionOf(this.index);
  }

  /**
   * What else the network takes the sample for: up to three classes besides its label and the predicted one, the likeliest first. Empty
   * where nothing is predicted, or while it is being read: 'look-change' follows.
   */
  get guesses(): readonly Guess[] {
    return this.index === null ? [] : this.suggestions.guesses(this.index);
  }

  /** How many samples of the queue are decided about, and how. */
  get progress(): ReviewProgress {
    return this.countProgress(this.table, this.queue);
  }

  /** How often suggestions were taken, in all reviews of this data set so far. */
  get agreement(): Agreement {
    const { journal, undone } = this.session;
    return this.agreementCounter.count(journal, undone);
  }

  /** The next `count` open samples behind the cursor: have their pictures ready. */
  upcoming(count: number): number[] {
    const found: number[] = [];
    for (let p = this.place + 1; p < this.queue.length && found.length < count; p++) {
      if (this.isOpen(this.queue[p])) found.push(this.queue[p]);
    }
    return found;
  }

  /**
   * Takes the suggestion: gives the sample that class, a second choice too, and goes on.
   * @throws UserError where nothing is suggested
   */
  async accept(): Promise<Edit | null> {
    const index = this.current();
    const { dataset } = this.session;
    const suggestion = this.suggestionOf(index) ?? (await this.suggestions.read(index));
    this.expectOpen(dataset);
    if (!suggestion) {
      throw new UserError(
        'not-computed',
        'No class is suggested for this sample: predict it with a run first, or set a class yourself.',
      );
    }
    return this.decide(index, (decision) => this.edits.relabel(index, suggestion.label, decision), 'suggestion');
  }

  /** @throws UserError 'busy' where another data set was opened while something was read */
  private expectOpen(dataset: Session['dataset']): void {
    if (this.session.dataset !== dataset) {
      throw new UserError('busy', 'Another data set was opened meanwhile, so no label was set.');
    }
  }

  /**
   * Gives the sample the class that is predicted for it and goes on; where that is its label, keeps it.
   * @throws UserError where nothing is predicted
   */
  async relabelAsPredicted(): Promise<Edit | null> {
    const index = this.current();
    if ((this.table.predicted?.[index] ?? NO_LABEL) === NO_LABEL) {
      throw new UserError(
        'not-computed',
        'Nothing is suggested here: predict this sample with a run, or set a class yourself.',
      );
    }
    return suggestPredicted(this.table, index) ? this.accept() : this.keep();
  }

  /**
   * Gives the sample the class that `guesses` has at this place, 0-based, and goes on.
   * @throws UserError where there is none
   */
  async takeGuess(at: number): Promise<Edit | null> {
    const index = this.current();
    const { dataset } = this.session;
    let guess = this.suggestions.guesses(index).at(at);
    if (!guess) {
      await this.suggestions.read(index);
      this.expectOpen(dataset);
      guess = this.suggestions.guesses(index).at(at);
    }
    if (!guess) {
      throw new UserError(
        'not-computed',
        'The network has no such guess about this sample: set a class by its number or name.',
      );
    }
    return this.decide(index, (decision) => this.edits.relabel(index, guess.label, decision));
  }

  /** Gives the sample this class (name or number) and goes on. */
  async relabel(label: string | number): Promise<Edit | null> {
    const index = this.current();
    return this.decide(index, (decision) => this.edits.relabel(index, label, decision));
  }

  /** Says that the sample's label is right and goes on. */
  async keep(): Promise<Edit | null> {
    const index = this.current();
    return this.decide(index, (decision) => this.edits.keep(index, decision));
  }

  /** Says that whether the sample's label is right cannot be told, and goes on. */
  async markUnsure(): Promise<Edit | null> {
    const index = this.current();
    return this.decide(index, (decision) => this.edits.markUnsure(index, decision));
  }

  /** Leaves the sample out of training and goes on. */
  async exclude(): Promise<Edit | null> {
    const index = this.current();
    return this.decide(index, (decision) => this.edits.exclude(index, true, decision));
  }

  /** Tags the sample, or takes the tag off it where it has it; the cursor stays. */
  async toggleTag(name: string): Promise<Edit | null> {
    const index = this.current();
    const bit = this.table.tags.indexOf(name);
    const has = bit >= 0 && ((this.table.tagBits[index] >>> bit) & 1) === 1;
    return this.edits.tag(index, name, !has);
  }

  /** Goes on without a decision; the sample comes again once the end is reached. */
  skip(): void {
    const { index, session } = this;
    if (index !== null && this.isOpen(index)) rememberSkip(session.opened.info.id, index);
    this.moveTo(this.nextOpen(this.place));
  }

  /** Goes to the place before, decided or not. */
  back(): void {
    if (this.place > 0) this.moveTo(this.place - 1);
  }

  /** Goes to a sample of the queue, decided or not. @returns whether the queue has it */
  goTo(index: number): boolean {
    const place = this.places[index] ?? -1;
    if (place >= 0) this.moveTo(place);
    return place >= 0;
  }

  /** Takes the last edit back, as `look.undo`, and puts the cursor on its sample where the queue has it. */
  async undo(): Promise<HistoryStep | null> {
    const step = await this.edits.undo();
    const place = step && this.placeOf(step.edit);
    if (place !== null) this.moveTo(place);
    return step;
  }

  /** Does again what was undone last, as `look.redo`, and goes on behind its sample. */
  async redo(): Promise<HistoryStep | null> {
    const step = await this.edits.redo();
    const place = step && this.placeOf(step.edit);
    if (place !== null) this.moveTo(this.nextOpen(place));
    return step;
  }

  private get table(): Table {
    return this.session.dataset!.table;
  }

  private current(): number {
    if (this.index === null)
      throw new UserError(
        'nothing-to-do',
        'Nothing is left to review here: every sample of the queue is decided about.',
      );
    return this.index;
  }

  private async decide(
    index: number,
    write: (decision: Decision) => Promise<Edit | null>,
    by: Decision['by'] = 'person',
  ): Promise<Edit | null> {
    const place = this.places[index];
    const suggestion = this.suggestionOf(index);
    // Keeping a label that the network agrees with is no word against it: its second choice was not a suggestion.
    const suggested = by === 'suggestion' || !suggestion?.networkAgrees ? suggestion?.label : undefined;
    const decision = { by, runId: this.table.runId, suggested };
    this.pending.add(index);
    if (this.place === place) this.moveTo(this.nextOpen(place));
    try {
      return await write(decision);
    } catch (error) {
      this.moveTo(place);
      throw error;
    } finally {
      this.pending.delete(index);
    }
  }

  private suggestionOf(index: number): Suggestion | null {
    return suggestPredicted(this.table, index) ?? this.suggestions.get(index);
  }

  private isOpen(index: number): boolean {
    return !this.pending.has(index) && isOpen(this.table, index);
  }

  /** The first open place behind this one, or before it where there is none behind; −1 where nothing is open. */
  private nextOpen(place: number): number {
    for (let step = 1; step <= this.queue.length; step++) {
      const at = (place + step) % this.queue.length;
      if (this.isOpen(this.queue[at])) return at;
    }
    return -1;
  }

  /** The first place of the queue that an edit changed something at. */
  private placeOf(edit: Edit): number | null {
    let first = Infinity;
    for (const { indices } of edit.patches) {
      for (const index of indices) if (this.places[index] >= 0) first = Math.min(first, this.places[index]);
    }
    return Number.isFinite(first) ? first : null;
  }

  private moveTo(place: number): void {
    this.place = place;
    this.session.selected = this.index;
    if (this.index !== null) this.suggestions.prefetch([this.index, ...this.upcoming(PREFETCHED)]);
  }
}

/** Samples ahead of the cursor whose second choices are read with the one looked at. */
const PREFETCHED = 32;
