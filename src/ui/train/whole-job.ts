import type { Look } from '../../api/look.ts';
import type { View } from '../../api/view.ts';
import { TAG_PROCESSED } from '../../core/dataset/types.ts';
import { SCORE_METHODS } from '../../core/insights/methods.ts';
import type { Run } from '../../core/training/run.ts';
import type { TrainOptions } from '../../tasks/options.ts';

/** Every score under its method's name. */
export const ALL_SCORES = SCORE_METHODS.map((method) => ({ key: method, method }));

/** The samples of both lists as one view, in index order. */
function unionView(look: Look, first: Uint32Array, second: Uint32Array): View {
  const mask = new Uint8Array(look.dataset.info.sampleCount);
  for (const i of first) mask[i] = 1;
  for (const i of second) mask[i] = 1;
  return look.dataset.view().add({ stage: 'match', test: (index) => mask[index] === 1 });
}

/** What a run learned from, and the test split, which tells how well it learned. */
export function learnedAndTest(look: Look, run: Run): View {
  const { dataset } = look;
  const hasTest = dataset.info.splits.some(({ name }) => name === 'test');
  const test = hasTest ? dataset.view().matchSplit('test').indices : new Uint32Array(0);
  return unionView(look, run.indices, test);
}

/** Predicts what a run learned from and the test split, and computes every score of these samples. */
export async function predictAndScore(look: Look, run: Run): Promise<void> {
  const view = learnedAndTest(look, run);
  await look.predict(view, run.name);
  await look.computeScores(view, run.name, ALL_SCORES);
}

/** Trains, predicts and scores in one go. Each step is a job of its own, with its own Cancel; a cancelled one ends it all. */
export async function trainPredictScore(look: Look, options: TrainOptions, view: View): Promise<Run> {
  const run = await look.train(options, view);
  await predictAndScore(look, run);
  return run;
}

/** Goes on with a run that was stopped, then predicts and scores as above. */
export async function resumePredictScore(look: Look, name: string): Promise<Run> {
  const run = await look.resume(name);
  await predictAndScore(look, run);
  return run;
}

/** The view that finds mistakes first: the most suspect labels, in the split that the network learned from. */
export function suspectsFirst(look: Look, run: Run): View {
  const { dataset } = look;
  const [first, last] = [run.indices[0], run.indices[run.indices.length - 1]];
  const split = dataset.info.splits.find(({ start, count }) => first >= start && last < start + count);
  const processed = dataset.view().matchTags(TAG_PROCESSED);
  return (split ? processed.matchSplit(split.name) : processed).sortBy('insights.suspicion', { reverse: true });
}
