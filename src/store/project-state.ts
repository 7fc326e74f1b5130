import { columnsOf } from '../core/edits/carry-edits.ts';
import type { LabelColumns } from '../core/edits/edit.ts';
import { applyPatches } from '../core/edits/patches.ts';
import { UserError } from '../core/errors.ts';
import type { ProjectColumn, ProjectDataset } from '../core/project/dataset-rows.ts';
import type { ProjectRow } from '../core/project/tables.ts';
import { RUN_TABLES, type RunTable } from '../core/project/verify-runs.ts';
import { datasetGone } from './columns.ts';
import { db } from './database.ts';
import { listEdits } from './journal.ts';
import type { ColumnRow, DatasetRow, JournalRow, RunRow } from './records.ts';
import { listRuns } from './runs.ts';
import { listViews } from './views.ts';

/** All of a data set but its pictures and what runs have in tables of their own, of one moment; numbers are the project's own, from 1 on. */
export interface ProjectState {
  row: DatasetRow;
  dataset: ProjectDataset;
  columns: ProjectColumn[];
  journal: ProjectRow<'journal'>[];
  views: ProjectRow<'views'>[];
  runs: ProjectRow<'runs'>[];
  /** Where the rows of the runs' tables lie, and of the backbones' features. */
  keys: Record<RunTable | 'embeddings', unknown[]>;
  /** The project's number of a run, and of nothing else. */
  numberOf(runId: number): number | undefined;
  /** How far the journal was read. */
  lastSeq: number;
  /** Rows that a training under way replaces from epoch to epoch, in the order of their keys. */
  held: Partial<Record<RunTable, readonly { runId: number }[]>>;
  /** See `readRunStamp`. */
  stamp: string;
}

/** @throws UserError 'deleted' where the data set is gone */
export function readProjectState(datasetId: number): Promise<ProjectState> {
  const tables = [db.datasets, db.columns, db.journal, db.views, db.runs, db.embeddings];
  return db.transaction('r', [...tables, ...RUN_TABLES.map((name) => db[name])], async () => {
    const row = await db.datasets.get(datasetId);
    if (!row?.ready) throw datasetGone();
    const [columns, journal, views, runs] = await Promise.all([
      db.columns.where('datasetId').equals(datasetId).toArray(),
      listEdits(datasetId),
      listViews(datasetId),
      listRuns(datasetId),
    ]);
    const numbers = new Map(runs.map(({ id }, at) => [id, at + 1]));
    const numberOf = (runId: number): number | undefined => numbers.get(runId);
    const keys = { embeddings: await db.embeddings.where('datasetId').equals(datasetId).primaryKeys() };
    const runIds = runs.map(({ id }) => id);
    const [checkpoints, foldCheckpoints] = await Promise.all([
      db.checkpoints.where('runId').anyOf(runIds).toArray(),
      db.foldCheckpoints.where('runId').anyOf(runIds).toArray(),
    ]);
    const ofRuns = async (name: RunTable): Promise<[RunTable, unknown[]]> => {
      if (name === 'scores') return [name, await db.scores.where('datasetId').equals(datasetId).primaryKeys()];
      return [name, await db[name].where('runId').anyOf(runIds).primaryKeys()];
    };
    return {
      row,
      dataset: factsOf(row),
      columns: columnsIn(columns, journal, numberOf),
      journal: renumbered(journal, numberOf),
      views: views.map(({ name, createdAt, stages }) => ({ name, createdAt, stages })),
      runs: runs.map((run) => runOf(run, numberOf)),
      keys: {
        ...keys,
        ...(Object.fromEntries(await Promise.all(RUN_TABLES.map(ofRuns))) as Record<RunTable, unknown[]>),
      },
      ...{ numberOf, held: { checkpoints, foldCheckpoints } },
      lastSeq: journal.at(-1)?.seq ?? 0,
      stamp: await readRunStamp(datasetId),
    };
  });
}

/**
 * What tells whether anything of a data set's runs that is read row by row was computed anew: as long as it is the same, rows read at
 * different times are of one state. A training that goes on does not change it.
 */
