import { Dexie } from 'dexie';
import { NO_LABEL } from '../core/dataset/types.ts';
import { db } from './database.ts';
import type { FeaturesRow, LogitsRow, RunRow } from './records.ts';
import { getRun, requireRun } from './runs.ts';

const partsOf = (runId: number): [[number, number], [number, number]] => [
  [runId, Dexie.minKey as number],
  [runId, Dexie.maxKey as unknown as number],
];

/**
 * Appends one part of a run's predictions (some 1,000 samples) and brings the run's `predicted` and `confidence`
 * columns up to date, in one transaction: a crash loses at most the part in hand.
 * @param logits indices.length × k row-major
 * @param features indices.length × d row-major
 * @param predicted the class of each sample; @param confidence its probability, 0 … 1
 * @throws UserError 'deleted' where the run is gone
 */
export async function appendPredictions(
  run: Pick<RunRow, 'id' | 'datasetId'>,
  sampleCount: number,
  indices: Uint32Array,
  logits: Float32Array,
  features: Float32Array,
  predicted: Uint16Array,
  confidence: Float32Array,
): Promise<void> {
  const { id: runId, datasetId } = run;
  await db.transaction('rw', db.runs, db.logits, db.features, db.columns, async () => {
    await requireRun(runId);
    const part = ((await listParts(runId)).at(-1) ?? -1) + 1;
    await db.logits.add({ runId, part, indices, logits });
    await db.features.add({ runId, part, features });
    const [p, c] = await db.columns.bulkGet([
      [datasetId, `run/${runId}/predicted`],
      [datasetId, `run/${runId}/confidence`],
    ]);
    const classes = (p?.data as Uint16Array | undefined) ?? new Uint16Array(sampleCount).fill(NO_LABEL);
    const certainty = (c?.data as Float32Array | undefined) ?? new Float32Array(sampleCount).fill(NaN);
    for (let j = 0; j < indices.length; j++) {
      classes[indices[j]] = predicted[j];
      certainty[indices[j]] = confidence[j];
    }
    await db.columns.bulkPut([
      { datasetId, name: `run/${runId}/predicted`, data: classes },
      { datasetId, name: `run/${runId}/confidence`, data: certainty },
    ]);
  });
}

/** Numbers of the parts that a run's predictions are stored in, ascending. Looks at an index alone. */
export async function listParts(runId: number): Promise<number[]> {
  const keys = await db.logits
    .where('[runId+part]')
    .between(...partsOf(runId))
    .primaryKeys();
  return (keys as [number, number][]).map(([, part]) => part);
}

/**
 * Says which logits there are of run `runId` and of every other run of its data set: another text whenever some are added or replaced.
 * A run's number of classes changes only with its logits. Looks at indices, and at one row.
 * @throws UserError 'not-found' where there is no such run
 */
export function readLogitsVersion(runId: number): Promise<string> {
  return db.transaction('r', db.runs, db.logits, async () => {
    const { datasetId } = await getRun(runId);
    const runIds = (await db.runs.where('datasetId').equals(datasetId).primaryKeys()) as number[];
    const parts = await Promise.all(runIds.map(async (id) => `${id}:${(await listParts(id)).at(-1) ?? ''}`));
    return parts.join();
  });
}

/** What a run has predicted. */
export interface RunColumns {
  /** The part that was stored last: the columns change with each. */
  part: number;
  /** The class of each sample; NO_LABEL where it is not predicted. */
  predicted: Uint16Array;
  /** Its probability, 0 … 1. */
  confidence: Float32Array;
}

/**
 * What a run has predicted; undefined where that is nothing. Looks at an index alone where `known` is what there is.
 * @returns the very object `known` then
 */
export function readRunColumns(datasetId: number, runId: number, known?: RunColumns): Promise<RunColumns | undefined> {
  return db.transaction('r', db.logits, db.columns, async () => {
    const part = (await listParts(runId)).at(-1);
    if (part === known?.part) return known;
    const [predicted, confidence] = await db.columns.bulkGet([
      [datasetId, `run/${runId}/predicted`],
      [datasetId, `run/${runId}/confidence`],
    ]);
    if (part === undefined || !predicted || !confidence) return undefined;
    return { part, predicted: predicted.data as Uint16Array, confidence: confidence.data as Float32Array };
  });
}

/** Which samples run `runId` has logits of: 1 where it has. */
export async function predictedMask(runId: number, sampleCount: number): Promise<Uint8Array> {
  const mask = new Uint8Array(sampleCount);
  await db.logits
    .where('[runId+part]')
    .between(...partsOf(runId))
    .each((row) => {
      for (const i of row.indices) mask[i] = 1;
    });
  return mask;
}

/** The samples that run `runId` has predicted, in ascending order. */
export async function predictedSamples(runId: number, sampleCount: number): Promise<Uint32Array> {
  const mask = await predictedMask(runId, sampleCount);
  return Uint32Array.from(mask.keys()).filter((i) => mask[i]);
}

/** Logits of some samples of a run. */
export interface Logits {
  /** indices.length × k row-major. */
  values: Float32Array;
  classCount: number;
  /** How many of the asked samples have none (their rows are NaN). */
  missing: number;
}

