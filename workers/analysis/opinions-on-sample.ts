import type { EvidenceReader, RunOnSample } from '../../src/contracts/evidence.ts';
import type { RunClasses } from '../../src/core/dataset/run-classes.ts';
import { weighOpinions } from '../../src/core/insights/opinion-weights.ts';
import { NO_LABEL } from '../../src/core/dataset/types.ts';
import { argmax, softmaxRow } from '../../src/core/insights/softmax.ts';
import { readLabels } from '../../src/store/columns.ts';
import { predictedSamples, readSampleLogits } from '../../src/store/predictions.ts';
import type { RunRow } from '../../src/store/records.ts';
import { getRun, readRunClasses } from '../../src/store/runs.ts';
import { readOpinion, readOthers } from './read-opinions.ts';

/** Samples that the opinions are weighed by, at most. */
const WEIGHED = 10_000;

/** A run, and how much it counts. */
interface Weighed {
  run: RunRow;
  classes: RunClasses;
  /** What its logits are multiplied with, times how far they lie apart. */
  influence: number;
}

let kept: Promise<Weighed[]> | null = null;
let keptKey = '';

/** See the contract. */
export const readOpinions: EvidenceReader['readOpinions'] = async (runId, version, index) => {
  const key = `${runId} ${version}`;
  if (!kept || keptKey !== key) {
    keptKey = key;
    kept = weighRuns(runId);
    // A failed read is tried again with the next sample.
    kept.catch(() => (kept = null));
  }
  const weighed = await kept;
  if (weighed.length < 2) return [];
  const label = (await readLabels(weighed[0].run.datasetId, 'current'))[index];
  const said: RunOnSample[] = [];
  for (const { run, classes, influence } of weighed) {
    const logits = await readSampleLogits(run, index);
    if (!logits) continue;
    const p = new Float64Array(classes.k);
    if (Number.isNaN(softmaxRow(classes.fold(logits), 0, classes.k, p))) continue;
    const top = argmax(p);
    const { name, source } = run;
    const forLabel = p[classes.column(label)] ?? NaN;
    said.push({ name, source, suggested: classes.labels[top], probability: p[top], forLabel, share: influence });
  }
  const all = said.reduce((sum, { share }) => sum + share, 0);
  return said.map((one) => ({ ...one, share: all > 0 ? one.share / all : 1 / said.length }));
};

async function weighRuns(runId: number): Promise<Weighed[]> {
  const run = await getRun(runId);
  const current = await readLabels(run.datasetId, 'current');
  const classes = await readRunClasses(run);
  const columns = classes.columns(current);
  const predicted = (await predictedSamples(runId, current.length)).filter((i) => columns[i] !== NO_LABEL);
  const step = Math.max(1, predicted.length / WEIGHED);
  const indices = Uint32Array.from(
    { length: Math.min(WEIGHED, predicted.length) },
    (_, j) => predicted[Math.floor(j * step)],
  );
  const others = await readOthers(run, classes, current.length, indices);
  if (others.length === 0) return [];
  const opinions = [await readOpinion(run, classes, current.length, indices), ...others];
  const labels = Uint16Array.from(indices, (i) => columns[i]);
  const weights = weighOpinions(opinions, labels, classes.k);
  return Promise.all(
    opinions.map(async ({ run: one, logits }, j) => ({
      run: one,
      classes: await readRunClasses(one),
      influence: weights[j] * spreadOf(logits, classes.k),
    })),
  );
}

/** Mean over the rows of n×k logits of how far they lie from their mean (root of the mean square); rows that are not finite left out. */
function spreadOf(logits: Float32Array, k: number): number {
  let [sum, rows] = [0, 0];
  for (let from = 0; from < logits.length; from += k) {
    const row = logits.subarray(from, from + k);
    const mean = row.reduce((all, z) => all + z, 0) / k;
    if (!Number.isFinite(mean)) continue;
    sum += Math.sqrt(row.reduce((all, z) => all + (z - mean) ** 2, 0) / k);
    rows += 1;
  }
  return rows > 0 ? sum / rows : 0;
}
