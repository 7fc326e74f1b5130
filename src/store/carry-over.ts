import type { DatasetInfo } from '../core/dataset/types.ts';
import type { Patch } from '../core/edits/edit.ts';
import { datasetGone, LABEL_COLUMNS } from './columns.ts';
import { db } from './database.ts';
import { finishImport, type ImportedDataset } from './datasets.ts';
import { readLabelState, replayJournal } from './journal.ts';
import type { JournalRow } from './records.ts';

/**
 * Makes a newer version of a data set visible, with all that was edited in the older one: its journal is written again for the samples
 * that both have, so that decisions, who made them, and what can be undone are the same. All in one transaction; the older one stays.
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
    const info = {
      ...(await finishImport(datasetId, imported, now)),
      tags: older.info.tags,
      retired: older.info.retired,
    };
    await db.datasets.update(datasetId, { tags: info.tags, retired: info.retired });
    const numbers = new Map<number, number>();
    for (const { seq, undoes, ...edit } of older.edits) {
      const row: Omit<JournalRow, 'seq'> = {
        ...edit,
        datasetId,
        details: movedDetails(edit.details, newOf),
        patches: edit.patches.map((patch) => moved(patch, newOf)),
      };
      if (undoes !== undefined) row.undoes = numbers.get(undoes);
      numbers.set(seq, (await db.journal.add(row as JournalRow)) as number);
    }
    const columns = await replayJournal(datasetId);
    await db.columns.bulkPut(LABEL_COLUMNS.map((name) => ({ datasetId, name, data: columns[name] })));
    return info;
  });
}

/** Who decided about which samples, where an edit restored what others had decided, for the samples of the newer version. */
function movedDetails(details: Record<string, unknown>, newOf: Int32Array): Record<string, unknown> {
  const { bySample } = details;
  if (!bySample) return details;
  const moved = Object.entries(bySample as Record<string, Uint32Array>).map(([by, indices]) => {
    return [
      by,
      Uint32Array.from(
        indices.filter((index) => newOf[index] >= 0),
        (index) => newOf[index],
      ),
    ] as const;
  });
  return { ...details, bySample: Object.fromEntries(moved) };
}

/** The patch for the samples of the newer version. */
function moved(patch: Patch, newOf: Int32Array): Patch {
  const places: number[] = [];
  patch.indices.forEach((index, j) => {
    if (newOf[index] >= 0) places.push(j);
  });
  return {
    column: patch.column,
    indices: Uint32Array.from(places, (j) => newOf[patch.indices[j]]),
    before: Uint32Array.from(places, (j) => patch.before[j]),
    after: Uint32Array.from(places, (j) => patch.after[j]),
  };
}
