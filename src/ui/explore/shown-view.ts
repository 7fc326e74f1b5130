import type { View } from '../../api/view.ts';
import type { Table } from '../../core/dataset/table.ts';
import { sentenceOf } from '../../core/errors.ts';
import { memo } from '../../core/memo.ts';
import { fieldAt } from '../../core/views/fields.ts';
import { groupByField, type Group } from '../../core/views/group.ts';
import type { ViewStage } from '../../core/views/stages.ts';

const NOTHING: { indices: Uint32Array; groups: Group[] } = { indices: new Uint32Array(0), groups: [] };

/** What the grid has of the session's view; the same list stays the same array, since the grid starts anew with another. */
export class ShownView {
  /** Of the view as asked for, whether it can be shown or not. */
  stages: readonly ViewStage[] = [];
  /** Samples in the order of the grid: those of a class together where tiles are grouped. */
  indices: Uint32Array = NOTHING.indices;
  /** Groups that they fall into, in order; empty for none. */
  groups: readonly Group[] = NOTHING.groups;
  /** Why the view cannot be shown; empty where it can. */
  trouble = '';
  private readonly group = memo((table: Table, indices: Uint32Array, field: string): typeof NOTHING =>
    groupByField(indices, fieldAt(table, field)),
  );

  /** Looks at a view of the table as they stand. @param groupBy a class or text field, or null for no groups */
  take(table: Table, view: View | null, groupBy: string | null): void {
    this.stages = view?.stages ?? [];
    this.trouble = '';
    try {
      const indices = view?.indices ?? NOTHING.indices;
      ({ indices: this.indices, groups: this.groups } = groupBy
        ? this.group(table, indices, groupBy)
        : { indices, groups: NOTHING.groups });
    } catch (error) {
      ({ indices: this.indices, groups: this.groups } = NOTHING);
      this.trouble = sentenceOf(error);
    }
  }
}
