import type { Edit, UndoResult } from '../core/edits/edit.ts';
import type { SavedView } from '../core/views/saved-view.ts';
import type { NoiseOptions } from '../tasks/options.ts';
import { perturb, replaceLabels, undoNoise } from '../tasks/perturb.ts';
import type { Dataset } from './dataset.ts';
import { Edits, type EditTarget, type HistoryStep } from './edits.ts';
import { LookData } from './look-data.ts';
import { Review } from './review.ts';
import { SavedViews } from './saved-views.ts';
import type { View } from './view.ts';
import { writeLabels } from './write-labels.ts';

/** The part of the script API that changes and reviews labels, and keeps views of them. */
export class LookLabels extends LookData {
  private readonly savedViews = new SavedViews(this.session);
  private readonly edits = new Edits(this.session);
  private currentReview: { dataset: Dataset; review: Review } | null = null;

  /** Plants label noise in a view (default: the train split); the originals stay as true labels. */
  async perturb(options: NoiseOptions, view: View = this.trainView()): Promise<Edit> {
    const { info } = this.dataset;
    const work = () => perturb(info, view.indices, options);
    const edit = await this.session.jobs.run('noise', 'Planting label noise', work);
    await this.session.catchUp();
    return edit;
  }

  /** Takes planted noise (or replaced labels) back; labels that a person has set since stay, and are counted. */
  async undoNoise(): Promise<UndoResult> {
    const { info } = this.dataset;
    const result = await this.session.jobs.run('noise', 'Taking the noise back', () => undoNoise(info.id));
    await this.session.catchUp();
    return result;
  }

  /** Replaces given labels by those of a CSV (`index,label`) and keeps the archive's as true labels. */
  async replaceLabels(csv: string): Promise<Edit> {
    const { info } = this.dataset;
    const edit = await this.session.jobs.run('noise', 'Replacing labels', () => replaceLabels(info, csv));
    await this.session.catchUp();
    return edit;
  }

  /**
   * Gives a view's samples, or the samples with these indices, a label: `await look.relabel(view, 'dog')`. Given labels stay;
   * the samples count as reviewed.
   * @param label class name, or its number
   * @returns the journal row, or null where nothing changed
   */
  relabel(samples: EditTarget, label: string | number): Promise<Edit | null> {
    return this.edits.relabel(samples, label);
  }

  /** Gives each of these samples the class that the run shown predicts; one without a prediction stays as it is. */
  relabelAsPredicted(samples: EditTarget): Promise<Edit | null> {
    return this.edits.relabelAsPredicted(samples);
  }

  /** Says that the labels of these samples are right as they are: they count as reviewed. */
  keep(samples: EditTarget): Promise<Edit | null> {
    return this.edits.keep(samples);
  }

  /** Leaves samples out of training (they count as reviewed), or with `false` takes them in again. */
  exclude(samples: EditTarget, on = true): Promise<Edit | null> {
    return this.edits.exclude(samples, on);
  }

  /** Tags samples, or with `false` takes the tag off: `await look.tag(view, 'blurry')`. */
  tag(samples: EditTarget, name: string, on = true): Promise<Edit | null> {
    return this.edits.tag(samples, name, on);
  }

  /**
   * Takes the last relabelling, keeping, excluding or tagging back, whichever tab or visit made it; null where there is none.
   * Planted noise is taken back by `undoNoise` alone.
   */
  undo(): Promise<HistoryStep | null> {
    return this.edits.undo();
  }

  /** Does again what was undone last; null where there is nothing, or something was edited since. */
  redo(): Promise<HistoryStep | null> {
    return this.edits.redo();
  }

  /** The review under way; null where none is, or another data set has been opened since. */
  get review(): Review | null {
    const { dataset } = this.session;
    return this.currentReview?.dataset === dataset ? (this.currentReview?.review ?? null) : null;
  }

  /** Begins to review a view (default: the one shown), most suspect first or in the view's own order where it is sorted. */
  startReview(view: View = this.session.view ?? this.dataset.view()): Review {
    const review = new Review(this.session, this.edits, view);
    this.currentReview = { dataset: this.dataset, review };
    return review;
  }

  /** Ends the review; every decision stays. */
  endReview(): void {
    this.currentReview = null;
    this.session.changed();
  }

  /** The view's corrected labels (default: of every sample) as CSV, with who decided and every score of the run shown. */
  async exportLabels(view: View = this.dataset.view()): Promise<Blob> {
    await this.edits.settled();
    return writeLabels(this.session, view);
  }

  /** The open data set's saved views, oldest first. */
  get views(): readonly SavedView[] {
    return this.savedViews.list;
  }

  /**
   * Keeps a view (default: the one shown) under a name of its own: `await look.saveView('dogs in doubt')`.
   * @throws Error where the name is empty or taken, or where the view filters by a function
   */
  saveView(name: string, view: View = this.session.view ?? this.dataset.view()): Promise<SavedView> {
    return this.savedViews.save(name, view);
  }

  /** Shows a saved view in the explorer. @throws Error where there is none of this name */
  showView(name: string): Promise<View> {
    return this.savedViews.show(name);
  }

  /** Gives a saved view another name. @throws Error where that is empty or taken */
  renameView(name: string, next: string): Promise<void> {
    return this.savedViews.rename(name, next);
  }

  /** Forgets a saved view; its samples stay. @returns how to take that back */
  deleteView(name: string): Promise<() => Promise<void>> {
    return this.savedViews.delete(name);
  }
}
