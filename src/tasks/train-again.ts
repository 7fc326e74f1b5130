import type { BackendName } from '../core/training/recipe.ts';
import type { DatasetInfo } from '../core/dataset/types.ts';
import type { TrainedRun } from '../core/training/run.ts';
import { getTrainedRun, updateRun } from '../store/runs.ts';
import { createRun, networkOptions } from './train.ts';

/**
 * Records a run that repeats another on the labels as they stand now: the same samples but those excluded since, the same
 * recipe, number of networks and seed. It is called “… again” and names the other as its parent, so that the two can be compared.
 * @param backend settled before, never 'auto'
 * @throws UserError where too little is left to learn from
 */
export async function createRunAgain(info: DatasetInfo, run: TrainedRun, backend: BackendName): Promise<TrainedRun> {
  const { recipe, seed, workersWanted: workers } = run;
  const name = `${run.name.replace(/ again( \d+)?$/, '')} again`;
  const again = await createRun(info, run.indices, { name, recipe, seed, workers, ...networkOptions(run) }, backend);
  await updateRun(again.id, { parent: run.id });
  return getTrainedRun(again.id);
}
