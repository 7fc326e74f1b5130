import { db } from './database.ts';
import type { ScoreRow } from './records.ts';

/** Every score of a data set's runs, oldest computed first. */
export function listScores(datasetId: number): Promise<ScoreRow[]> {
  return db.scores.where('datasetId').equals(datasetId).sortBy('computedAt');
}

/** One score, or undefined. */
export function readScore(runId: number, key: string): Promise<ScoreRow | undefined> {
  return db.scores.get([runId, key]);
}

/** Writes several scores in one transaction. */
export async function writeScores(rows: ScoreRow[]): Promise<void> {
  await db.transaction('rw', db.scores, () => db.scores.bulkPut(rows));
}
