import { trainSplit } from '../core/dataset/splits.ts';
import type { Table } from '../core/dataset/table.ts';
import type { ViewStage } from '../core/views/stages.ts';
import type { DatasetInfo } from '../core/dataset/types.ts';
import { readPixels } from '../store/shards.ts';
import { sampleAt, type Sample } from './sample.ts';
import { View } from './view.ts';

/** A data set as a script sees it. Its columns follow the store: an edit in another tab shows here too. */
export class Dataset extends View {
  private readonly live: { table: Table };

  constructor(
    /** Name, classes, splits, shards. */
    public info: DatasetInfo,
    table: Table,
  ) {
    const live = { table };
    super(live);
    this.live = live;
  }

  /** The columns as they stand; replaced, never changed in place. */
  get table(): Table {
    return this.live.table;
  }

  set table(table: Table) {
    this.live.table = table;
  }

  get name(): string {
    return this.info.name;
  }

  /** Every sample, in index order. */
  view(): View {
    return new View(this);
  }

  /** So that whoever holds a view holds its data set. */
  override through(stages: readonly ViewStage[]): View {
    return new View(this, stages);
  }

  /** Whether a view is one of this data set. */
  owns(view: View): boolean {
    return view === this || view.isOf(this);
  }

  /** The sample with this index. @throws UserError outside the data set */
  sample(index: number): Sample {
    return sampleAt(this.table, index);
  }

  /**
   * Pixels of some samples, at the size that the data set trains at (`info.width` × `info.height`).
   * @returns indices.length × height × width × 3 bytes, row-major RGB
   * @throws UserError where the data set was deleted meanwhile
   */
  readPixels(indices: Uint32Array): Promise<Uint8Array> {
    return readPixels(this.info, indices);
  }
}

/** The samples to learn from where nobody says which: the train split, or all where no split is called so. */
export function trainingView(dataset: Dataset): View {
  const split = trainSplit(dataset.info.splits);
  return split ? dataset.view().matchSplit(split.name) : dataset.view();
}
