import type { OnProgress } from './progress.ts';

/** The scores that can be computed from a run's logits; src/core/insights/catalogue.ts says what each is. */
export type ScoreMethod =
  'hardness' | 'mistakenness_logits' | 'mistakenness_confidence' | 'mistakenness_2020' | 'self_confidence';

export interface ScoreRequest {
  /** Name under which the score is kept: `insights.<key>`. */
  key: string;
  method: ScoreMethod;
}

/** How well one score ranks planted mistakes; every figure with the score turned so that high is suspect. */
export interface RankingQuality {
  auroc: number;
  ap: number;
  precision_at_100: number;
  recall_at_n: number;
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
}
