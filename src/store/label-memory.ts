import { splitColumn, type Table } from '../core/dataset/table.ts';
import type { DatasetInfo, FieldColumn } from '../core/dataset/types.ts';
import { undoneEdits } from '../core/edits/edit-history.ts';
import type { Edit, LabelColumnName, LabelColumns } from '../core/edits/edit.ts';
import { applyPatches } from '../core/edits/patches.ts';
import { memo } from '../core/memo.ts';
import type { QualityColumns } from '../core/quality/qualities.ts';
import { standingInsights, type RunInsights } from './standing-insights.ts';
import { readFields, readNames } from './columns.ts';
import { readQualities } from './picture-quality.ts';
import { readLabelState, type LabelNews, type LabelState } from './journal.ts';

/**
 * A data set's labels in memory, kept up with the journal: its new rows are applied to copies of just the columns they
 * touch, in order, so that a table that somebody holds never changes.
 */
export class LabelMemory {
  /** The same object until name, tags, fields or classes change. */
  info: DatasetInfo;
  /** Oldest first. */
  edits: Edit[];
  /** Numbers of the edits taken back. */
  undone: ReadonlySet<number>;
  /** How far the journal was read. */
  lastSeq: number;

  private readonly split: Uint8Array;
  private columns: LabelColumns;
  private insights: RunInsights | null = null;
  private fields: Map<string, FieldColumn>;
  private readonly build = memo(
    (info: DatasetInfo, columns: LabelColumns, insights: RunInsights, qualities: QualityColumns | null): Table => ({
      count: info.sampleCount,
      names: this.names,
      classes: info.classes,
      retired: info.retired,
      tags: info.tags,
      splits: info.splits,
      given: columns.given as Uint16Array,
      current: columns.current as Uint16Array,
      truth: columns.true as Uint16Array,
      tagBits: columns.tags as Uint32Array,
      excluded: columns.excluded as Uint8Array,
      reviewed: columns.reviewed as Uint8Array,
      split: this.split,
      fields: this.fields,
      qualities,
      ...standingInsights(insights, info.retired),
    }),
  );

  private constructor(
    state: LabelState,
    fields: Map<string, FieldColumn>,
    private readonly names: readonly string[] | null,
    private qualities: QualityColumns | null,
  ) {
    this.info = state.info;
    this.fields = fields;
    this.edits = state.edits;
    this.undone = undoneEdits(state.edits);
    this.lastSeq = state.lastSeq;
    this.columns = state.columns;
    this.split = splitColumn(state.info.splits, state.info.sampleCount);
  }

  /** Reads it all; undefined where there is no such data set. */
  static async load(datasetId: number): Promise<LabelMemory | undefined> {
    const [state, fields, names, qualities] = await Promise.all([
      readLabelState(datasetId),
      readFields(datasetId),
      readNames(datasetId),
      readQualities(datasetId),
    ]);
    return state && new LabelMemory(state, inOrder(state.info.fields, fields), names, qualities);
  }

  /** The columns as they stand; null until `takeInsights` was called. The same object until something changes. */
  get table(): Table | null {
    return this.insights && this.build(this.info, this.columns, this.insights, this.qualities);
  }

  /** Shows these predictions and scores. */
  takeInsights(insights: RunInsights): void {
    if (this.insights === insights) return;
    this.insights = insights;
  }

  /** Shows what the pictures say of themselves. @returns whether that is new; they are measured once */
  takeQualities(qualities: QualityColumns | null): boolean {
    if ((this.qualities === null) === (qualities === null)) return false;
    this.qualities = qualities;
    return true;
  }

  /**
   * Takes in what the journal has after `lastSeq`; what came in meanwhile by another reading is left out.
   * @returns whether anything changed
   */
  takeNews({ info, edits, lastSeq, newFields }: LabelNews): boolean {
    const fresh = edits.filter((edit) => edit.seq > this.lastSeq);
    const renamed =
      info.name !== this.info.name ||
      info.tags.join('\n') !== this.info.tags.join('\n') ||
      info.fields.length !== this.info.fields.length ||
      fresh.some((edit) => edit.classes);
    this.lastSeq = Math.max(this.lastSeq, lastSeq);
    if (!renamed && fresh.length === 0) return false;
    if (renamed) this.info = info;
    if (newFields.size > 0) this.fields = inOrder(info.fields, new Map([...this.fields, ...newFields]));
    if (fresh.length > 0) this.append(fresh);
    return true;
  }

  private append(fresh: readonly Edit[]): void {
    const patches = fresh.flatMap((edit) => edit.patches);
    const copies = new Map<LabelColumnName, LabelColumns[LabelColumnName]>();
    for (const { column } of patches) if (!copies.has(column)) copies.set(column, this.columns[column].slice());
    this.columns = { ...this.columns, ...Object.fromEntries(copies) };
    applyPatches(this.columns, patches);
    this.edits = [...this.edits, ...fresh];
    this.undone = undoneEdits(this.edits);
  }
}

function inOrder<T>(names: readonly string[], values: Map<string, T>): Map<string, T> {
  return new Map(names.map((name) => [name, values.get(name)!]));
}
