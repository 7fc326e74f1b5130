import type { Neighbours } from '../core/insights/neighbours.ts';

/** Which rows of a search are one worker's: every `of`-th group of 256, beginning with group `share`. */
export interface SearchShare {
  share: number;
  of: number;
}

/** Searches nearest neighbours; workers/neighbours.ts serves it to the analyst. */
export interface NeighbourSearcher {
  /**
   * @param unit n×d unit vectors, row-major
   * @param onProgress told the share of this worker's pairs that are done, 0 … 1, at most ten times a second
   */
  searchShare(
    signal: AbortSignal,
    unit: Float32Array,
    d: number,
    k: number,
    share: SearchShare,
    onProgress: (done: number) => void,
  ): Promise<Neighbours>;
}
