import type { Edit } from '../core/edits/edit.ts';
import { numberOf } from '../core/edits/class-edits.ts';
import { memo } from '../core/memo.ts';
import { compareReviewers, outcomeInWords, type Decisions, type ReviewerComparison } from '../core/review/reviewers.ts';
import type { ViewStage } from '../core/views/stages.ts';
import type { OtherReviewer } from './calls/reviewers.ts';
import type { Dataset } from './dataset.ts';
import { indicesOf, type Edits } from './edits.ts';
import type { OtherDecisions } from './other-decisions.ts';
import type { View } from './view.ts';

/** See OtherReviewer. */
export class Other implements OtherReviewer {
  readonly matched: string;
  private readonly theirs: Decisions;
  /** Samples of which one's own decision was found to be the right one. */
  private readonly settled = new Set<number>();
  /** Stages of the views that it made. */
  private readonly queues = new WeakSet<ViewStage>();

  private readonly standing = memo((retired: Dataset['table']['retired']): Decisions => {
    // What was merged since is what it was merged into.
    const into = new Map(retired.map((gone) => [gone.label, gone.into]));
    return { ...this.theirs, current: this.theirs.current.map((label) => into.get(label) ?? label) };
  });
  private readonly compared = memo(
    (current: Uint16Array, reviewed: Uint8Array, excluded: Uint8Array, theirs: Decisions): ReviewerComparison =>
      compareReviewers({ current, reviewed, excluded }, theirs),
  );
  private readonly places = memo(
    ({ disagreements, onlyTheirs }: ReviewerComparison) => new Set([...disagreements, ...onlyTheirs]),
  );

  /** @param changed is called where what is open has changed without an edit */
  constructor(
    readonly name: string,
    readonly dataset: Dataset,
    { theirs, matched }: OtherDecisions,
    private readonly edits: Edits,
    private readonly changed: () => void,
  ) {
    this.theirs = theirs;
    this.matched = matched;
  }

  compare(): ReviewerComparison {
    const { current, reviewed, excluded } = this.dataset.table;
    return this.compared(current, reviewed, excluded, this.decisions);
  }

  about(index: number): { mine: string; theirs: string } {
    const { table } = this.dataset;
    return {
      mine: outcomeInWords(table, index, table.classes),
      theirs: outcomeInWords(this.decisions, index, table.classes),
    };
  }

  isOpen(index: number): boolean {
    return this.places(this.compare()).has(index) && !this.settled.has(index);
  }

  disagreements(): View {
    return this.queue(this.compare().disagreements);
  }

  onlyTheirs(): View {
    return this.queue(this.compare().onlyTheirs);
  }

  isQueue(view: View): boolean {
    return view.stages.some((stage) => this.queues.has(stage));
  }

  keepMine(samples: Iterable<number>): void {
    const known = this.places(this.compare());
    for (const index of samples) if (known.has(index)) this.settled.add(index);
    this.changed();
  }

  adopt({ classes, onlyTheirs = false, samples }: Parameters<OtherReviewer['adopt']>[0] = {}): Promise<Edit | null> {
    const theirs = this.decisions;
    const found = this.compare();
    const wanted = classes && new Set(classes.map((one) => numberOf(this.dataset.info, one)));
    const known = this.places(found);
    const all = samples
      ? [...samples].filter((i) => known.has(i))
      : this.open([...found.disagreements, ...(onlyTheirs ? found.onlyTheirs : [])]);
    const indices = indicesOf(all.filter((i) => !wanted || (!theirs.excluded[i] && wanted.has(theirs.current[i]))));
    // By the numbers that they came with: which classes stand is told as the edit is made.
    return this.edits.adopt(this.dataset, this.name, indices, this.theirs);
  }

  private get decisions(): Decisions {
    return this.standing(this.dataset.table.retired);
  }

  private queue(samples: Iterable<number>): View {
    const view = this.dataset.view().select(this.open(samples));
    for (const stage of view.stages) this.queues.add(stage);
    return view;
  }

  private open(samples: Iterable<number>): number[] {
    return [...samples].filter((index) => !this.settled.has(index));
  }
}
