import type { OnProgress } from '../../src/contracts/progress.ts';
import type { KnownNeighbours } from '../../src/core/insights/score-inputs.ts';
import { readNeighbours } from '../../src/store/neighbours.ts';
import { predictedSamples } from '../../src/store/predictions.ts';
import { computeNeighbours } from './compute-neighbours.ts';

/**
 * The run's neighbours, to score some samples by: searched anew among all that it has predicted where any of these is missing.
 * @param labels of every sample of the data set
 */
export async function knownNeighbours(
  signal: AbortSignal,
  runId: number,
  indices: Uint32Array,
  labels: Uint16Array,
  onProgress: OnProgress,
): Promise<KnownNeighbours> {
  let row = await readNeighbours(runId);
  let rows = row && rowsOf(row.indices, indices, labels.length);
  if (!row || rows!.includes(-1)) {
    await computeNeighbours(signal, runId, await predictedSamples(runId, labels.length), onProgress);
    row = (await readNeighbours(runId))!;
    rows = rowsOf(row.indices, indices, labels.length);
  }
  const { indices: searched, k, neighbours, similarity } = row;
  return { of: { k, neighbours, similarity }, indices: searched, labels, rows: rows! };
}

/** In which row of the search each of `indices` stands; −1 where in none. */
function rowsOf(searched: Uint32Array, indices: Uint32Array, sampleCount: number): Int32Array {
  const place = new Int32Array(sampleCount).fill(-1);
  searched.forEach((index, row) => (place[index] = row));
  return Int32Array.from(indices, (index) => place[index]);
}
