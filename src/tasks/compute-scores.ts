import type { Analyst, ScoreRequest } from '../contracts/analyst.ts';
import type { OnProgress } from '../contracts/progress.ts';
import { callWorker } from '../contracts/rpc.ts';
import { startAnalyst } from './workers.ts';

/** Scores the samples `indices` by run `runId` against their current labels, in the analyst worker, and stores the scores. */
export async function computeScores(
  signal: AbortSignal,
  runId: number,
  indices: Uint32Array,
  requests: ScoreRequest[],
  onProgress: OnProgress,
): Promise<void> {
  await callWorker<Analyst, 'computeScores'>(
    startAnalyst,
    'computeScores',
    signal,
    runId,
    indices,
    requests,
    onProgress,
  );
}
