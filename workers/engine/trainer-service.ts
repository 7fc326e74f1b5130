import type { BackendReport, Trainer } from '../../src/contracts/trainer.ts';
import { UserError } from '../../src/core/errors.ts';
import { unlessAborted } from '../../src/core/unless-aborted.ts';
import { runLock } from '../../src/store/runs.ts';
import { predictRun } from './predict.ts';
import { measureImage, probeBackend } from './probe.ts';
import { trainRun } from './train.ts';

/** The trainer's service; see the contract. */
export const trainerService: Trainer = {
  async probe(signal, backends) {
    const reports: BackendReport[] = [];
    for (const backend of backends) {
      reports.push(await unlessAborted(signal, probeBackend(backend, backends.length === 1)));
    }
    return reports;
  },

  measure(signal, backend, network, classes) {
    return unlessAborted(signal, measureImage(backend, network, classes));
  },

  train(signal, runId, onProgress) {
    return holding(runId, () => trainRun(signal, runId, onProgress));
  },

  predict(signal, runId, indices, onProgress) {
    return holding(runId, () => predictRun(signal, runId, indices, onProgress));
  },
};

/** Milliseconds to wait for whoever held the run last: what a worker says may come here before the lock that it has released. */
const RELEASE_MS = 3000;

/** Holds the run's lock meanwhile. @throws UserError where another worker or tab holds it */
async function holding<T>(runId: number, work: () => Promise<T>): Promise<T> {
  let held = false;
  const begin = (): Promise<T> => {
    held = true;
    return work();
  };
  try {
    return await navigator.locks.request(runLock(runId), { signal: AbortSignal.timeout(RELEASE_MS) }, begin);
  } catch (error) {
    if (held) throw error;
    throw new UserError(
      'training',
      'This run is already at work, perhaps in another tab. Wait for it, or stop it there.',
    );
  }
}
