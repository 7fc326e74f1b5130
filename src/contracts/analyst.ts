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
   * (values NaN elsewhere unless the same key already had one there, with the labels judged), in one transaction.
   * @throws Error named 'InsightError' where a sample has no logits of that run
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
   * @throws Error named 'InsightError' where a sample has no features of that run
   */
  computeNeighbours(signal: AbortSignal, runId: number, indices: Uint32Array, onProgress: OnProgress): Promise<void>;
}
