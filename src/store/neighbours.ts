import { db } from './database.ts';
import { requireRun } from './runs.ts';
import type { NeighboursRow } from './records.ts';

/** The nearest neighbours in a run's features, or undefined where none were searched. */
export function readNeighbours(runId: number): Promise<NeighboursRow | undefined> {
  return db.neighbours.get(runId);
}

/** Stores a run's neighbours in place of those it had. @throws UserError where the run is gone */
export async function writeNeighbours(row: NeighboursRow): Promise<void> {
  await db.transaction('rw', db.runs, db.neighbours, async () => {
    await requireRun(row.runId);
    await db.neighbours.put(row);
  });
}
