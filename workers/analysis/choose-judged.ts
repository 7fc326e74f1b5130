import { NO_LABEL } from '../../src/core/dataset/types.ts';
import { readLabels } from '../../src/store/columns.ts';
import { predictedSamples } from '../../src/store/predictions.ts';
import { getRun, readRunClasses } from '../../src/store/runs.ts';

/**
 * Some of the samples that a run has predicted and knows the label of, spread over all of them.
 * @param most how many, at most
 * @returns their indices, ascending, and the current labels of all samples of the data set
 */
export async function chooseJudged(
  runId: number,
  most: number,
): Promise<{ indices: Uint32Array; current: Uint16Array }> {
  const run = await getRun(runId);
  const current = await readLabels(run.datasetId, 'current');
  const columns = (await readRunClasses(run)).columns(current);
  const judged = (await predictedSamples(runId, current.length)).filter((i) => columns[i] !== NO_LABEL);
  const step = Math.max(1, judged.length / most);
  const count = Math.min(most, judged.length);
  return { indices: Uint32Array.from({ length: count }, (_, j) => judged[Math.floor(j * step)]), current };
}
