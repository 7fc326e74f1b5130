import { MOST_CLASSES } from '../core/dataset/classes.ts';
import { NO_LABEL, type DatasetInfo, type FieldColumn } from '../core/dataset/types.ts';
import { carryEdits } from '../core/edits/carry-edits.ts';
import { numbersByName } from '../core/edits/class-edits.ts';
import { UserError } from '../core/errors.ts';
import { mergedField } from '../core/import/merged-field.ts';
import { movedStages } from '../core/views/moved-stages.ts';
import { datasetGone, LABEL_COLUMNS, readFieldColumns, readLabels } from './columns.ts';
import { db } from './database.ts';
import { finishImport, type ImportedDataset } from './datasets.ts';
import { readLabelState, type LabelState } from './journal.ts';
import type { JournalRow } from './records.ts';
import { listViews } from './views.ts';

/** An older data set as it was when the newer version was compared with it; it may have been edited since. */
export interface ComparedWith {
  id: number;
  /** How many classes it had. */
  classes: number;
  /** The fields that it had, by name. */
  fields: { has(name: string): boolean };
}

/**
 * Makes a newer version of a data set visible, with all that was edited in the older one until now, in whatever tab: its edits are done
 * again for the samples that both have, so that decisions, who made them, and what can be undone are the same; its saved views and the
 * classes and fields that were added meanwhile come along. All in one transaction; the older one stays.
 * @param imported its classes are those that the older one had, by their numbers, with new ones behind them
 * @param newOf sample of the new one for each of the older one, −1 where it is gone
 * @throws UserError 'deleted' where the older one was, 'import' where there would be too many classes
 */
export function finishUpdate(
  datasetId: number,
  imported: ImportedDataset,
  now: number,
  from: ComparedWith,
  newOf: Int32Array,
): Promise<DatasetInfo> {
  return db.transaction('rw', db.datasets, db.columns, db.journal, db.views, async () => {
    const older = await readLabelState(from.id);
    if (!older) throw datasetGone();
    const addedFields = older.info.fields.filter((name) => !from.fields.has(name));
    const current = withFields(
      withClasses(imported, older, from.classes),
      older.info,
      await readFieldColumns(from.id, addedFields),
      newOf,
    );
    const { tags, retired } = older.info;
    const info = { ...(await finishImport(datasetId, current, now)), tags, retired };
    await db.datasets.update(datasetId, { tags, retired });
    const before = { imported: await readLabels(from.id, 'imported'), tags, edits: older.edits };
    const after = { imported: current.labels, fields: current.fieldColumns };
    const { edits, columns } = carryEdits(before, after, newOf);
    const numbers = new Map<number, number>();
    for (const { seq, undoes, ...edit } of edits) {
      const row: Omit<JournalRow, 'seq'> = { ...edit, datasetId };
      if (undoes !== undefined) row.undoes = numbers.get(undoes);
      numbers.set(seq, (await db.journal.add(row as JournalRow)) as number);
    }
    await db.columns.bulkPut(LABEL_COLUMNS.map((name) => ({ datasetId, name, data: columns[name] })));
    const views = await listViews(from.id);
    await db.views.bulkAdd(
      views.map(({ name, createdAt, stages }) => ({
        ...{ datasetId, name, createdAt },
        stages: movedStages(stages, newOf),
      })),
    );
    return info;
  });
}

/** With the classes as the older version has them now: renamed ones, and those added meanwhile, which new ones of the same name are. */
function withClasses(imported: ImportedDataset, { info, edits }: LabelState, had: number): ImportedDataset {
  const classes = [...info.classes];
  const known = numbersByName(info, edits);
  const numbers = imported.classes.map((name, label) => {
    if (label < had) return label;
    return known.get(name) ?? classes.push(name) - 1;
  });
  if (classes.length > MOST_CLASSES)
    throw new UserError(
      'import',
      `Classes were added to “${info.name}” meanwhile, and with them there would be too many.`,
    );
  const labels = imported.labels.map((label) => (label === NO_LABEL ? label : numbers[label]));
  return { ...imported, classes, labels };
}

/** With fields that were added to the older version meanwhile. */
function withFields(
  imported: ImportedDataset,
  { annotators, annotatedAfter = {} }: Pick<DatasetInfo, 'annotators' | 'annotatedAfter'>,
  added: ReadonlyMap<string, FieldColumn>,
  newOf: Int32Array,
): ImportedDataset {
  const oldOf = new Int32Array(imported.sampleCount).fill(-1);
  newOf.forEach((index, older) => {
    if (index >= 0) oldOf[index] = older;
  });
  const fieldColumns = { ...imported.fieldColumns };
  for (const [name, field] of added) {
    fieldColumns[name] = mergedField(fieldColumns[name], field, imported.sampleCount, oldOf);
  }
  // What was read anew names classes as they were called at the import.
  const later = Object.entries(annotatedAfter).filter(([name]) => added.has(name) && !(name in imported.fieldColumns));
  return {
    ...imported,
    fieldColumns,
    annotators: [...new Set([...imported.annotators, ...annotators])],
    annotatedAfter: { ...imported.annotatedAfter, ...Object.fromEntries(later) },
  };
}
