import { beforeEach, expect, it } from 'vitest';
import { db } from '../../src/store/database.ts';
import { startLook } from '../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

beforeEach(emptyDatabase);

/** Holds the journal as a long edit in another tab would. @returns how to let go */
function keepBusy(): () => Promise<void> {
  let busy = true;
  const transaction = db.backendDB().transaction('journal', 'readwrite');
  const ended = new Promise<void>((resolve) => (transaction.oncomplete = () => resolve()));
  const ask = (): void => {
    transaction.objectStore('journal').count().onsuccess = () => busy && ask();
  };
  ask();
  return () => {
    busy = false;
    return ended;
  };
}

it('cancelled while another tab keeps the database busy, noise is not planted, then or later', async () => {
  const { id } = await storeTinyDataset(50);
  const look = await startLook();
  await look.session.open(id);
  const release = keepBusy();
  const work = look.perturb({ rate: 0.5 });
  work.catch(() => undefined);
  look.session.jobs.running('noise')!.cancel();
  await expect(work).rejects.toHaveProperty('name', 'AbortError');
  expect(look.session.jobs.list.at(-1)).toMatchObject({ kind: 'noise', datasetId: id, status: 'cancelled' });
  await release();
  expect(await db.journal.count()).toBe(0);
  expect((await look.perturb({ rate: 0.5 })).kind).toBe('noise');
});
