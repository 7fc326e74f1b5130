import type { EvidenceReader, RunOnSample } from '../../src/contracts/evidence.ts';
import { weighOpinions } from '../../src/core/insights/opinion-weights.ts';
import { argmax, softmaxRow } from '../../src/core/insights/softmax.ts';
import { readLabels } from '../../src/store/columns.ts';
import { readLogitsVersion, readSampleLogits } from '../../src/store/predictions.ts';
import type { RunRow } from '../../src/store/records.ts';
import { readRunClasses } from '../../src/store/runs.ts';
import { chooseJudged } from './choose-judged.ts';
import { readOpinion, readOthers } from './read-opinions.ts';

/** Samples that the opinions are weighed by, at most. */
const WEIGHED = 10_000;

/** A run, and how much it counts. */
interface Weighed {
  run: RunRow;
  /** What its logits are multiplied with, times how far they lie apart. */
  influence: number;
  /** The same where no other run says anything, see weighOpinions. */
  instead: number;
}

let kept: Promise<Weighed[]> | null = null;
let keptKey = '';

/** See the contract. */
export const readOpinions: EvidenceReader['readOpinions'] = async (runId, version, index) => {
  const key = `${runId} ${version} ${await readLogitsVersion(runId)}`;
  if (!kept || keptKey !== key) {
    keptKey = key;
    kept = weighRuns(runId);
    // A failed read is tried again with the next sample.
    kept.catch(() => (kept = null));
  }
  const weighed = await kept;
  if (weighed.length < 2) return [];
  const label = (await readLabels(weighed[0].run.datasetId, 'current'))[index];
  const said: (RunOnSample & Pick<Weighed, 'instead'>)[] = [];
  for (const { run, influence, instead } of weighed) {
    const logits = await readSampleLogits(run.id, index);
    if (!logits) continue;
    const classes = await readRunClasses({ ...run, classCount: logits.length });
    const p = new Float64Array(classes.k);
    if (Number.isNaN(softmaxRow(classes.fold(logits), 0, classes.k, p))) continue;
    const top = argmax(p);
    const { name, source } = run;
    const forLabel = p[classes.column(label)] ?? NaN;
    said.push({
      name,
      source,
      suggested: classes.labels[top],
      probability: p[top],
      forLabel,
      share: influence,
      instead,
    });
  }
  const sum = (of: 'share' | 'instead'): number => said.reduce((all, one) => all + one[of], 0);
  const of = sum('share') > 0 ? 'share' : 'instead';
  const all = sum(of);
  return said.map(({ instead, ...one }) => {
    const counts = of === 'share' ? one.share : instead;
    return { ...one, share: all > 0 ? counts / all : 1 / said.length };
  });
};

async function weighRuns(runId: number): Promise<Weighed[]> {
  const { current, indices } = await chooseJudged(runId, WEIGHED);
  const own = await readOpinion(runId, current.length, indices);
  const others = await readOthers(own, current.length, indices);
  if (others.length === 0) return [];
  const opinions = [own, ...others];
  const { k } = own.classes;
  const labels = Uint16Array.from(indices, (i) => own.classes.column(current[i]));
  const { weights, instead } = weighOpinions(opinions, labels, k);
  return opinions.map(({ run, logits }, j) => ({
    run,
    influence: weights[j] * spreadOf(logits, k),
    instead: instead[j] * spreadOf(logits, k),
  }));
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