/** The run's logits of the samples `indices`, in that order. */
export function readLogits(
  run: Pick<RunRow, 'id' | 'classCount'>,
  sampleCount: number,
  indices: ArrayLike<number>,
): Promise<Logits> {
  return readRows(db.logits, run, sampleCount, indices);
}

/**
 * Logits of the samples `indices` by models that had not learned their labels: a probe's folds, or predictions brought in that are out of
 * sample. @returns n×k row-major, rows of NaN where there is none; undefined where the run has none at all
 */
async function readHeldOut(
  run: RunRow,
  sampleCount: number,
  indices: ArrayLike<number>,
): Promise<Float32Array | undefined> {
  const table = run.source === 'imported' && run.outOfSample ? db.logits : db.heldOut;
  const { values, missing } = await readRows(table, run, sampleCount, indices);
  return missing < indices.length ? values : undefined;
}

/** What a run says of some samples, and the run as it was when it said so. */
export interface RunLogits {
  run: RunRow;
  /** See readLogits; `run.classCount` numbers a row. */
  logits: Float32Array;
  /** See readHeldOut. */
  heldOut: Float32Array | undefined;
  /** How many of the samples it has not predicted. */
  missing: number;
}

/**
 * A run with its logits of the samples `indices`, read together: a probe that is fitted again meanwhile replaces all of them.
 * @throws UserError 'not-found' where there is no such run
 */
export function readRunLogits(runId: number, sampleCount: number, indices: ArrayLike<number>): Promise<RunLogits> {
  return db.transaction('r', db.runs, db.logits, db.heldOut, async () => {
    const run = await getRun(runId);
    const { values: logits, missing } = await readLogits(run, sampleCount, indices);
    return { run, logits, heldOut: await readHeldOut(run, sampleCount, indices), missing };
  });
}

async function readRows(
  table: typeof db.logits | typeof db.heldOut,
  run: Pick<RunRow, 'id' | 'classCount'>,
  sampleCount: number,
  indices: ArrayLike<number>,
): Promise<Logits> {
  const k = run.classCount;
  const values = new Float32Array(indices.length * k).fill(NaN);
  const place = new Int32Array(sampleCount).fill(-1);
  for (let j = 0; j < indices.length; j++) place[indices[j]] = j;
  const has = new Uint8Array(indices.length);
  let found = 0;
  await table
    .where('[runId+part]')
    .between(...partsOf(run.id))
    .each((row) => {
      for (let j = 0; j < row.indices.length; j++) {
        const at = place[row.indices[j]];
        if (at < 0) continue;
        values.set(row.logits.subarray(j * k, (j + 1) * k), at * k);
        // A sample that two parts hold counts once.
        found += has[at] ? 0 : 1;
        has[at] = 1;
      }
    });
  return { values, classCount: k, missing: indices.length - found };
}

/**
 * One sample's logits of a run, the last stored where it was predicted twice; null where there are none.
 * @returns as many numbers as the run had classes when it predicted the sample
 */
export async function readSampleLogits(runId: number, index: number): Promise<Float32Array | null> {
  let found: Float32Array | null = null;
  await db.logits
    .where('[runId+part]')
    .between(...partsOf(runId))
    .reverse()
    .until(() => found !== null)
    .each((row) => {
      const j = row.indices.indexOf(index);
      const k = row.logits.length / row.indices.length;
      if (j >= 0) found = row.logits.slice(j * k, (j + 1) * k);
    });
  return found;
}

/** Penultimate features of some samples of a run. */
export interface Features {
  /** indices.length × d row-major; rows of NaN where a sample has none. */
  values: Float32Array;
  /** Features a sample; 0 where the run has predicted nothing. */
  d: number;
  /** How many of the asked samples have none. */
  missing: number;
}

/** Whether a run came with features; one that has predicted nothing may have some yet. */
export async function hasFeatures(runId: number): Promise<boolean> {
  const [first] = await db.features
    .where('[runId+part]')
    .between(...partsOf(runId))
    .limit(1)
    .toArray();
  return first === undefined || first.features.length > 0;
}

/** The run's features of the samples `indices`, in that order. */
export async function readFeatures(runId: number, sampleCount: number, indices: ArrayLike<number>): Promise<Features> {
  const parts = await db.transaction('r', db.logits, db.features, async () => {
    const of = (table: typeof db.logits | typeof db.features) => table.where('[runId+part]').between(...partsOf(runId));
    const known: Uint32Array[] = [];
    await of(db.logits).each((row) => void known.push((row as LogitsRow).indices));
    const features: Float32Array[] = [];
    await of(db.features).each((row) => void features.push((row as FeaturesRow).features));
    return known.map((part, j) => ({ indices: part, features: features[j] }));
  });
  const d = parts.length > 0 ? parts[0].features.length / parts[0].indices.length : 0;
  const place = new Int32Array(sampleCount).fill(-1);
  for (let j = 0; j < indices.length; j++) place[indices[j]] = j;
  const values = new Float32Array(indices.length * d).fill(NaN);
  const has = new Uint8Array(indices.length);
  let found = 0;
  for (const part of parts) {
    for (let j = 0; j < part.indices.length; j++) {
      const at = place[part.indices[j]];
      if (at < 0) continue;
      values.set(part.features.subarray(j * d, (j + 1) * d), at * d);
      found += has[at] ? 0 : 1;
      has[at] = 1;
    }
  }
  return { values, d, missing: indices.length - found };
}
