import type { FieldColumn } from '../core/dataset/types.ts';
import { datasetGone } from './columns.ts';
import { db } from './database.ts';
import type { ColumnName } from './records.ts';

/**
 * Adds fields to a data set, all of them or none. They are no edit: a field says something more, and changes nothing that stands.
 * @param annotators those of them that hold the labels of one annotator each, by the names that classes have now
 * @throws UserError 'deleted' where the data set was
 */
export function addFields(
  datasetId: number,
  fields: ReadonlyMap<string, FieldColumn>,
  annotators: readonly string[],
): Promise<void> {
  return db.transaction('rw', db.datasets, db.columns, db.journal, async () => {
    const row = await db.datasets.get(datasetId);
    if (!row) throw datasetGone();
    await db.columns.bulkPut(
      Array.from(fields, ([name, data]) => ({
        datasetId,
        name: `field/${name}` satisfies ColumnName as ColumnName,
        data,
      })),
    );
    const edits = await db.journal.where('datasetId').equals(datasetId).count();
    await db.datasets.update(datasetId, {
      fields: [...new Set([...row.fields, ...fields.keys()])],
      annotators: [...new Set([...row.annotators, ...annotators])],
      annotatedAfter: { ...row.annotatedAfter, ...Object.fromEntries(annotators.map((name) => [name, edits])) },
    });
  });
}
