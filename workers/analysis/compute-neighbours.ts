import type { Analyst } from '../../src/contracts/analyst.ts';
import type { NeighbourSearcher } from '../../src/contracts/neighbour-search.ts';
import { workerPerCall } from '../../src/contracts/worker-client.ts';
import { mergeNeighbours, nameNeighbours, unitRows, type Neighbours } from '../../src/core/insights/neighbours.ts';
import { unlessAborted } from '../../src/core/unless-aborted.ts';
import { readLabels } from '../../src/store/columns.ts';
import { writeNeighbours } from '../../src/store/neighbours.ts';
import { getRun } from '../../src/store/runs.ts';
import { Pace } from '../shared/pace.ts';
import { comparedFeatures } from './compared-features.ts';
import { searchShare } from './neighbour-service.ts';

/** Neighbours kept of every sample. */
const KEPT = 20;

/** More workers than this gain nothing: they would wait for memory. */
const MOST_WORKERS = 8;

/** Below so many samples a second worker takes longer to start than the search does. */
const SHARED_FROM = 5000;

const helper = workerPerCall<NeighbourSearcher>(
  () => new Worker(new URL('../neighbours.ts', import.meta.url), { type: 'module', name: 'neighbours' }),
);

/** See the contract. */
export const computeNeighbours: Analyst['computeNeighbours'] = async (signal, runId, indices, onProgress) => {
  const run = await getRun(runId);
  const sampleCount = (await readLabels(run.datasetId, 'current')).length;
  const { values, d } = await comparedFeatures(run, sampleCount, indices);
  const { unit, rows } = unitRows(values, d);
  const pace = new Pace(0, () => performance.now());
  const found = await searchAll(signal, unit, d, KEPT, (share) => {
    const [done, total] = [Math.round(share * rows.length), rows.length];
    onProgress({ activity: 'searching neighbours', done, total, unit: 'samples', ...pace.measure(done, total) });
  });
  signal.throwIfAborted();
  await writeNeighbours({ runId, indices, ...nameNeighbours(found, rows, indices) });
};

/**
 * Searches the k nearest neighbours of unit vectors (n×d row-major) among themselves, with all cores.
 * @param onProgress told the share that is done, 0 … 1
 */
export async function searchAll(
  signal: AbortSignal,
  unit: Float32Array,
  d: number,
  k: number,
  onProgress: (done: number) => void,
): Promise<Neighbours> {
  if (unit.length === 0) return { k, neighbours: new Uint32Array(0), similarity: new Float32Array(0) };
  const of = unit.length / d < SHARED_FROM ? 1 : Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 1);
  const done = new Float64Array(of);
  const parts = Array.from({ length: of }, (_, share) => {
    const report = (part: number): void => {
      done[share] = part;
      onProgress(done.reduce((sum, one) => sum + one) / of);
    };
    const search = share === 0 ? searchShare : helper.searchShare;
    return search(signal, unit, d, k, { share, of }, report);
  });
  return mergeNeighbours(await unlessAborted(signal, Promise.all(parts)));
}
