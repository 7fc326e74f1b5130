import { recall, remember } from '../tasks/remembered.ts';

/** Where local storage keeps the number of the data set that was open last. */
const KEY = 'second-look:open';

/** The data set that was open last in this browser; null where none was. It may be deleted by now. */
export function lastOpen(): number | null {
  const kept = recall(KEY);
  return kept === null ? null : Number(kept);
}

/** Opens this data set again with the next visit. */
export function rememberOpen(datasetId: number): void {
  remember(KEY, String(datasetId));
}
