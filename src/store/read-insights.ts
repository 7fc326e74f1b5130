import { readRunColumns, type RunColumns } from './predictions.ts';
import { listRunScores } from './scores.ts';
import type { RunInsights } from './standing-insights.ts';

/** What one run says of a data set, and the rows that it was made from. */
export interface InsightsReading {
  columns: RunColumns | undefined;
  scores: Awaited<ReturnType<typeof listRunScores>>;
  insights: RunInsights;
}

/**
 * Reads what a run says: what it predicted, and its scores. Rows that `before` has are not read again, and stay the same objects.
 * @returns `before` itself where nothing is new
 */
export async function readInsights(
  datasetId: number,
  runId: number,
  before: InsightsReading | null = null,
): Promise<InsightsReading> {
  const [columns, scores] = await Promise.all([
    readRunColumns(datasetId, runId, before?.columns),
    listRunScores(runId, before?.scores ?? []),
  ]);
  const sameScores = before?.scores === scores;
  if (before?.columns === columns && sameScores) return before;
  const { predicted = null, confidence = null } = columns ?? {};
  const byKey = sameScores ? before.insights.scores : new Map(scores.map((score) => [score.key, score]));
  return { columns, scores, insights: { runId, predicted, confidence, scores: byKey } };
}
