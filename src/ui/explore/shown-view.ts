import type { Dataset } from '../../api/dataset.ts';
import type { View } from '../../api/view.ts';
import type { Table } from '../../core/dataset/table.ts';
import { sentenceOf } from '../../core/errors.ts';
import { memo } from '../../core/memo.ts';
import { isUndecided, withDecided } from '../../core/views/decided.ts';
import { similaritySortOf, sortOf } from '../../core/views/edit-stages.ts';
import { fieldAt } from '../../core/views/fields.ts';
import { groupByField, type Group } from '../../core/views/group.ts';
import type { ViewStage } from '../../core/views/stages.ts';

const NOTHING: { indices: Uint32Array; groups: Group[] } = { indices: new Uint32Array(0), groups: [] };

/** The order of a view in words of a program: two views of the same order have the same. */
const orderOf = (stages: readonly ViewStage[]): string => JSON.stringify(similaritySortOf(stages) ?? sortOf(stages));

/** What the grid has of the session's view; the same list stays the same array, since the grid starts anew with another. */
export class ShownView {
  /** Of the view as asked for, whether it can be shown or not. */
  stages: readonly ViewStage[] = [];
  /** Samples in the order of the grid: those of a class together where tiles are grouped. */
  indices: Uint32Array = NOTHING.indices;
  /** Groups that they fall into, in order; empty for none. */
  groups: readonly Group[] = NOTHING.groups;
  /** Those of the view with what is decided, which leaves a queue and is counted all the same. */
  all: Uint32Array = NOTHING.indices;
  /** A class or text field by which tiles are grouped, or null. */
  groupBy: string | null = null;
  /** What the grouping is of, and ends with. */
  private grouped: { dataset: Dataset; order: string } | null = null;
  /** Why the view cannot be shown; empty where it can. */
  trouble = '';
  private readonly whole = memo((dataset: Dataset, stages: readonly ViewStage[]): View =>
    dataset.view().through(withDecided(stages)),
  );
  private readonly inGroups = memo((table: Table, indices: Uint32Array, field: string): typeof NOTHING =>
    groupByField(indices, fieldAt(table, field)),
  );

  /** Groups the tiles, until a view in another order is shown: groups would hide what it puts first. @param field a class or text field, or null */
  group(dataset: Dataset, field: string | null): void {
    this.groupBy = field;
    this.grouped = { dataset, order: orderOf(this.stages) };
  }

  /** Looks at a view of a data set as they stand. */
  take(dataset: Dataset, view: View | null): void {
    const { table } = dataset;
    this.stages = view?.stages ?? [];
    if (this.grouped?.dataset !== dataset || this.grouped.order !== orderOf(this.stages)) this.groupBy = null;
    const { groupBy } = this;
    this.trouble = '';
    this.all = NOTHING.indices;
    try {
      const indices = view?.indices ?? NOTHING.indices;
      this.all = this.stages.some(isUndecided) ? this.whole(dataset, this.stages).indices : indices;
      ({ indices: this.indices, groups: this.groups } = groupBy
        ? this.inGroups(table, indices, groupBy)
        : { indices, groups: NOTHING.groups });
    } catch (error) {
      ({ indices: this.indices, groups: this.groups } = NOTHING);
      this.trouble = sentenceOf(error);
    }
  }
}
