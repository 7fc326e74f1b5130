import type { NeighbourSearcher, SearchShare } from '../../src/contracts/neighbour-search.ts';
import { handOver } from '../../src/contracts/serve.ts';
import type { Neighbours } from '../../src/core/insights/neighbours.ts';
import { macrotask } from '../../src/core/macrotask.ts';
import { loadSearch } from './neighbour-kernel.ts';

/** Rows between two pauses; a multiple of what the kernel takes at once. */
const GROUP = 256;
const TELL_EVERY_MS = 100;

/** What a worker that helps in the search serves. */
export const neighbourSearcher: NeighbourSearcher = {
  async searchShare(...args) {
    const found = await searchShare(...args);
    return handOver(found, [found.neighbours.buffer, found.similarity.buffer]);
  },
};

/** Searches one worker's share of the rows; see the contract. */
export async function searchShare(
  signal: AbortSignal,
  unit: Float32Array,
  d: number,
  k: number,
  { share, of }: SearchShare,
  onProgress: (done: number) => void,
): Promise<Neighbours> {
  const n = unit.length / d;
  const start = await loadSearch();
  const search = start(unit, d, k);
  let told = performance.now();
  for (let from = share * GROUP; from < n; from += of * GROUP) {
    search.search(from, Math.min(n, from + GROUP));
    await macrotask();
    signal.throwIfAborted();
    if (performance.now() - told < TELL_EVERY_MS) continue;
    told = performance.now();
    // Row i is compared with n − i others.
    const left = 1 - Math.min(n, from + GROUP) / n;
    onProgress(1 - left * left);
  }
  return search.result();
}
