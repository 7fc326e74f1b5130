import type { FieldColumn } from '../core/dataset/types.ts';
import { db } from './database.ts';
import type { ColumnName, LabelColumnName } from './records.ts';

/** Element type of each label column. */
export type LabelColumn = Uint16Array | Uint32Array | Uint8Array;

/** One label column. @throws Error where the data set has none (it was deleted) */
export async function readLabels(
  datasetId: number,
  name: 'given' | 'current' | 'true' | 'imported',
): Promise<Uint16Array> {
  return (await readColumn(datasetId, name)) as Uint16Array;
}

/** A column as stored. @throws Error where there is none */
export async function readColumn(
  datasetId: number,
  name: ColumnName,
): Promise<LabelColumn | Float32Array | FieldColumn> {
  const row = await db.columns.get([datasetId, name]);
  if (!row) throw new Error(`data set ${datasetId} has no column ${name}`);
  return row.data;
}

/** Every column of a data set but `imported`, by name. */
export async function readColumns(
  datasetId: number,
): Promise<Map<ColumnName, LabelColumn | Float32Array | FieldColumn>> {
  const rows = await db.columns.where('datasetId').equals(datasetId).toArray();
  return new Map(rows.filter((row) => row.name !== 'imported').map((row) => [row.name, row.data]));
}

/** The classes that several runs predicted, one entry a sample, by run; a run that has predicted nothing is left out. */
export async function readPredicted(datasetId: number, runIds: readonly number[]): Promise<Map<number, Uint16Array>> {
  const rows = await db.columns.bulkGet(runIds.map((id): [number, ColumnName] => [datasetId, `run/${id}/predicted`]));
  return new Map(rows.flatMap((row, j) => (row ? [[runIds[j], row.data as Uint16Array] as const] : [])));
}

/** The columns that the journal changes. */
export const LABEL_COLUMNS: readonly LabelColumnName[] = ['given', 'current', 'true', 'tags', 'excluded', 'reviewed'];
