import { liveQuery } from 'dexie';
import type { SavedView } from '../core/views/saved-view.ts';
import { listViews } from '../store/views.ts';

/** Calls `onViews` with a data set's saved views now and after every change, in this tab or another. @returns how to stop */
export function watchViews(datasetId: number, onViews: (views: SavedView[]) => void): () => void {
  const subscription = liveQuery(() => listViews(datasetId)).subscribe(onViews);
  return () => subscription.unsubscribe();
}
