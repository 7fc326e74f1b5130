import { nameOfCopy } from '../core/dataset/names.ts';
import { NO_LABEL, SHARDS_ALONE, type DatasetInfo, type FieldColumn } from '../core/dataset/types.ts';
import { UserError } from '../core/errors.ts';
import { datasetGone } from './columns.ts';
import { db } from './database.ts';
import type { ColumnRow, DatasetRow } from './records.ts';
import { deleteWorkOf } from './runs.ts';

/** What an importer knows once every shard is written. */
export interface ImportedDataset extends Omit<DatasetInfo, 'id' | 'createdAt' | 'tags' | 'fields' | 'retired'> {
  /** One label a sample, as the archive gives it; NO_LABEL for one without. */
  labels: Uint16Array;
  /** One name a sample, each different; absent where they are split and index. */
  names?: string[];
  /** The archive's own fields, by name, in the order to show them. */
  fieldColumns: Record<string, FieldColumn>;
}

/**
 * Reserves the row of a data set for as long as `work` imports it: the row owns the shards written meanwhile and stays invisible. It is
 * held by a Web Lock from before it is there, so that no sweep takes it for dead. Where `work` fails, all that it stored is deleted.
 * @param work gets the id of the row, and ends with `finishImport`
 * @throws what `work` does, or the signal's reason
 */
export async function holdImport<T>(signal: AbortSignal, work: (datasetId: number) => Promise<T>): Promise<T> {
  const importLock = `second-look:import:${crypto.randomUUID()}`;
  return navigator.locks.request(importLock, { signal }, async () => {
    const datasetId = (await db.datasets.add({ ...NOTHING_YET, importLock })) as number;
    try {
      return await work(datasetId);
    } catch (error) {
      // Where even this fails, the next start of the page deletes it.
      await deleteDataset(datasetId).catch(() => undefined);
      throw error;
    }
  });
}

/** The row of a data set whose import has not ended. */
const NOTHING_YET: Omit<DatasetRow, 'id'> = {
  name: '',
  source: '',
  format: '',
  createdAt: 0,
  sampleCount: 0,
  width: 0,
  height: 0,
  ...SHARDS_ALONE,
  classes: [],
  retired: [],
  splits: [],
  tags: [],
  fields: [],
  annotators: [],
  shards: [],
  ready: 0,
};

/**
 * Makes an imported data set visible, with its columns, in one transaction. A name that another data set has
 * gets a number behind it.
 * @param now milliseconds since the epoch
 */
export async function finishImport(datasetId: number, imported: ImportedDataset, now: number): Promise<DatasetInfo> {
  const { labels, names, fieldColumns, ...rest } = imported;
  const n = imported.sampleCount;
  return db.transaction('rw', db.datasets, db.columns, async () => {
    const info: DatasetInfo = {
      ...rest,
      id: datasetId,
      name: nameOfCopy(rest.name, new Set((await listDatasets()).map(({ name }) => name))),
      createdAt: now,
      tags: [],
      retired: [],
      fields: Object.keys(fieldColumns),
    };
    await db.datasets.put({ ...info, ready: 1 });
    const columns: ColumnRow[] = [
      { datasetId, name: 'imported', data: labels },
      { datasetId, name: 'given', data: labels },
      { datasetId, name: 'current', data: labels },
      { datasetId, name: 'true', data: new Uint16Array(n).fill(NO_LABEL) },
      { datasetId, name: 'tags', data: new Uint32Array(n) },
      { datasetId, name: 'excluded', data: new Uint8Array(n) },
      { datasetId, name: 'reviewed', data: new Uint8Array(n) },
    ];
    if (names) columns.push({ datasetId, name: 'names', data: names });
    for (const [name, data] of Object.entries(fieldColumns)) columns.push({ datasetId, name: `field/${name}`, data });
    await db.columns.bulkPut(columns);
    return info;
  });
}

/** The data sets that are complete, oldest first. */
export function listDatasets(): Promise<DatasetInfo[]> {
  return db.datasets.where('ready').equals(1).sortBy('id');
}

/** One data set, or undefined where there is none or its import is not complete. */
export async function getDataset(id: number): Promise<DatasetInfo | undefined> {
  const row = await db.datasets.get(id);
  return row?.ready ? row : undefined;
}

/**
 * Gives a data set another name.
 * @throws UserError where that is empty or another data set's, or the data set is gone
 */
export async function renameDataset(id: number, wanted: string): Promise<void> {
  const name = wanted.trim();
  if (name === '') throw new UserError('bad-input', 'A data set needs a name: it keeps the one that it has.');
  await db.transaction('rw', db.datasets, async () => {
    if ((await listDatasets()).some((other) => other.name === name && other.id !== id))
      throw new UserError('name-taken', `There is a data set “${name}” already: choose another name.`);
    if ((await db.datasets.update(id, { name })) === 0 && !(await getDataset(id))) throw datasetGone();
  });
}

/** How many runs and edits a data set has. Reads none of them. */
export async function countWork(id: number): Promise<{ runs: number; edits: number }> {
  const of = (table: typeof db.runs | typeof db.journal) => table.where('datasetId').equals(id).count();
  const [runs, edits] = await Promise.all([of(db.runs), of(db.journal)]);
  return { runs, edits };
}

/** Removes a data set with everything that belongs to it, in one transaction. */
export async function deleteDataset(id: number): Promise<void> {
  await db.transaction('rw', db.tables, async () => {
    const runIds = (await db.runs.where('datasetId').equals(id).primaryKeys()) as number[];
    await deleteWorkOf(runIds);
    const { shards, originals, folders, columns, journal, runs, scores, views, embeddings } = db;
    for (const table of [shards, originals, folders, columns, journal, runs, scores, views, embeddings]) {
      await table.where('datasetId').equals(id).delete();
    }
    await db.datasets.delete(id);
  });
}

/**
 * Deletes what interrupted imports left behind (no Web Lock holds them any more).
 * @param patienceMs how long to wait for the lock of each, which is released only a moment after its worker was ended
 * @returns how many there were
 */
export async function sweepDeadImports(patienceMs = 0): Promise<number> {
  const unready = await db.datasets.where('ready').equals(0).toArray();
  const swept = await Promise.all(unready.map((row) => sweepDeadImport(row, patienceMs)));
  return swept.filter(Boolean).length;
}

/** @returns whether there was something to delete; false where the import is alive */
async function sweepDeadImport({ id, importLock }: DatasetRow, patienceMs: number): Promise<boolean> {
  // Rows that an older version of the page began have a lock by number.
  const name = importLock ?? `second-look:import:${id}`;
  const patience = patienceMs > 0 ? AbortSignal.timeout(patienceMs) : undefined;
  let free = false;
  const sweep = async (lock: Lock | null): Promise<boolean> => {
    free = true;
    if (!lock || (await db.datasets.get(id))?.ready !== 0) return false;
    await deleteDataset(id);
    return true;
  };
  try {
    return await navigator.locks.request(name, patience ? { signal: patience } : { ifAvailable: true }, sweep);
  } catch (error) {
    if (free || !patience?.aborted) throw error;
    return false;
  }
}
