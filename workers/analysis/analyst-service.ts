import type { Analyst, ScoreRequest } from '../../src/contracts/analyst.ts';
import type { OnProgress } from '../../src/contracts/progress.ts';
import { needsHistory, needsNeighbours } from '../../src/core/insights/methods.ts';
import { ScoreInputs, type ScoreSources } from '../../src/core/insights/score-inputs.ts';
import { computeScore } from '../../src/core/insights/scores.ts';
import type { RunClasses } from '../../src/core/dataset/run-classes.ts';
import { NO_LABEL, decidesLabel } from '../../src/core/dataset/types.ts';
import type { Decisions } from '../../src/core/insights/expected-mistakes.ts';
import { readColumn, readLabels } from '../../src/store/columns.ts';
import type { RunRow } from '../../src/store/records.ts';
import { hasFeatures } from '../../src/store/predictions.ts';
import { getRun } from '../../src/store/runs.ts';
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
  const current = await readLabels((await getRun(runId)).datasetId, 'current');
  const { run, columns, decided, sources } = await readSources(runId, current, indices, requests);
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
      const told = method === 'suspicion' ? { doubt: inputs.suspicion.doubt, decided } : {};
      const part = { runId, key, datasetId: run.datasetId, method, computedAt: Date.now() };
      parts.push({ ...part, indices, values, judged, ...told });
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
 * @param current the label of each sample of the data set
 * @returns with the run as its logits were read, the columns of `current` in them, and the samples that a person has decided about
 */
async function readSources(
  runId: number,
  current: Uint16Array,
  indices: Uint32Array,
  requests: ScoreRequest[],
): Promise<{ run: RunRow; columns: Uint16Array; decided: Uint32Array; sources: ScoreSources }> {
  const suspects = requests.some(({ method }) => method === 'suspicion');
  const asksHistory = suspects || requests.some(({ method }) => needsHistory(method));
  const n = current.length;
  const own = await readOpinion(runId, n, indices, asksHistory ? 'all' : 'none');
  const { run, classes, missing, history, ...opinion } = own;
  if (classes.k === 0) throw otherClasses(run.name);
  if (missing > 0) throw noPrediction(missing, indices.length, run.name);
  const others = suspects ? await readOthers(own, n, indices) : [];
  for (const one of others) one.features = await featuresOf(one, n, indices);
  const features = suspects ? await featuresOf(own, n, indices) : undefined;
  const columns = classes.columns(current);
  const labels = Uint16Array.from(indices, (i) => columns[i]);
  const epochs = history?.filter((epoch) => epoch !== null);
  const { decided, decisions } = await readDecisions(run.datasetId, classes, indices);
  const sources = { ...opinion, features, history: epochs, others, labels, k: classes.k, decisions };
  return { run, columns, decided, sources };
}

/** What a person has decided about the samples `indices`, and all samples that were decided about. */
async function readDecisions(datasetId: number, classes: RunClasses, indices: Uint32Array) {
  const [column, given] = await Promise.all([readColumn(datasetId, 'reviewed'), readLabels(datasetId, 'given')]);
  const reviewed = column as Uint8Array;
  const columns = classes.columns(given);
  const isDecided = (i: number): boolean => decidesLabel(reviewed[i]);
  const decisions: Decisions = {
    decided: Uint8Array.from(indices, (i) => Number(isDecided(i))),
    before: Uint16Array.from(indices, (i) => columns[i]),
  };
  return { decided: Uint32Array.from(given.keys()).filter(isDecided), decisions };
}
