import type { DatasetInfo } from '../core/dataset/types.ts';
import { carryEdits } from '../core/edits/carry-edits.ts';
import { datasetGone, LABEL_COLUMNS, readLabels } from './columns.ts';
import { db } from './database.ts';
import { finishImport, type ImportedDataset } from './datasets.ts';
import { readLabelState } from './journal.ts';
import type { JournalRow } from './records.ts';

/**
 * Makes a newer version of a data set visible, with all that was edited in the older one: its edits are done again for the samples that
 * both have, so that decisions, who made them, and what can be undone are the same. All in one transaction; the older one stays.
 * @param imported its classes are those of the older one, by their numbers, with new ones behind them
 * @param from the older data set @param newOf sample of the new one for each of the older one, −1 where it is gone
 * @throws UserError 'deleted' where the older one was
 */
export function finishUpdate(
  datasetId: number,
  imported: ImportedDataset,
  now: number,
  from: number,
  newOf: Int32Array,
): Promise<DatasetInfo> {
  return db.transaction('rw', db.datasets, db.columns, db.journal, async () => {
    const older = await readLabelState(from);
    if (!older) throw datasetGone();
    // Names may have been changed since the importer read them.
    const classes = [...older.info.classes, ...imported.classes.slice(older.info.classes.length)];
    const { tags, retired } = older.info;
    const info = { ...(await finishImport(datasetId, { ...imported, classes }, now)), tags, retired };
    await db.datasets.update(datasetId, { tags, retired });
    const before = { imported: await readLabels(from, 'imported'), tags, edits: older.edits };
    const after = { imported: imported.labels, fields: imported.fieldColumns };
    const { edits, columns } = carryEdits(before, after, newOf);
    const numbers = new Map<number, number>();
    for (const { seq, undoes, ...edit } of edits) {
      const row: Omit<JournalRow, 'seq'> = { ...edit, datasetId };
      if (undoes !== undefined) row.undoes = numbers.get(undoes);
      numbers.set(seq, (await db.journal.add(row as JournalRow)) as number);
    }
    await db.columns.bulkPut(LABEL_COLUMNS.map((name) => ({ datasetId, name, data: columns[name] })));
    return info;
  });
}
