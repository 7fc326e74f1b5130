import type { DatasetInfo } from '../core/dataset/types.ts';
import { fingerprintOf } from '../core/project/fingerprint.ts';
import { readLabels, readNames } from './columns.ts';
import { readPictureBytes } from './all-pictures.ts';
import { db } from './database.ts';
import { listEdits } from './journal.ts';

/** Pictures that are hashed at the same time. */
const TOGETHER = 256;

/**
 * What tells whether two data sets are the same: see `fingerprintOf`. Computed once, and kept in the data set's row.
 * @param onDone says how many pictures were read
 * @throws UserError 'deleted' where the data set is gone, 'no-permission' where its folder has to be asked for again
 */
export async function readFingerprint(
  dataset: DatasetInfo,
  signal: AbortSignal,
  onDone: (count: number) => void,
): Promise<string> {
  const known = (await db.datasets.get(dataset.id))?.fingerprint;
  if (known !== undefined) return known;
  const pictures = new Uint8Array(32 * dataset.sampleCount);
  let pending: Promise<ArrayBuffer>[] = [];
  let done = 0;
  const settle = async (): Promise<void> => {
    for (const digest of await Promise.all(pending)) pictures.set(new Uint8Array(digest), 32 * done++);
    pending = [];
    signal.throwIfAborted();
    onDone(done);
  };
  for await (const bytes of readPictureBytes(dataset)) {
    pending.push(crypto.subtle.digest('SHA-256', bytes));
    if (pending.length === TOGETHER) await settle();
  }
  await settle();
  const [names, labels, edits] = await Promise.all([
    readNames(dataset.id),
    readLabels(dataset.id, 'imported'),
    listEdits(dataset.id),
  ]);
  // The classes as they stand go with the edits as they stand.
  const info = (await db.datasets.get(dataset.id)) ?? dataset;
  const fingerprint = await fingerprintOf({ info, edits, names, labels, pictures });
  await db.datasets.update(dataset.id, { fingerprint });
  return fingerprint;
}
