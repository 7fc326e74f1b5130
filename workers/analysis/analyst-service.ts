import type { Analyst, ScoreRequest } from '../../src/contracts/analyst.ts';
import type { OnProgress } from '../../src/contracts/progress.ts';
import type { RunClasses } from '../../src/core/dataset/run-classes.ts';
import { needsHistory, needsNeighbours } from '../../src/core/insights/methods.ts';
import { ScoreInputs, type ScoreSources } from '../../src/core/insights/score-inputs.ts';
import { computeScore } from '../../src/core/insights/scores.ts';
import { NO_LABEL } from '../../src/core/dataset/types.ts';
import { readLabels } from '../../src/store/columns.ts';
import type { RunRow } from '../../src/store/records.ts';
import { hasFeatures } from '../../src/store/predictions.ts';
import { getRun, readRunClasses } from '../../src/store/runs.ts';
import { mergeScores, type ScorePart } from '../../src/store/scores.ts';
import { macrotask } from '../../src/core/macrotask.ts';
import { computeMap } from './compute-map.ts';
import { computeNeighbours } from './compute-neighbours.ts';
import { knownNeighbours } from './known-neighbours.ts';
import { findDuplicates } from './find-duplicates.ts';
import { findNearDuplicates } from './find-near-duplicates.ts';
import { noFeatures, noHistory, noPrediction, otherClasses } from './insight-error.ts';
import { featuresOf, readOpinion, readOthers } from './read-opinions.ts';
import { loadScoreKernels } from './score-kernels.ts';
import { measurePictures } from './measure-pictures.ts';
import { summarise } from './summarise.ts';

/** The analyst's service: logits in, score columns out, both by way of the store. */
export const analyst: Analyst = {
  computeScores,
  computeNeighbours,
  computeMap,
  summarise,
  measurePictures,
  findDuplicates,
  findNearDuplicates,
};

async function computeScores(
  signal: AbortSignal,
  runId: number,
  indices: Uint32Array,
  requests: ScoreRequest[],
  onProgress: OnProgress,
): Promise<void> {
  const run = await getRun(runId);
  const current = await readLabels(run.datasetId, 'current');
  const classes = await readRunClasses(run);
  if (classes.k === 0) throw otherClasses(run.name);
  const columns = classes.columns(current);
  const sources = await readSources(run, classes, columns, indices, requests);
  const judged = Uint16Array.from(indices, (i) => (columns[i] === NO_LABEL ? NO_LABEL : current[i]));
  const withHistory = requests.filter(({ method }) => sources.history || !needsHistory(method));
  const hasNeighbours = requests.some(({ method }) => needsNeighbours(method)) && (await hasFeatures(runId));
  const possible = withHistory.filter(({ method }) => hasNeighbours || !needsNeighbours(method));
  if (possible.length === 0 && requests.length > 0)
    throw withHistory.length > 0 ? noFeatures(run.name) : noHistory(run.name);
  const kernels = await loadScoreKernels();
  let done = 0;
  const write = async (inputs: ScoreInputs, asked: ScoreRequest[]): Promise<void> => {
    const parts: ScorePart[] = [];
    for (const { key, method } of asked) {
      const [there, total] = [done++ * indices.length, possible.length * indices.length];
      onProgress({ activity: `computing ${key}`, done: there, total, unit: 'samples' });
      await macrotask();
      signal.throwIfAborted();
      const values = computeScore(method, inputs);
      parts.push({ runId, key, datasetId: run.datasetId, method, computedAt: Date.now(), indices, values, judged });
    }
    if (parts.length > 0) await mergeScores(parts, current.length);
  };
  const near = possible.filter(({ method }) => needsNeighbours(method));
  await write(
    new ScoreInputs(sources, kernels),
    possible.filter((request) => !near.includes(request)),
  );
  if (near.length === 0) return;
  const neighbours = await knownNeighbours(signal, runId, indices, columns, onProgress);
  await write(new ScoreInputs({ ...sources, neighbours }, kernels), near);
}

/**
 * All that the scores asked for are computed from, but the neighbours.
 * @param columns of the current labels, one a sample of the data set
 */
async function readSources(
  run: RunRow,
  classes: RunClasses,
  columns: Uint16Array,
  indices: Uint32Array,
  requests: ScoreRequest[],
): Promise<ScoreSources> {
  const suspects = requests.some(({ method }) => method === 'suspicion');
  const asksHistory = suspects || requests.some(({ method }) => needsHistory(method));
  const n = columns.length;
  const { missing, ...opinion } = await readOpinion(run, classes, n, indices, asksHistory);
  if (missing > 0) throw noPrediction(missing, indices.length, run.name);
  const others = suspects ? await readOthers(run, classes, n, indices) : [];
  if (suspects) for (const one of [opinion, ...others]) one.features = await featuresOf(one, n, indices);
  return { ...opinion, others, labels: Uint16Array.from(indices, (i) => columns[i]), k: classes.k };
}
