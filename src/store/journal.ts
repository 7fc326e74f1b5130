import type { Table } from 'dexie';
import type { DatasetInfo, FieldColumn } from '../core/dataset/types.ts';
import { columnsOf } from '../core/edits/carry-edits.ts';
import { applyClassPatches, type ClassList } from '../core/edits/class-edits.ts';
import type { ClassPatch, LabelColumnName, LabelColumns } from '../core/edits/edit.ts';
import { applyPatches, toPatch, type Change } from '../core/edits/patches.ts';
import { UserError } from '../core/errors.ts';
import { LABEL_COLUMNS, datasetGone, readFieldColumns } from './columns.ts';
import { db } from './database.ts';
import type { JournalRow } from './records.ts';

/** An edit before it has a number. */
type NewEdit = Omit<JournalRow, 'seq'>;

/** An edit before it is known which cells it changes. */
export type EditHead = Omit<NewEdit, 'patches'>;

/** What an edit reads and writes. */
export const tables = () => [db.journal, db.columns, db.datasets] as const;

/**
 * Appends an edit and applies it to the label columns, in one transaction: the journal is the truth, the columns are
 * its cache. Cells that already hold the wanted value are left out of the record.
 * @param head the edit, or what describes it from the columns as they stand inside the transaction
 * @param plan reads the columns as they stand inside the transaction and says what to change
 * @param names the columns that `head` and `plan` look at or change: fewer are read faster
 * @returns the journal row, or undefined where nothing changes (nothing is written then)
 */
export async function appendEdit(
  head: EditHead | (Pick<NewEdit, 'datasetId'> & { describe: (columns: LabelColumns) => EditHead }),
  plan: (columns: LabelColumns) => Change[],
  names: readonly LabelColumnName[] = LABEL_COLUMNS,
): Promise<JournalRow | undefined> {
  return db.transaction('rw', [...tables()], async () => {
    const columns = await readLabelColumns(head.datasetId, names);
    const patches = plan(columns)
      .map((change) => toPatch(columns[change.column], change))
      .filter(isAnything);
    if (patches.length === 0) return undefined;
    return write({ ...('describe' in head ? head.describe(columns) : head), patches }, columns);
  });
}

/** What an edit does to the classes of a data set, and with them to its labels. */
export interface ClassEdit {
  head: Omit<EditHead, 'datasetId' | 'kind' | 'classes'>;
  classes: ClassPatch[];
  changes: Change[];
}

/**
 * The same for an edit of the classes; the list of them in the data set's row is changed in the same transaction.
 * @param plan looks at the classes and labels as they stand inside the transaction
 * @param names the columns that `plan` looks at
 * @throws UserError 'deleted' where the data set was
 */
export async function appendClassEdit(
  datasetId: number,
  plan: (list: ClassList, columns: LabelColumns) => ClassEdit,
  names: readonly LabelColumnName[],
): Promise<JournalRow | undefined> {
  return db.transaction('rw', [...tables()], async () => {
    const columns = await readLabelColumns(datasetId, names);
    const { head, classes, changes } = plan(await readClasses(datasetId), columns);
    if (classes.length === 0) return undefined;
    const patches = changes.map((change) => toPatch(columns[change.column], change));
    return write({ ...head, datasetId, kind: 'classes', classes, patches: patches.filter(isAnything) }, columns);
  });
}

const isAnything = ({ indices }: JournalRow['patches'][number]): boolean => indices.length > 0;

/** The classes that a data set's row has. @throws UserError 'deleted' where the data set was */
export async function readClasses(datasetId: number): Promise<ClassList> {
  const row = await db.datasets.get(datasetId);
  if (!row) throw datasetGone();
  return { classes: row.classes, retired: row.retired };
}

/**
 * Does all that `work` reads and edits in one transaction, which an abort takes back whole, even where it still waits for another tab.
 * @param work awaits nothing but Dexie calls on the tables of `tables()`, such as this file's functions, and on `others`: one await of
 * anything else ends the transaction
 * @throws AbortError once aborted, unless the edit was being committed
 */
