import type { Analyst } from '../../src/contracts/analyst.ts';
import { nameClasses, summariseLabels } from '../../src/core/insights/label-summary.ts';
import { judgePredictions } from '../../src/core/insights/predictions.ts';
import { readLabels } from '../../src/store/columns.ts';
import { readRunLogits } from '../../src/store/predictions.ts';
import { getRun, readRunClasses } from '../../src/store/runs.ts';
import { noPrediction, otherClasses } from './insight-error.ts';

/** See the contract. */
export const summarise: Analyst['summarise'] = async (signal, runId, indices) => {
  const current = await readLabels((await getRun(runId)).datasetId, 'current');
  const { run, logits, missing } = await readRunLogits(runId, current.length, indices);
  if (missing > 0) throw noPrediction(missing, indices.length, run.name);
  signal.throwIfAborted();
  const classes = await readRunClasses(run);
  if (classes.k === 0) throw otherClasses(run.name);
  const labels = classes.columns(Array.from(indices, (i) => current[i]));
  return nameClasses(
    summariseLabels(judgePredictions(classes.fold(logits), labels, classes.k), indices),
    classes.labels,
  );
};
