import { expect, it } from 'vitest';
import { Session } from '../../src/api/session.ts';
import type { TrainProgress } from '../../src/contracts/trainer.ts';
import type { RunRow } from '../../src/store/records.ts';
import { LiveBatches } from '../../src/api/live-batches.ts';

const progress = (done: number, loss: number): TrainProgress => ({
  activity: 'epoch 1 of 4',
  done,
  total: 400,
  unit: 'samples',
  epoch: 1,
  step: 1,
  loss,
  accuracy: 0.5,
  backend: 'wasm',
  workers: 2,
});

/** A session in which run 7 of four epochs trains; `tell` reports a batch of it. */
async function trainingSession() {
  const session = new Session();
  session.runs = [{ id: 7, source: 'trained', recipe: { epochs: 4 } } as RunRow];
  const batches = LiveBatches.of(session);
  let tell = (_: TrainProgress): void => {};
  void session.jobs.run('train', 'Training', (_, onProgress) => new Promise(() => (tell = onProgress)), { runId: 7 });
  const changed = () => new Promise((resolve) => session.addEventListener('look-change', resolve, { once: true }));
  return {
    batches,
    session,
    async tell(told: TrainProgress) {
      const settled = changed();
      tell(told);
      await settled;
    },
  };
}

it('batches stand where they are in the run, counted in epochs, and are told once each', async () => {
  const { batches, session, tell } = await trainingSession();
  await tell(progress(50, 2));
  await tell(progress(150, 1));
  session.changed();
  await Promise.resolve();
  expect(batches.pointsOf(7)).toEqual([
    { at: 0.5, loss: 2, accuracy: 0.5 },
    { at: 1.5, loss: 1, accuracy: 0.5 },
  ]);
  expect(batches.pointsOf(8)).toEqual([]);
});

it('a run that goes on from its last epoch forgets the batches after it', async () => {
  const { batches, tell } = await trainingSession();
  await tell(progress(50, 2));
  await tell(progress(150, 1));
  await tell(progress(110, 1.5));
  expect(batches.pointsOf(7).map(({ at }) => at)).toEqual([0.5, 1.1]);
});

it('there is one recorder a session, whichever stage asks', async () => {
  const session = new Session();
  expect(LiveBatches.of(session)).toBe(LiveBatches.of(session));
  expect(LiveBatches.of(new Session())).not.toBe(LiveBatches.of(session));
});
