import type { BackendReport, Trainer } from '../../src/contracts/trainer.ts';
import { UserError } from '../../src/core/errors.ts';
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
      reports.push(await probeBackend(backend, backends.length === 1));
    }
    return reports;
  },

  measure(signal, backend, network, classes) {
    signal.throwIfAborted();
    return measureImage(backend, network, classes);
  },

  train(signal, runId, onProgress) {
    return holding(runId, () => trainRun(signal, runId, onProgress));
  },

  predict(signal, runId, indices, onProgress) {
    return holding(runId, () => predictRun(signal, runId, indices, onProgress));
  },
};

/** Holds the run's lock meanwhile. @throws UserError where another worker or tab holds it */
async function holding<T>(runId: number, work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(runLock(runId), { ifAvailable: true }, async (lock) => {
    if (!lock)
      throw new UserError(
        'training',
        'This run is already at work, perhaps in another tab. Wait for it, or stop it there.',
      );
    return work();
  }) as Promise<T>;
}