export async function editUnlessAborted<T>(
  signal: AbortSignal,
  work: () => Promise<T>,
  others: readonly Table[] = [],
): Promise<T> {
  let takeBack = (): void => undefined;
  const stop = (): void => takeBack();
  signal.addEventListener('abort', stop);
  try {
    return await db.transaction('rw', [...new Set<Table>([...tables(), ...others])], async (transaction) => {
      signal.throwIfAborted();
      takeBack = () => {
        try {
          transaction.abort();
        } catch {
          // It is being committed.
        }
      };
      return work();
    });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** A data set's edits, oldest first. */
export function listEdits(datasetId: number): Promise<JournalRow[]> {
  return db.journal.where('datasetId').equals(datasetId).sortBy('seq');
}

/** Edits after a certain one, and how far the journal was read: some of it may be another data set's. */
export interface JournalTail {
  edits: JournalRow[];
  lastSeq: number;
}

/** A data set's edits with a higher number than `seq`, oldest first. */
export async function readEditsAfter(datasetId: number, seq: number): Promise<JournalTail> {
  const rows = await db.journal.where('seq').above(seq).toArray();
  return { edits: rows.filter((row) => row.datasetId === datasetId), lastSeq: rows.at(-1)?.seq ?? seq };
}

/** What a data set's labels are and how they came about, all of one moment. */
export interface LabelState extends JournalTail {
  info: DatasetInfo;
  columns: LabelColumns;
}

/** Reads a data set's row, its label columns and its whole journal in one transaction; undefined where it is gone. */
export function readLabelState(datasetId: number): Promise<LabelState | undefined> {
  return db.transaction('r', [...tables()], async () => {
    const info = await db.datasets.get(datasetId);
    if (!info?.ready) return undefined;
    const [columns, edits, last] = await Promise.all([
      readLabelColumns(datasetId, LABEL_COLUMNS),
      listEdits(datasetId),
      db.journal.orderBy('seq').lastKey(),
    ]);
    return { info, columns, edits, lastSeq: (last as number | undefined) ?? 0 };
  });
}

/** What has become of a data set's labels since. */
export interface LabelNews extends JournalTail {
  info: DatasetInfo;
  /** Fields that were added. */
  newFields: Map<string, FieldColumn>;
}

/**
 * Reads a data set's row, its edits after `seq` and the fields that are not among `knownFields`, in one transaction; undefined where it
 * is gone.
 */
export function readLabelNews(
  datasetId: number,
  seq: number,
  knownFields: readonly string[],
): Promise<LabelNews | undefined> {
  return db.transaction('r', [...tables()], async () => {
    const info = await db.datasets.get(datasetId);
    if (!info?.ready) return undefined;
    const added = info.fields.filter((name) => !knownFields.includes(name));
    const newFields = added.length > 0 ? await readFieldColumns(datasetId, added) : new Map<string, FieldColumn>();
    return { info, newFields, ...(await readEditsAfter(datasetId, seq)) };
  });
}

/** Adds the journal up again from the labels as imported: what the label columns must equal. */
export async function replayJournal(datasetId: number): Promise<LabelColumns> {
  return db.transaction('r', [...tables()], async () => {
    const imported = (await db.columns.get([datasetId, 'imported']))?.data as Uint16Array;
    const columns = columnsOf(imported);
    for (const row of await listEdits(datasetId)) applyPatches(columns, row.patches);
    return columns;
  });
}

/**
 * The bit of tag `name` in the tags column, given to it on first use. Call it inside the edit's transaction or before.
 * @throws UserError when all 32 tags are taken
 */
export async function tagBit(datasetId: number, name: string): Promise<number> {
  return db.transaction('rw', db.datasets, async () => {
    const row = await db.datasets.get(datasetId);
    if (!row) throw datasetGone();
    const at = row.tags.indexOf(name);
    if (at >= 0) return at;
    if (row.tags.length >= 32)
      throw new UserError('bad-input', `“${name}” would be tag 33; a data set has at most 32 tags`);
    await db.datasets.update(datasetId, { tags: [...row.tags, name] });
    return row.tags.length;
  });
}

/** Some of a data set's label columns. @param names those to read; the others are missing in what is returned */
export async function readLabelColumns(datasetId: number, names: readonly LabelColumnName[]): Promise<LabelColumns> {
  const rows = await db.columns.bulkGet(names.map((name) => [datasetId, name]));
  const entries = rows.map((row) => {
    if (!row) throw datasetGone();
    return [row.name, row.data];
  });
  return Object.fromEntries(entries) as LabelColumns;
}

/** Appends an edit and applies it to the columns given, and to those and the classes stored; to be called inside its transaction. */
export async function write(edit: NewEdit, columns: LabelColumns): Promise<JournalRow> {
  const seq = (await db.journal.add(edit as JournalRow)) as number;
  applyPatches(columns, edit.patches);
  const touched = [...new Set(edit.patches.map((patch) => patch.column))];
  await db.columns.bulkPut(touched.map((name) => ({ datasetId: edit.datasetId, name, data: columns[name] })));
  if (edit.classes) {
    await db.datasets.update(edit.datasetId, applyClassPatches(await readClasses(edit.datasetId), edit.classes));
  }
  return { ...edit, seq };
}
