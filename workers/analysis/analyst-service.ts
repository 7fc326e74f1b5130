import type { Analyst, ScoreRequest } from '../../src/contracts/analyst.ts';
import type { OnProgress } from '../../src/contracts/progress.ts';
import { needsHistory } from '../../src/core/insights/methods.ts';
import { ScoreInputs } from '../../src/core/insights/score-inputs.ts';
import { computeScore } from '../../src/core/insights/scores.ts';
import { readLabels } from '../../src/store/columns.ts';
import { readLogits } from '../../src/store/predictions.ts';
import { getRun } from '../../src/store/runs.ts';
import { mergeScores, type ScorePart } from '../../src/store/scores.ts';
import { computeMap } from './compute-map.ts';
import { computeNeighbours } from './compute-neighbours.ts';
import { findDuplicates } from './find-duplicates.ts';
import { noHistory, noPrediction } from './insight-error.ts';
import { readHistoryOf } from './run-history.ts';

/** The analyst's service: logits in, score columns out, both by way of the store. */
export const analyst: Analyst = { computeScores, computeNeighbours, computeMap, findDuplicates };

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
  if (logits.missing > 0) throw noPrediction(logits.missing, indices.length, run.name);
  const judged = Uint16Array.from(indices, (i) => current[i]);
  const asksHistory = requests.some(({ method }) => needsHistory(method));
  const history = asksHistory ? await readHistoryOf(run, indices) : undefined;
  const possible = requests.filter(({ method }) => history || !needsHistory(method));
  if (possible.length === 0 && requests.length > 0) throw noHistory(run.name);
  const inputs = new ScoreInputs({ logits: logits.values, labels: judged, k: run.classCount, history });
  const parts: ScorePart[] = [];
  for (const [done, { key, method }] of possible.entries()) {
    onProgress({
      stage: `computing ${key}`,
      done: done * indices.length,
      total: possible.length * indices.length,
      unit: 'samples',
    });
    await macrotask();
    signal.throwIfAborted();
    const values = computeScore(method, inputs);
    parts.push({ runId, key, datasetId: run.datasetId, method, computedAt: Date.now(), indices, values, judged });
  }
  await mergeScores(parts, current.length);
}

/** Lets a message (an abort, say) come in between two scores. */
function macrotask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
