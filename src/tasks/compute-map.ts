import type { OnProgress } from '../contracts/progress.ts';
import type { DatasetInfo } from '../core/dataset/types.ts';
import type { MapMethod } from '../core/insights/map-points.ts';
import { unlessAborted } from '../core/unless-aborted.ts';
import { predictedSamples } from '../store/predictions.ts';
import { analyst } from './workers.ts';

/** Searches the nearest neighbours of all samples that run `runId` has predicted, in the analyst worker, and stores them. */
export async function computeNeighbours(
  signal: AbortSignal,
  info: DatasetInfo,
  runId: number,
  onProgress: OnProgress,
): Promise<void> {
  const indices = await unlessAborted(signal, predictedSamples(runId, info.sampleCount));
  await analyst.computeNeighbours(signal, runId, indices, onProgress);
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
  const indices = await unlessAborted(signal, predictedSamples(runId, info.sampleCount));
  const show = (points: Float32Array): void => onPoints(indices, points);
  await analyst.computeMap(signal, runId, method, indices, seed, onProgress, show);
}
