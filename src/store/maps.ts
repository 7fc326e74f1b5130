import type { MapMethod } from '../core/insights/map-points.ts';
import { db } from './database.ts';
import { requireRun } from './runs.ts';
import type { MapRow } from './records.ts';

/** A run's map by this method, or undefined where there is none. */
export function readMap(runId: number, method: MapMethod): Promise<MapRow | undefined> {
  return db.maps.get([runId, method]);
}

/** Stores a map in place of the one that the run had by that method. @throws UserError where the run is gone */
export async function writeMap(row: MapRow): Promise<void> {
  await db.transaction('rw', db.runs, db.maps, async () => {
    await requireRun(row.runId);
    await db.maps.put(row);
  });
}
