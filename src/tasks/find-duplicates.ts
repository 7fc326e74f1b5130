import type { Analyst } from '../contracts/analyst.ts';
import type { OnProgress } from '../contracts/progress.ts';
import { callWorker } from '../contracts/rpc.ts';
import type { NearPairs } from '../core/insights/near-duplicates.ts';
import { startAnalyst } from './workers.ts';

/** Finds samples whose pixels are exactly the same, in the analyst worker. @returns groups of indices, two or more each, ascending */
export function findDuplicates(signal: AbortSignal, datasetId: number, onProgress: OnProgress): Promise<number[][]> {
  const args = [signal, datasetId, onProgress] as const;
  return callWorker<Analyst, 'findDuplicates'>(startAnalyst, 'findDuplicates', ...args);
}

/**
 * Finds samples that are nearly the same among the nearest neighbours by a run, in the analyst worker, and the neighbours first where none
 * are known.
 */
export function findNearDuplicates(signal: AbortSignal, runId: number, onProgress: OnProgress): Promise<NearPairs> {
  const args = [signal, runId, onProgress] as const;
  return callWorker<Analyst, 'findNearDuplicates'>(startAnalyst, 'findNearDuplicates', ...args);
}
