import type { FieldColumn } from '../core/dataset/types.ts';
import type { LabelColumn, LabelColumnName } from '../core/edits/edit.ts';
import { UserError } from '../core/errors.ts';
import { db } from './database.ts';
import type { ColumnName } from './records.ts';

/** One label column. @throws UserError 'deleted' where the data set was */
export async function readLabels(
  datasetId: number,
  name: 'given' | 'current' | 'true' | 'imported',
): Promise<Uint16Array> {
  return (await readColumn(datasetId, name)) as Uint16Array;
}

/** What is told of a data set whose row is not there. */
export const datasetGone = (): UserError => new UserError('deleted', 'This data set is no longer in this browser.');

/** A column as stored. @throws UserError 'deleted' where the data set was, 'not-found' where it has no such column */
export async function readColumn(
  datasetId: number,
  name: Exclude<ColumnName, 'names'>,
): Promise<LabelColumn | Float32Array | FieldColumn> {
  const row = await db.columns.get([datasetId, name]);
  if (row) return row.data as Exclude<typeof row.data, string[]>;
  if ((await db.datasets.where('id').equals(datasetId).count()) === 0) throw datasetGone();
  throw new UserError('not-found', `This data set has no column “${name}”.`);
}

/** A data set's own fields, by name. They never change; others may be added. */
export async function readFields(datasetId: number): Promise<Map<string, FieldColumn>> {
  const rows = await db.columns
    .where('[datasetId+name]')
    .between([datasetId, 'field/'], [datasetId, 'field/\uffff'])
    .toArray();
  return new Map(rows.map((row) => [row.name.slice('field/'.length), row.data as FieldColumn]));
}

/** Some of a data set's fields, by name. */
export async function readFieldColumns(datasetId: number, names: readonly string[]): Promise<Map<string, FieldColumn>> {
  const rows = await db.columns.bulkGet(names.map((name): [number, ColumnName] => [datasetId, `field/${name}`]));
  return new Map(rows.flatMap((row, j) => (row ? [[names[j], row.data as FieldColumn] as const] : [])));
}

/** The names of a data set's samples; null where they are split and index. They never change. */
export async function readNames(datasetId: number): Promise<string[] | null> {
  const row = await db.columns.get([datasetId, 'names']);
  return (row?.data as string[] | undefined) ?? null;
}

/** The runs of a data set that have predicted something. */
export async function listPredictingRuns(datasetId: number): Promise<Set<number>> {
  const keys = await db.columns
    .where('[datasetId+name]')
    .between([datasetId, 'run/'], [datasetId, 'run/\uffff'])
    .primaryKeys();
  return new Set(keys.map(([, name]) => Number(name.split('/')[1])));
}

/** The classes that several runs predicted, one entry a sample, by run; a run that has predicted nothing is left out. */
export async function readPredicted(datasetId: number, runIds: readonly number[]): Promise<Map<number, Uint16Array>> {
  const rows = await db.columns.bulkGet(runIds.map((id): [number, ColumnName] => [datasetId, `run/${id}/predicted`]));
  return new Map(rows.flatMap((row, j) => (row ? [[runIds[j], row.data as Uint16Array] as const] : [])));
}

/** The columns that the journal changes. */
export const LABEL_COLUMNS: readonly LabelColumnName[] = ['given', 'current', 'true', 'tags', 'excluded', 'reviewed'];
