import type { OnProgress } from '../../src/contracts/progress.ts';
import type { Prober } from '../../src/contracts/prober.ts';
import { isHeldOut } from '../../src/core/dataset/held-out.ts';
import { NO_LABEL } from '../../src/core/dataset/types.ts';
import { UserError } from '../../src/core/errors.ts';
import { macrotask } from '../../src/core/macrotask.ts';
import { discriminate } from '../../src/core/probe/discriminant.ts';
import { fitProbe } from '../../src/core/probe/fit-probe.ts';
import { datasetGone, readColumn, readLabels } from '../../src/store/columns.ts';
import { db } from '../../src/store/database.ts';
import type { ProbeRunRow } from '../../src/store/records.ts';
import { replacePredictions } from '../../src/store/replace-predictions.ts';
import { getRun } from '../../src/store/runs.ts';
import { probeKernels } from './kernels.ts';
import { readEmbeddedSamples, type EmbeddedSamples } from './embedded-samples.ts';

/** See the contract. */
export const probe: Prober['probe'] = async (signal, runId, onProgress) => {
  const began = performance.now();
  const run = await getProbeRun(runId);
  const loops = await probeKernels();
  const samples = await readEmbeddedSamples(signal, run, loops.product, onProgress);
  const { labels, sampleCount, classCount } = await readLearned(run, samples);
  await tellJudging(signal, samples, onProgress);
  const { rows, components, indices, taps } = samples;
  const { discriminant, heldOut, shrinkage, folds } = fitProbe(rows, components, labels, classCount, loops);
  signal.throwIfAborted();
  const { r } = components;
  await replacePredictions(
    run,
    sampleCount,
    {
      indices,
      classCount,
      logits: (from, to) => discriminate(rows.subarray(from * r, to * r), discriminant, loops.product),
      heldOut,
      features: rows,
    },
    {
      status: 'trained',
      classCount,
      indices: indices.filter((_, place) => labels[place] !== NO_LABEL),
      labels: labels.filter((label) => label !== NO_LABEL),
      fit: { taps, shrinkage, folds },
      error: undefined,
      elapsedMs: run.elapsedMs + performance.now() - began,
    },
  );
};

/** @throws UserError 'not-found' where there is no such run, 'bad-input' where it is no probe */
async function getProbeRun(runId: number): Promise<ProbeRunRow> {
  const run = await getRun(runId);
  if (run.source === 'probe') return run;
  throw new UserError('bad-input', `“${run.name}” is no probe of a backbone, so it cannot be fitted.`);
}

/**
 * The labels to learn from, one an embedded sample; NO_LABEL for what is out of the run's scope, excluded, held out by tag or not labelled. Classes may be
 * added or merged meanwhile, so they are read with the labels.
 * @throws UserError 'not-computed' where one of them has no features, 'nothing-to-do' where there is none
 */
async function readLearned(
  run: ProbeRunRow,
  { indices }: EmbeddedSamples,
): Promise<{ labels: Uint16Array; sampleCount: number; classCount: number }> {
  const { datasetId } = run;
  const [dataset, current, excluded, tagBits] = await db.transaction('r', db.datasets, db.columns, () =>
    Promise.all([
      db.datasets.get(datasetId),
      readLabels(datasetId, 'current'),
      readColumn(datasetId, 'excluded') as Promise<Uint8Array>,
      readColumn(datasetId, 'tags') as Promise<Uint32Array>,
    ]),
  );
  if (!dataset) throw datasetGone();
  const { sampleCount } = dataset;
  const classCount = dataset.classes.length;
  const all = new Uint16Array(sampleCount).fill(NO_LABEL);
  const heldOut = isHeldOut({ tags: dataset.tags, tagBits });
  for (const i of run.scope) if (current[i] < classCount && excluded[i] === 0 && !heldOut(i)) all[i] = current[i];
  const labels = Uint16Array.from(indices, (index) => all[index]);
  const wanted = all.reduce((count, label) => count + Number(label !== NO_LABEL), 0);
  const found = labels.reduce((count, label) => count + Number(label !== NO_LABEL), 0);
  if (wanted === 0) {
    throw new UserError(
      'nothing-to-do',
      'There is nothing to learn: no picture of the run has a label and is neither excluded nor held out.',
    );
  }
  if (found < wanted) {
    const missing = (wanted - found).toLocaleString('en');
    throw new UserError(
      'not-computed',
      `${missing} pictures have no features of this backbone yet: compute them first.`,
    );
  }
  return { labels, sampleCount, classCount };
}

/** Says what comes next, and lets an abort in. */
async function tellJudging(signal: AbortSignal, { indices }: EmbeddedSamples, onProgress: OnProgress): Promise<void> {
  onProgress({ activity: 'judging labels', done: 0, total: indices.length, unit: 'samples' });
  await macrotask();
  signal.throwIfAborted();
}
