import type { Analyst, ScoreRequest } from '../../src/contracts/analyst.ts';
import type { OnProgress } from '../../src/contracts/progress.ts';
import { NO_LABEL } from '../../src/core/dataset/types.ts';
import { computeScore } from '../../src/core/insights/scores.ts';
import { readLabels } from '../../src/store/columns.ts';
import { readLogits } from '../../src/store/predictions.ts';
import type { ScoreRow } from '../../src/store/records.ts';
import { getRun } from '../../src/store/runs.ts';
import { readScore, writeScores } from '../../src/store/scores.ts';

/** The analyst's service: logits in, score columns out, both by way of the store. */
export const analyst: Analyst = { computeScores };

async function computeScores(
  signal: AbortSignal,
  runId: number,
  indices: Uint32Array,
  requests: ScoreRequest[],
  onProgress: OnProgress,
): Promise<void> {
  const run = await getRun(runId);
  const current = await readLabels(run.datasetId, 'current');
  const logits = await readLogits(run, current.length, indices);
  if (logits.missing > 0) {
    const error = new Error(
      `${logits.missing.toLocaleString('en')} of ${indices.length.toLocaleString('en')} samples have no prediction by run “${run.name}”: predict them first.`,
    );
    error.name = 'InsightError';
    throw error;
  }
  const labels = Uint16Array.from(indices, (i) => current[i]);
  const rows: ScoreRow[] = [];
  for (const [done, request] of requests.entries()) {
    signal.throwIfAborted();
    onProgress({
      stage: `computing ${request.key}`,
      done: done * indices.length,
      total: requests.length * indices.length,
      unit: 'samples',
    });
    const values = computeScore(request.method, logits.values, labels, run.classCount);
    rows.push(merge(await readScore(runId, request.key), request, run, current.length, indices, values, labels));
  }
  signal.throwIfAborted();
  await writeScores(rows);
}

/** The new values over those that an earlier scoring by the same method left for other samples. */
function merge(
  before: ScoreRow | undefined,
  { key, method }: ScoreRequest,
  run: { id: number; datasetId: number },
  sampleCount: number,
  indices: Uint32Array,
  scored: ArrayLike<number>,
  labels: Uint16Array,
): ScoreRow {
  const kept = before?.method === method ? before : undefined;
  const values = kept?.values ?? new Float32Array(sampleCount).fill(NaN);
  const judged = kept?.judged ?? new Uint16Array(sampleCount).fill(NO_LABEL);
  for (let j = 0; j < indices.length; j++) {
    values[indices[j]] = scored[j];
    judged[indices[j]] = labels[j];
  }
  return { runId: run.id, key, datasetId: run.datasetId, method, computedAt: Date.now(), values, judged };
}
