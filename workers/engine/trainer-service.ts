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
      signal.throwIfAborted();
      reports.push(await unlessAborted(signal, probeBackend(backend, backends.length === 1)));
    }
    return reports;
  },

  async measure(signal, backend, network, classes, size) {
    signal.throwIfAborted();
    return unlessAborted(signal, measureImage(backend, network, classes, size));
  },

  train(signal, runId, onProgress) {
    return holding(signal, runId, () => trainRun(signal, runId, onProgress));
  },

  predict(signal, runId, indices, onProgress) {
    return holding(signal, runId, () => predictRun(signal, runId, indices, onProgress));
  },
};

/** Milliseconds to wait for whoever held the run last: what a worker says may come here before the lock that it has released. */
const RELEASE_MS = 3000;

/**
 * Holds the run's lock meanwhile.
 * @throws UserError 'busy' where another worker or tab holds it, the signal's reason once that is aborted, and what `work` does
 */
async function holding<T>(signal: AbortSignal, runId: number, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const waiting = new AbortController();
  const stop = (): void => waiting.abort(signal.reason);
  const busy = 'This run is already at work, perhaps in another tab. Wait for it, or stop it there.';
  const timer = setTimeout(() => waiting.abort(new UserError('busy', busy)), RELEASE_MS);
  signal.addEventListener('abort', stop);
  const endWaiting = (): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  };
  const begin = async (): Promise<T> => {
    waiting.signal.throwIfAborted();
    endWaiting();
    return work();
  };
  try {
    return await navigator.locks.request(runLock(runId), { signal: waiting.signal }, begin);
  } catch (error) {
    // Not every browser rejects with the reason itself.
    waiting.signal.throwIfAborted();
    throw error;
  } finally {
    endWaiting();
  }
}
