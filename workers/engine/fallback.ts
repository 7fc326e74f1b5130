import { inPlainWords, sentenceOf, UserError, type ErrorCode } from '../../src/core/errors.ts';
import type { BackendName } from '../../src/core/training/recipe.ts';
import type { BackendMove } from '../../src/core/training/run.ts';
import { unlessAborted } from '../../src/core/unless-aborted.ts';
import { getTrainedRun, updateRun } from '../../src/store/runs.ts';
import { probeBackend } from './probe.ts';

/** From the fastest to the one that every browser has. */
const ORDER: BackendName[] = ['webgpu', 'webgl', 'wasm'];

/** What is no fault of the device: another backend would not help. */
const HOPELESS = new Set<ErrorCode>(['training', 'no-space']);

/**
 * Does work of a run on a backend; where that fails in the middle (the graphics device is lost, say), the run's record says so
 * and the work is begun again, from what it has stored, on the next backend that takes a training step here.
 * @param work rejects with a UserError 'training', or because the disk is full, where another backend would not help
 * @param onMove called with a change of backend before the work is begun again
 * @throws what `work` does, once no backend is left or the signal is aborted
 */
export async function onWorkingBackend<T>(
  signal: AbortSignal,
  runId: number,
  first: BackendName,
  work: (backend: BackendName) => Promise<T>,
  onMove: (move: BackendMove) => void,
): Promise<T> {
  for (let backend = first; ;) {
    try {
      return await work(backend);
    } catch (error) {
      const told = inPlainWords(error);
      const hopeless = told instanceof UserError && HOPELESS.has(told.code);
      const next = signal.aborted || hopeless ? undefined : await unlessAborted(signal, nextBackend(backend));
      if (!next) throw error;
      const { moves = [], epochs } = await getTrainedRun(runId);
      const reason = sentenceOf(error);
      const move = { epoch: epochs.length, from: backend, to: next, reason };
      await updateRun(runId, { moves: [...moves, move] });
      onMove(move);
      backend = next;
    }
  }
}

/** The backend after `failed` that takes a training step here; undefined where none does. */
async function nextBackend(failed: BackendName): Promise<BackendName | undefined> {
  for (const backend of ORDER.slice(ORDER.indexOf(failed) + 1)) {
    if ((await probeBackend(backend, false)).status === 'ready') return backend;
  }
  return undefined;
}
