import type { Analyst } from '../contracts/analyst.ts';
import type { OnProgress } from '../contracts/progress.ts';
import { callWorker } from '../contracts/rpc.ts';
import type { DatasetInfo } from '../core/dataset/types.ts';
import type { MapMethod } from '../core/insights/map-points.ts';
import { predictedSamples } from '../store/predictions.ts';
import { startAnalyst } from './workers.ts';

/** Searches the nearest neighbours of all samples that run `runId` has predicted, in the analyst worker, and stores them. */
export async function computeNeighbours(
  signal: AbortSignal,
  info: DatasetInfo,
  runId: number,
  onProgress: OnProgress,
): Promise<void> {
  const indices = await predictedSamples(runId, info.sampleCount);
  const args = [signal, runId, indices, onProgress] as const;
  await callWorker<Analyst, 'computeNeighbours'>(startAnalyst, 'computeNeighbours', ...args);
}

/**
 * Lays out a map of all samples that run `runId` has predicted, in the analyst worker, and stores it.
 * @param onPoints gets the map as it unfolds: the samples, and n×2 places within −1 … 1
 */
export async function computeMap(
  signal: AbortSignal,
  info: DatasetInfo,
  runId: number,
  method: MapMethod,
  seed: number,
  onProgress: OnProgress,
  onPoints: (indices: Uint32Array, points: Float32Array) => void,
): Promise<void> {
  const indices = await predictedSamples(runId, info.sampleCount);
  let unfolding = true;
  const show = (points: Float32Array): void => {
    // What is shown travels another way than the answer, and may come after it.
    if (unfolding) onPoints(indices, points);
  };
  const args = [signal, runId, method, indices, seed, onProgress, show] as const;
  try {
    await callWorker<Analyst, 'computeMap'>(startAnalyst, 'computeMap', ...args);
  } finally {
    unfolding = false;
  }
}
