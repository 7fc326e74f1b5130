import { standingLabels } from '../core/dataset/classes.ts';
import type { ScoreColumn, Table } from '../core/dataset/table.ts';
import { NO_LABEL, type RetiredClass } from '../core/dataset/types.ts';
import { judgesLabel } from '../core/insights/methods.ts';
import { memo, memoEach } from '../core/memo.ts';

/** What a table shows of one run. */
export type RunInsights = Pick<Table, 'runId' | 'predicted' | 'confidence' | 'scores'>;

/** What a table shows where there is no run. */
export const NO_RUN: RunInsights = { runId: null, predicted: null, confidence: null, scores: new Map() };

/**
 * What a run says, as classes stand now: a class that was merged is the one that it was merged into, and what was said of one that was taken
 * away is gone. The very same where no class is retired.
 */
export function standingInsights(insights: RunInsights, retired: readonly RetiredClass[]): RunInsights {
  if (retired.length === 0) return insights;
  const { predicted, confidence } = insights;
  const scores = new Map(Array.from(insights.scores, ([key, score]) => [key, standingScore(score, retired)]));
  if (!predicted || !confidence) return { ...insights, scores };
  return { ...insights, scores, ...standingPredictions(predicted, confidence, retired) };
}

const standingPredictions = memo(
  (predicted: Uint16Array, confidence: Float32Array, retired: readonly RetiredClass[]) => {
    const now = standingLabels(predicted, retired);
    return { predicted: now, confidence: confidence.map((value, i) => (now[i] === NO_LABEL ? NaN : value)) };
  },
);

const standingScore = memoEach((score: ScoreColumn, retired: readonly RetiredClass[]): ScoreColumn => {
  const judged = standingLabels(score.judged, retired);
  if (!judgesLabel(score.method)) return { ...score, judged };
  return { ...score, judged, values: score.values.map((value, i) => (judged[i] === NO_LABEL ? NaN : value)) };
});
