import { afterEach, beforeEach, expect, it } from 'vitest';
import { LEARNING, openProfile, ready, type Profile } from './support/profile.ts';

let profile: Profile;
beforeEach(async () => {
  profile = await openProfile();
});
afterEach(() => profile.close());

/** Starts a run on the first `take` training pictures of the demo without waiting for it. */
async function startTraining(take: number, epochs: number): Promise<void> {
  await profile.page.evaluate(
    async ([count, rounds]) => {
      const dataset = await window.look.loadDemo();
      const view = dataset.view().matchSplit('train').limit(count);
      void window.look.train({ name: 'long', epochs: rounds, batch: 64, backend: 'wasm' }, view).catch(() => {});
    },
    [take, epochs] as const,
  );
}

const epochsDone = () => profile.page.evaluate(() => window.look.session.runs[0]?.epochs.length ?? 0);
const finished = () =>
  profile.page.waitForFunction(() => window.look.session.runs[0]?.status === 'trained', undefined, LEARNING);

it('a run that a reload interrupts goes on from its last checkpoint and ends as an uninterrupted one', async () => {
  await startTraining(256, 4);
  // The page reloads itself: by the time that a test hears of an epoch, training may be over.
  const reloaded = profile.page.waitForEvent('load', LEARNING);
  await profile.page.evaluate(() => {
    const { session } = window.look;
    void session.until(() => (session.runs[0]?.epochs.length ?? 0) >= 2).then(() => location.reload());
  });
  await reloaded;
  await ready(profile.page);
  await profile.page.waitForFunction(() => window.look.session.dataset !== null);
  expect(await epochsDone()).toBeGreaterThanOrEqual(2);
  expect(await epochsDone()).toBeLessThan(4);
  await profile.page.evaluate(() => window.look.resume('long'));
  await finished();

  const losses = await profile.page.evaluate(async () => {
    const { dataset, session } = window.look;
    const view = dataset.view().matchSplit('train').limit(256);
    const again = await window.look.train({ name: 'again', epochs: 4, batch: 64, backend: 'wasm' }, view);
    return [session.runs[0].epochs.map((epoch) => epoch.loss), again.epochs.map((epoch) => epoch.loss)];
  });
  expect(losses[0]).toEqual(losses[1]);
  expect(profile.troubles).toEqual([]);
});

it('a cancelled run keeps its checkpoints and can go on', async () => {
  await startTraining(256, 4);
  await profile.page.evaluate(async () => {
    const { session } = window.look;
    await session.until(() => (session.runs[0]?.epochs.length ?? 0) >= 1);
    session.jobs.running('train')!.cancel();
    await session.until(() => session.runs[0].status === 'stopped');
  });
  await profile.page.evaluate(() => window.look.resume('long'));
  await finished();
  expect(await epochsDone()).toBe(4);
});

it('a cancelled import leaves nothing behind', async () => {
  const left = await profile.page.evaluate(async () => {
    const importing = window.look.loadDemo().catch((error: Error) => error.name);
    const { session } = window.look;
    await session.until(() => session.jobs.running('import') !== undefined);
    session.jobs.running('import')!.cancel();
    const outcome = await importing;
    const names = (await indexedDB.databases()).map(({ name }) => name);
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('second-look');
      request.onsuccess = () => resolve(request.result);
    });
    const count = (table: string) =>
      new Promise<number>((resolve) => {
        const request = database.transaction(table).objectStore(table).count();
        request.onsuccess = () => resolve(request.result);
      });
    return { outcome, names, rows: [await count('datasets'), await count('shards'), await count('columns')] };
  });
  expect(left.outcome).toBe('AbortError');
  expect(left.rows).toEqual([0, 0, 0]);
});
