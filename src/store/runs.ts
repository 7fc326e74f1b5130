import { choiceKey } from '../core/backbone/backbone.ts';
import { RunClasses } from '../core/dataset/run-classes.ts';
import { UserError } from '../core/errors.ts';
import { datasetGone } from './columns.ts';
import { db } from './database.ts';
import { deleteEmbeddings } from './embeddings.ts';
import type { CheckpointRow, FoldCheckpointRow, HistoryRow, ProbeRunRow, RunRow, TrainedRunRow } from './records.ts';

/** Name of the Web Lock that says a run is being trained or predicted with, in this or another tab. */
export const runLock = (runId: number): string => `second-look:run:${runId}`;

/** A run that has no number yet. */
export type NewRunRow = RunRow extends infer Row ? (Row extends RunRow ? Omit<Row, 'id'> : never) : never;

/** Adds a run; its name gets a number behind it where another run of the data set has it. @returns its id */
export async function addRun(run: NewRunRow): Promise<number> {
  return db.transaction('rw', db.runs, async () => {
    const taken = new Set((await listRuns(run.datasetId)).map((r) => r.name));
    let name = run.name;
    for (let k = 2; taken.has(name); k++) name = `${run.name} ${k}`;
    return (await db.runs.add({ ...run, name } as NewRunRow & { id: undefined })) as number;
  });
}

/**
 * Adds a run unless its data set has one that `isSame` knows: what two tabs settle at once is one run.
 * @returns that one, or the new one
 */
export async function addRunUnlessKnown(run: NewRunRow, isSame: (known: RunRow) => boolean): Promise<RunRow> {
  return db.transaction('rw', db.runs, async () => {
    const known = (await listRuns(run.datasetId)).find(isSame);
    return known ?? getRun(await addRun(run));
  });
}

/** @throws UserError 'not-found' where there is no such run */
export async function getRun(runId: number): Promise<RunRow> {
  const run = await db.runs.get(runId);
  if (!run) throw new UserError('not-found', `There is no run number ${runId} in this browser.`);
  return run;
}

/**
 * A run that was trained here.
 * @throws UserError 'not-found' where there is no such run, 'bad-input' where its logits came otherwise
 */
export async function getTrainedRun(runId: number): Promise<TrainedRunRow> {
  const run = await getRun(runId);
  if (run.source === 'trained') return run;
  throw new UserError('bad-input', `“${run.name}” was not trained here, so no network of it can train or predict.`);
}

/**
 * Sees to it that nothing is written of a run that is gone: call it in the transaction that writes. Reads an index alone.
 * @throws UserError 'deleted' where it is gone
 */
export async function requireRun(runId: number): Promise<void> {
  if ((await db.runs.where('id').equals(runId).count()) === 0)
    throw new UserError('deleted', 'This run is no longer in this browser.');
}

/** A data set's runs, oldest first. */
export function listRuns(datasetId: number): Promise<RunRow[]> {
  return db.runs.where('datasetId').equals(datasetId).sortBy('id');
}

/** Changes fields of a run. */
export async function updateRun(runId: number, changes: Partial<RunRow>): Promise<void> {
  await db.runs.update(runId, changes as never);
}

/**
 * Writes an epoch's checkpoint, its logits of each sample, and the run's new figures, in one transaction.
 * @throws UserError 'deleted' where the run is gone
 */
export async function saveEpoch(
  checkpoint: CheckpointRow | FoldCheckpointRow,
  history: HistoryRow,
  changes: Partial<RunRow>,
): Promise<void> {
  await db.transaction('rw', db.runs, db.checkpoints, db.foldCheckpoints, db.history, async () => {
    await requireRun(checkpoint.runId);
    if ('fold' in checkpoint) await db.foldCheckpoints.put(checkpoint);
    else await db.checkpoints.put(checkpoint);
    await db.history.put(history);
    await db.runs.update(checkpoint.runId, changes as never);
  });
}

/** The run's last checkpoint, or undefined before the first epoch's end, and of a run with folds. */
export function readCheckpoint(runId: number): Promise<CheckpointRow | undefined> {
  return db.checkpoints.get(runId);
}

/** The last checkpoints of a run's networks, by fold; those that have none yet are not there. */
export function readFoldCheckpoints(runId: number): Promise<FoldCheckpointRow[]> {
  return db.foldCheckpoints.where('runId').equals(runId).sortBy('fold');
}

/**
 * Removes a run with all that it has: checkpoint, logits, features, history, neighbours, maps, scores, columns; with the last probe of a
 * backbone what that saw of the pictures.
 */
export async function deleteRun(runId: number): Promise<void> {
  await db.transaction('rw', db.tables, async () => {
    const run = await getRun(runId);
    await db.columns.bulkDelete([
      [run.datasetId, `run/${runId}/predicted`],
      [run.datasetId, `run/${runId}/confidence`],
    ]);
    await deleteWorkOf([runId]);
    await db.scores.where('[runId+key]').between([runId, ''], [runId, '\uffff']).delete();
    await db.runs.delete(runId);
    if (run.source === 'probe') await deleteUnusedEmbeddings(run);
  });
}

/** Removes a backbone's features of a data set where no probe uses them any more. In a transaction over all tables. */
async function deleteUnusedEmbeddings({ datasetId, choice }: ProbeRunRow): Promise<void> {
  const key = choiceKey(choice);
  const used = (await listRuns(datasetId)).some((run) => run.source === 'probe' && choiceKey(run.choice) === key);
  if (!used) await deleteEmbeddings(datasetId, choice);
}

/** Removes what runs have in the tables of their own. In a transaction over all tables. */
export async function deleteWorkOf(runIds: number[]): Promise<void> {
  const { checkpoints, foldCheckpoints, logits, heldOut, features, history, neighbours, maps } = db;
  for (const table of [checkpoints, foldCheckpoints, logits, heldOut, features, history, neighbours, maps]) {
    await table.where('runId').anyOf(runIds).delete();
  }
}

/** How the classes that a run was trained with stand now. @throws UserError 'deleted' where its data set was */
export async function readRunClasses(run: Pick<RunRow, 'datasetId' | 'classCount'>): Promise<RunClasses> {
  const row = await db.datasets.get(run.datasetId);
  if (!row) throw datasetGone();
  return new RunClasses(run.classCount, row.retired);
}
