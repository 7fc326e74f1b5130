import { heldOutByTag } from '../core/dataset/held-out.ts';
import { heldOutSplits, trainSplit } from '../core/dataset/splits.ts';
import type { Table } from '../core/dataset/table.ts';
import { memo } from '../core/memo.ts';
import type { ViewStage } from '../core/views/stages.ts';
import { TAG_HELD_OUT, type DatasetInfo } from '../core/dataset/types.ts';
import { OriginalsReader } from '../store/originals.ts';
import { readPixels } from '../store/shards.ts';
import { sampleAt, type Sample } from './sample.ts';
import { View } from './view.ts';

/** A data set as a script sees it. Its columns follow the store: an edit in another tab shows here too. */
export class Dataset extends View {
  private readonly live: { table: Table };
  private readonly originals: OriginalsReader;

  constructor(
    /** Name, classes, splits, shards. */
    public info: DatasetInfo,
    table: Table,
  ) {
    const live = { table };
    super(live);
    this.live = live;
    this.originals = new OriginalsReader(info);
  }

  /** The columns as they stand; replaced, never changed in place. */
  get table(): Table {
    return this.live.table;
  }

  set table(table: Table) {
    const { similarities, count } = this.live.table;
    // What was compared stays so over edits, as long as the samples are the same ones.
    const kept = similarities && !table.similarities && table.count === count;
    this.live.table = kept ? this.joined(table, similarities) : table;
  }

  /** The same table once more is the same object once more. */
  private readonly joined = memo((table: Table, similarities: Table['similarities']): Table => ({
    ...table,
    similarities,
  }));

  get name(): string {
    return this.info.name;
  }

  /** The split to learn from where nobody says which; null where none is called so: then it is all samples. */
  get trainSplit(): string | null {
    return trainSplit(this.info.splits)?.name ?? null;
  }

  /** The splits that tell how well was learned from these samples, since none of theirs is among them: test first, then validation. */
  heldOutSplits(learned: View): string[] {
    return heldOutSplits(this.info.splits, learned.indices).map(({ name }) => name);
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

  /**
   * A sample's picture as it came: the bytes of its file; a PNG where the data set came as arrays of pixels.
   * @throws UserError outside the data set, where it was deleted meanwhile, where its file is gone from the person's folder
   * ('not-found'), or where that has to be asked for again ('no-permission')
   */
  async readOriginal(index: number): Promise<Blob> {
    this.sample(index);
    const original = await this.originals.read(index);
    return 'file' in original ? original.file : pngOf(original);
  }
}

/** @param picture row-major HWC RGB */
async function pngOf({ pixels, width, height }: { pixels: Uint8Array; width: number; height: number }): Promise<Blob> {
  const image = new ImageData(width, height);
  for (let p = 0; p < width * height; p++) image.data.set([...pixels.subarray(3 * p, 3 * p + 3), 255], 4 * p);
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')!.putImageData(image, 0, 0);
  return canvas.convertToBlob();
}

/** The samples to learn from where nobody says which: the train split, or all where no split is called so; without those held out. */
export function trainingView(dataset: Dataset): View {
  const { trainSplit: split } = dataset;
  return withoutHeldOut(dataset, split === null ? dataset.view() : dataset.view().matchSplit(split));
}

/** The samples of a view but those that are held out as a test split; the same view where none is. */
export function withoutHeldOut({ table }: Dataset, view: View): View {
  return heldOutByTag(table).length > 0 ? view.matchTags(TAG_HELD_OUT, { not: true }) : view;
}