export function readRunStamp(datasetId: number): Promise<string> {
  const named = RUN_TABLES.filter((name) => name !== 'scores' && name !== 'history' && !name.endsWith('heckpoints'));
  return db.transaction('r', [db.runs, db.scores, db.embeddings, ...named.map((name) => db[name])], async () => {
    const runs = await listRuns(datasetId);
    const runIds = runs.map(({ id }) => id);
    const scores: unknown[] = [];
    await db.scores
      .where('datasetId')
      .equals(datasetId)
      .each(({ runId, key, computedAt }) => scores.push([runId, key, computedAt]));
    return JSON.stringify([
      runs.map((run) => [run.id, run.source === 'probe' && [run.fit, run.elapsedMs]]),
      scores,
      await db.embeddings.where('datasetId').equals(datasetId).primaryKeys(),
      await Promise.all(named.map((name) => db[name].where('runId').anyOf(runIds).primaryKeys())),
    ]);
  });
}

/** The rows of a run's table, one by one. @throws UserError 'busy' where one is gone meanwhile */
export async function* readRunRows<T extends RunTable>(
  table: T,
  { keys, numberOf, held }: ProjectState,
): AsyncGenerator<ProjectRow<T>> {
  for (const [at, key] of keys[table].entries()) {
    const row = (held[table] ? held[table].at(at) : await db[table].get(key as never)) as { runId: number } | undefined;
    if (!row) throw changedMeanwhile();
    yield { ...row, runId: numberOf(row.runId)! } as unknown as ProjectRow<T>;
  }
}

/** What backbones saw of the pictures, part by part. @throws UserError 'busy' where one is gone meanwhile */
export async function* readEmbeddingRows({ keys }: ProjectState): AsyncGenerator<ProjectRow<'embeddings'>> {
  for (const key of keys.embeddings) {
    const row = await db.embeddings.get(key as [number, string, number]);
    if (!row) throw changedMeanwhile();
    yield row as ProjectRow<'embeddings'>;
  }
}

/** That what is saved changed while it was being read. */
export const changedMeanwhile = (): UserError =>
  new UserError('busy', 'A run was deleted or fitted again while the project was being saved: save it once more.');

function factsOf({
  id: _id,
  shards: _shards,
  originalBlocks: _blocks,
  ready: _ready,
  importLock: _lock,
  fingerprint: _print,
  ...facts
}: DatasetRow): ProjectDataset {
  return facts;
}

/** The label columns are what the journal adds up to; a run's that is gone is left out. */
function columnsIn(
  rows: readonly ColumnRow[],
  journal: readonly JournalRow[],
  numberOf: ProjectState['numberOf'],
): ProjectColumn[] {
  const labels = columnsOf(rows.find(({ name }) => name === 'imported')!.data as Uint16Array);
  for (const { patches } of journal) applyPatches(labels, patches);
  return rows.flatMap(({ name, data }): ProjectColumn[] => {
    if (name in labels) return [{ name, data: labels[name as keyof LabelColumns] }];
    const [, runId, what] = /^run\/(\d+)\/(.+)$/.exec(name) ?? [];
    if (runId === undefined) return [{ name, data }];
    const number = numberOf(Number(runId));
    return number === undefined ? [] : [{ name: `run/${number}/${what}`, data }];
  });
}

function renumbered(journal: readonly JournalRow[], numberOf: ProjectState['numberOf']): ProjectRow<'journal'>[] {
  const seqs = new Map(journal.map(({ seq }, at) => [seq, at + 1]));
  return journal.map(({ datasetId: _datasetId, ...edit }) => ({
    ...edit,
    seq: seqs.get(edit.seq)!,
    undoes: edit.undoes === undefined ? undefined : seqs.get(edit.undoes),
    details: withRun(edit.details, numberOf),
  }));
}

/** Details of an edit that name a run, with another number for it; without it where the run is gone. */
export function withRun(
  details: Record<string, unknown>,
  numberOf: (runId: number) => number | undefined,
): Record<string, unknown> {
  return typeof details.runId === 'number' ? { ...details, runId: numberOf(details.runId) } : details;
}

/** A run that is being trained can be resumed where the project is opened. */
function runOf({ datasetId: _datasetId, ...run }: RunRow, numberOf: ProjectState['numberOf']): ProjectRow<'runs'> {
  const status = run.status === 'training' ? 'stopped' : run.status;
  const numbered = { ...run, id: numberOf(run.id)!, status } as ProjectRow<'runs'>;
  if (numbered.source !== 'trained' || numbered.parent === undefined) return numbered;
  return { ...numbered, parent: numberOf(numbered.parent) };
}
