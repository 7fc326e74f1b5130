import type { LabelSummary } from '../core/insights/label-summary.ts';
import type { MapMethod } from '../core/insights/map-points.ts';
import type { NearPairs } from '../core/insights/near-duplicates.ts';
import type { ScoreMethod } from '../core/insights/methods.ts';
import type { OnProgress } from './progress.ts';

export interface ScoreRequest {
  /** Name under which the score is kept: `insights.<key>`. */
  key: string;
  method: ScoreMethod;
}

/** Computes scores; workers/analyst.ts serves it. */
export interface Analyst {
  /**
   * Scores the samples `indices` by run `runId` against their current labels and stores one score column a request
   * (values NaN elsewhere unless the same key already had one there, with the labels judged), in one transaction; those that need
   * neighbours in a second one, behind a search of them among all that the run has predicted where they are not known.
   * Scores of the training's history are left out where the run kept none and others are asked too; those of neighbours where it came without features.
   * @throws UserError 'not-computed' where a sample has no logits of that run, or none of the scores can be computed
   */
  computeScores(
    signal: AbortSignal,
    runId: number,
    indices: Uint32Array,
    requests: ScoreRequest[],
    onProgress: OnProgress,
  ): Promise<void>;

  /**
   * Searches the nearest neighbours of the samples `indices` among themselves in the features of run `runId`, by cosine, and stores
   * them in place of what the run had. All cores share the work; 60,000 × 64 features take seconds.
   * @throws UserError 'not-computed' where the run, or one of the samples, has no features
   */
  computeNeighbours(signal: AbortSignal, runId: number, indices: Uint32Array, onProgress: OnProgress): Promise<void>;

  /**
   * Puts the samples `indices` on a plane by their features in run `runId` and stores the map in place of the one that the run had by
   * this method. 'umap' searches neighbours first where the run has none of just these samples.
   * @param seed of UMAP's random choices
   * @param onPoints shows the map as it unfolds, at most twice a second: n×2 within −1 … 1 in the order of `indices`, NaN without a place
   * @throws UserError 'not-computed' where the run, or one of the samples, has no features
   */
  computeMap(
    signal: AbortSignal,
    runId: number,
    method: MapMethod,
    indices: Uint32Array,
    seed: number,
    onProgress: OnProgress,
    onPoints: (points: Float32Array) => void,
  ): Promise<void>;

  /**
   * Confident learning over the samples `indices`: what run `runId` says of their current labels as a whole. Stores nothing.
   * @throws UserError 'not-computed' where a sample has no logits of that run
   */
  summarise(signal: AbortSignal, runId: number, indices: Uint32Array): Promise<LabelSummary>;

  /**
   * Measures every picture of a data set as it came (dark, bright, blurred …, see `qualities.ts`) and stores one column a quality. Goes on
   * where an earlier call was stopped; thousands of small pictures a second.
   * @throws UserError 'no-permission' where the originals lie in a folder that has to be asked for again
   */
  measurePictures(signal: AbortSignal, datasetId: number, onProgress: OnProgress): Promise<void>;

  /** Finds samples of a data set whose pixels are exactly the same, a shard at a time. @returns groups of indices, two or more each */
  findDuplicates(signal: AbortSignal, datasetId: number, onProgress: OnProgress): Promise<number[][]>;

  /**
   * Finds samples of a data set that are nearly the same: shifted, cropped, mirrored, encoded anew, brighter or darker copies. Every
   * picture's edges are searched for neighbours, by all cores, and each is laid on those. Needs no run, whatever their labels; stores nothing.
   * @returns the samples that are exactly the same too, which stand for one another in the search
   */
  findNearDuplicates(
    signal: AbortSignal,
    datasetId: number,
    onProgress: OnProgress,
  ): Promise<{ exact: number[][]; pairs: NearPairs }>;
}
