import { UserError } from '../core/errors.ts';
import type { ViewStage } from '../core/views/stages.ts';
import { db } from './database.ts';
import type { SavedViewRow } from './records.ts';

/** The views that a data set has by name, oldest first. */
export function listViews(datasetId: number): Promise<SavedViewRow[]> {
  return db.views.where('datasetId').equals(datasetId).sortBy('id');
}

/**
 * Keeps a view under a name.
 * @param now milliseconds since the epoch
 * @throws UserError where the name is empty or another view of the data set has it
 */
export function addView(datasetId: number, name: string, stages: ViewStage[], now: number): Promise<SavedViewRow> {
  return db.transaction('rw', db.views, async () => {
    const row = { datasetId, name: await freeName(datasetId, name), createdAt: now, stages };
    const id = (await db.views.add(row)) as number;
    return { ...row, id };
  });
}

/** Gives a view another name. @throws UserError where that is empty or taken */
export async function renameView(view: SavedViewRow, name: string): Promise<void> {
  await db.transaction('rw', db.views, async () => {
    await db.views.update(view.id, { name: await freeName(view.datasetId, name, view.id) });
  });
}

/** Forgets a view; the samples stay. */
export async function deleteView(id: number): Promise<void> {
  await db.views.delete(id);
}

/** Puts back a view that was deleted, as it was. @throws UserError where its name was taken meanwhile */
export async function restoreView(view: SavedViewRow): Promise<void> {
  await db.transaction('rw', db.views, async () => {
    await freeName(view.datasetId, view.name, view.id);
    await db.views.put(view);
  });
}

async function freeName(datasetId: number, wanted: string, own?: number): Promise<string> {
  const name = wanted.trim();
  if (name === '') throw new UserError('bad-input', 'The view needs a name: nothing was saved.');
  const taken = (await listViews(datasetId)).some((view) => view.name === name && view.id !== own);
  if (taken)
    throw new UserError(
      'name-taken',
      `There is a view “${name}” already: choose another name, or delete that one first.`,
    );
  return name;
}
