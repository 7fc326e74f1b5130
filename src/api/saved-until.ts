import { recall, remember } from '../tasks/remembered.ts';

/** Where local storage keeps how far a data set's edits are in a project. */
const keyOf = (datasetId: number): string => `second-look:saved:${datasetId}`;

/** Number of the last edit of a data set that is in a project; 0 where there is none. */
export const savedUntil = (datasetId: number): number => Number(recall(keyOf(datasetId)) ?? 0);

/** Remembers that a data set's edits up to this number are in a project. */
export const rememberSaved = (datasetId: number, seq: number): void => remember(keyOf(datasetId), String(seq));
