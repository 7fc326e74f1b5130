import type { BackendName } from '../core/training/recipe.ts';
import type { BackendReport } from '../contracts/trainer.ts';
import { trainer } from './workers.ts';

let reports: Promise<BackendReport[]> | null = null;

/** Tries every backend with one real training step, once in the page's life. */
export function probeBackends(): Promise<BackendReport[]> {
  reports ??= trainer.probe(new AbortController().signal, ['webgpu', 'webgl', 'wasm']).catch((error) => {
    // A failed probe is worth another try; a kept rejection would be forever.
    reports = null;
    throw error;
  });
  return reports;
}

/** The backend asked for, or the one with the fastest step. @throws Error where none can train here */
export async function settleBackend(wanted: BackendName | 'auto'): Promise<BackendName> {
  if (wanted !== 'auto') return wanted;
  const ready = (await probeBackends()).filter((report) => report.status === 'ready');
  if (ready.length === 0)
    throw new Error('No backend can train in this browser: it has no WebGPU, WebGL or WebAssembly SIMD.');
  return ready.reduce((best, report) => (report.stepMs! < best.stepMs! ? report : best)).backend;
}
