import type { ScoreRequest } from '../contracts/analyst.ts';
import { TAG_PROCESSED } from '../core/dataset/types.ts';
import { SCORE_METHODS, type ScoreMethod } from '../core/insights/methods.ts';
import type { Run } from '../core/training/run.ts';
import type { TrainOptions } from '../tasks/options.ts';
import type { Dataset } from './dataset.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** A step of `look.findSuspects`. */
export type FindSuspectsStep = 'train' | 'predict' | 'score';

/** What to find suspects by. Of `train`, `again` and `run` at most one is given; without any a run of the standard recipe is trained. */
export interface FindSuspectsOptions {
  /** Trains a new run so, on `view`. */
  train?: TrainOptions;
  /** What the new run learns from; default: the train split. */
  view?: View;
  /** Repeats the run of this name on the labels as they stand now, see `look.trainAgain`. */
  again?: string;
  /** Uses the run of this name; one that was stopped goes on from its last checkpoint. */
  run?: string;
  /** Samples to predict; default: those that the run learned from, and the test split. */
  predict?: View;
  /** Samples to score, which must be predicted; default: all that are predicted by this call. */
  score?: View;
  /** Scores to compute, each named as its method; default: all. */
  scores?: readonly ScoreMethod[];
  /** Called as each step begins. */
  onStep?: (step: FindSuspectsStep) => void;
}

/** What was found. */
export interface Suspects {
  run: Run;
  /** The most suspect labels first, of the split that the run learned from. */
  view: View;
}

/** What the whole job is made of; `window.look` has it. */
interface Steps {
  readonly dataset: Dataset;
  readonly session: Session;
  train(options: TrainOptions, view?: View): Promise<Run>;
  trainAgain(run?: string): Promise<Run>;
  resume(run: string): Promise<Run>;
  predict(view: View, run: string): Promise<void>;
  computeScores(view: View, run: string, requests: ScoreRequest[]): Promise<void>;
}

/** Trains, predicts and scores, see `look.findSuspects`. */
export async function findSuspects(look: Steps, options: FindSuspectsOptions): Promise<Suspects> {
  const { scores = SCORE_METHODS, onStep } = options;
  onStep?.('train');
  const run = await trainedRun(look, options);
  onStep?.('predict');
  const asked = options.predict ?? learnedAndTest(look.dataset, run);
  await look.predict(asked, run.name);
  onStep?.('score');
  await look.computeScores(
    options.score ?? asked,
    run.name,
    scores.map((method) => ({ key: method, method })),
  );
  return { run, view: suspectsFirst(look.dataset, run) };
}

function trainedRun(look: Steps, { train = {}, view, again, run }: FindSuspectsOptions): Promise<Run> {
  if (again !== undefined) return look.trainAgain(again);
  if (run === undefined) return look.train(train, view);
  const known = look.session.runs.find(({ name, status }) => name === run && status === 'trained');
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
