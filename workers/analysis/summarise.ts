import type { Analyst } from '../../src/contracts/analyst.ts';
import { nameClasses, summariseLabels } from '../../src/core/insights/label-summary.ts';
import { judgePredictions } from '../../src/core/insights/predictions.ts';
import { readLabels } from '../../src/store/columns.ts';
import { readLogits } from '../../src/store/predictions.ts';
import { getRun, readRunClasses } from '../../src/store/runs.ts';
import { noPrediction, otherClasses } from './insight-error.ts';

/** See the contract. */
export const summarise: Analyst['summarise'] = async (signal, runId, indices) => {
  const run = await getRun(runId);
  const current = await readLabels(run.datasetId, 'current');
  const logits = await readLogits(run, current.length, indices);
  if (logits.missing > 0) throw noPrediction(logits.missing, indices.length, run.name);
  signal.throwIfAborted();
  const classes = await readRunClasses(run);
  if (classes.k === 0) throw otherClasses(run.name);
  const labels = classes.columns(Array.from(indices, (i) => current[i]));
  return nameClasses(
    summariseLabels(judgePredictions(classes.fold(logits.values), labels, classes.k), indices),
    classes.labels,
  );
};
