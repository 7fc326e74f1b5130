import { TAG_PROCESSED } from '../core/dataset/types.ts';
import { SCORE_METHODS } from '../core/insights/methods.ts';
import type { Run } from '../core/training/run.ts';
import type { FindSuspectsOptions, Suspects } from './calls/whole-job.ts';
import type { Dataset } from './dataset.ts';
import type { Runs } from './runs.ts';
import type { Scores } from './scores.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** What does the steps, each as a job. */
interface Steps {
  session: Session;
  runs: Runs;
  scores: Scores;
}

/** Trains, predicts and scores, see `look.findSuspects`. Every step is about the data set that is open as it begins. */
export async function findSuspects(steps: Steps, options: FindSuspectsOptions): Promise<Suspects> {
  const { scores = SCORE_METHODS, onStep } = options;
  const dataset = steps.session.opened;
  onStep?.('train');
  const run = await trainedRun(steps, options);
  onStep?.('predict');
  const asked = options.predict ?? learnedAndTest(dataset, run);
  await steps.runs.predictWith(dataset, run, asked);
  onStep?.('score');
  await steps.scores.scoreWith(
    dataset,
    run,
    options.score ?? asked,
    scores.map((method) => ({ key: method, method })),
  );
  return { run, view: suspectsFirst(dataset, run) };
}

function trainedRun({ session, runs }: Steps, { train = {}, view, again, run }: FindSuspectsOptions): Promise<Run> {
  if (again !== undefined) return runs.trainAgain(again);
  if (run === undefined) return runs.train(train, view);
  const known = session.runs.find(({ name, status }) => name === run && status === 'trained');
  return known ? Promise.resolve(known) : runs.resume(run);
}

/** What a run learned from, and the test split, which tells how well it learned; in index order. */
function learnedAndTest(dataset: Dataset, run: Run): View {
  const chosen = new Uint8Array(dataset.info.sampleCount);
  for (const i of run.indices) chosen[i] = 1;
  const test = dataset.info.splits.find(({ name }) => name === 'test');
  if (test) chosen.fill(1, test.start, test.start + test.count);
  return dataset.view().add({ stage: 'match', test: (index) => chosen[index] === 1 });
}

function suspectsFirst(dataset: Dataset, run: Run): View {
  const [first, last] = [run.indices[0], run.indices[run.indices.length - 1]];
  const split = dataset.info.splits.find(({ start, count }) => first >= start && last < start + count);
  const processed = dataset.view().matchTags(TAG_PROCESSED);
  return (split ? processed.matchSplit(split.name) : processed).sortBy('insights.suspicion', { reverse: true });
}
