import { QUALITIES, type Quality, type QualityColumns } from '../core/quality/qualities.ts';
import { datasetGone } from './columns.ts';
import { db } from './database.ts';
import type { ColumnName } from './records.ts';

/** Of the way pictures are measured: columns of another one count for nothing. */
const VERSION = 1;

const nameOf = (part: Quality | 'size'): `quality/${number}/${Quality | 'size'}` => `quality/${VERSION}/${part}`;

/** The qualities of a data set's pictures, once all are measured; null before. */
export async function readQualities(datasetId: number): Promise<QualityColumns | null> {
  const rows = await db.columns.bulkGet(QUALITIES.map((quality): [number, ColumnName] => [datasetId, nameOf(quality)]));
  if (rows.some((row) => row === undefined)) return null;
  return new Map(QUALITIES.map((quality, j) => [quality, rows[j]!.data as Float32Array]));
}

/** What is measured so far. */
export interface Measured {
  /** One column a quality but the odd size, which shows only among all. */
  columns: Map<Quality, Float32Array>;
  /** Square root of width times height of every picture; NaN where it was not measured yet. */
  sizes: Float32Array;
}

/** What an earlier search measured before it was stopped; nothing measured where there was none. */
export async function readMeasured(datasetId: number, count: number): Promise<Measured> {
  const parts = QUALITIES.filter((quality) => quality !== 'odd_size');
  const rows = await db.columns.bulkGet(
    [...parts, 'size' as const].map((part): [number, ColumnName] => [datasetId, nameOf(part)]),
  );
  const known = rows.every((row) => row?.datasetId === datasetId);
  return {
    columns: new Map(
      parts.map((quality, j) => [quality, known ? (rows[j]!.data as Float32Array) : new Float32Array(count).fill(NaN)]),
    ),
    sizes: known ? (rows.at(-1)!.data as Float32Array) : new Float32Array(count).fill(NaN),
  };
}

/**
 * Keeps what is measured so far, in place of what was; with `oddSizes` it is complete.
 * @throws UserError 'deleted' where the data set was
 */
export async function writeMeasured(
  datasetId: number,
  { columns, sizes }: Measured,
  oddSizes?: Float32Array,
): Promise<void> {
  await db.transaction('rw', db.datasets, db.columns, async () => {
    if ((await db.datasets.where('id').equals(datasetId).count()) === 0) throw datasetGone();
    await db.columns.where('[datasetId+name]').between([datasetId, 'quality/'], [datasetId, 'quality/\uffff']).delete();
    const rows = [...columns].map(([quality, data]) => ({ datasetId, name: nameOf(quality), data }));
    await db.columns.bulkPut([...rows, { datasetId, name: nameOf('size'), data: sizes }]);
    if (oddSizes) await db.columns.put({ datasetId, name: nameOf('odd_size'), data: oddSizes });
  });
}
