import { TAG_PROCESSED } from '../core/dataset/types.ts';
import { SCORE_METHODS } from '../core/insights/methods.ts';
import type { Run } from '../core/training/run.ts';
import type { ScoreCalls } from './calls/insights.ts';
import type { RunCalls } from './calls/runs.ts';
import type { FindSuspectsOptions, Suspects } from './calls/whole-job.ts';
import type { Dataset } from './dataset.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** The calls that the whole job is made of. */
type Steps = Pick<RunCalls, 'train' | 'trainAgain' | 'resume' | 'predict'> & Pick<ScoreCalls, 'computeScores'>;

/** Trains, predicts and scores, see `look.findSuspects`. @param look does the steps, each as a job */
export async function findSuspects(look: Steps, session: Session, options: FindSuspectsOptions): Promise<Suspects> {
  const { scores = SCORE_METHODS, onStep } = options;
  onStep?.('train');
  const run = await trainedRun(look, session, options);
  onStep?.('predict');
  const asked = options.predict ?? learnedAndTest(session.opened, run);
  await look.predict(asked, run.name);
  onStep?.('score');
  await look.computeScores(
    options.score ?? asked,
    run.name,
    scores.map((method) => ({ key: method, method })),
  );
  return { run, view: suspectsFirst(session.opened, run) };
}

function trainedRun(
  look: Steps,
  session: Session,
  { train = {}, view, again, run }: FindSuspectsOptions,
): Promise<Run> {
  if (again !== undefined) return look.trainAgain(again);
  if (run === undefined) return look.train(train, view);
  const known = session.runs.find(({ name, status }) => name === run && status === 'trained');
  return known ? Promise.resolve(known) : look.resume(run);
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
