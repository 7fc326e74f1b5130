import { UserError } from '../core/errors.ts';
import type { BackendName } from '../core/training/recipe.ts';
import type { BackendReport } from '../contracts/trainer.ts';
import { memo } from '../core/memo.ts';
import { unlessAborted } from '../core/unless-aborted.ts';
import { trainer } from './workers.ts';

/** Tries every backend with one real training step, once in the page's life; what failed is tried again. */
export const probeBackends = memo((): Promise<BackendReport[]> =>
  trainer.probe(new AbortController().signal, ['webgpu', 'webgl', 'wasm']),
);

/** The backend asked for, or the one with the fastest step. @throws UserError where none can train here */
export async function settleBackend(signal: AbortSignal, wanted: BackendName | 'auto'): Promise<BackendName> {
  if (wanted !== 'auto') return wanted;
  const ready = (await unlessAborted(signal, probeBackends())).filter((report) => report.status === 'ready');
  if (ready.length === 0)
    throw new UserError(
      'no-backend',
      'No backend can train in this browser: it has no WebGPU, WebGL or WebAssembly SIMD.',
    );
  return ready.reduce((best, report) => (report.stepMs! < best.stepMs! ? report : best)).backend;
}
