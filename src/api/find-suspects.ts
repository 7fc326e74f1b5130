import { heldOutSets } from '../core/dataset/held-out.ts';
import { NO_LABEL, TAG_PROCESSED } from '../core/dataset/types.ts';
import { UserError } from '../core/errors.ts';
import { SCORE_METHODS } from '../core/insights/methods.ts';
import type { Run } from '../core/training/run.ts';
import { getRun } from '../store/runs.ts';
import type { FindSuspectsOptions, Suspects } from './calls/whole-job.ts';
import { trainingView, type Dataset } from './dataset.ts';
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

/**
 * Trains, predicts and scores, see `look.findSuspects`. Every step is about the data set that is open as it begins. What follows the first
 * step waits for other work of its kind: nothing that was learned is lost because something else runs.
 */
export async function findSuspects(steps: Steps, options: FindSuspectsOptions): Promise<Suspects> {
  refuseConflicts(options);
  const { onStep } = options;
  const scores = new Set(['suspicion' as const, ...(options.scores ?? SCORE_METHODS)]);
  const dataset = steps.session.opened;
  const shownBefore = steps.session.run?.id;
  onStep?.('train');
  const settled = await settleRun(steps, options);
  onStep?.('predict');
  const asked = options.predict ?? predictedBy(dataset, settled);
  await steps.runs.predictWith(dataset, settled, asked, { waits: true });
  // A probe learned only now.
  const run = await getRun(settled.id);
  onStep?.('score');
  await steps.scores.scoreWith(
    dataset,
    run,
    (options.score ?? asked).indices,
    [...scores].map((method) => ({ key: method, method })),
    { waits: true },
  );
  if (!options.probe || !otherShown(steps.session, run.id, shownBefore)) await steps.scores.show(dataset, run);
  return { run, view: suspectsFirst(dataset, run) };
}

/** Whether another run with scores has come to be shown since `before` was. */
function otherShown({ run, table }: Session, id: number, before: number | undefined): boolean {
  return run !== null && run.id !== before && run.id !== id && table?.runId === run.id && table.scores.size > 0;
}

/** @throws UserError where it is told in two ways which run it is about */
function refuseConflicts({ train, probe, view, again, run }: FindSuspectsOptions): void {
  const given = Object.entries({ train, probe, again, run }).filter(([, value]) => value !== undefined);
  const names = given.map(([name]) => `“${name}”`);
  if (names.length > 1) throw new UserError('bad-input', `Give only one of ${names.join(' and ')}.`);
  if (view && (again ?? run) !== undefined)
    throw new UserError('bad-input', `“view” says what a new run learns from, so it does not go with ${names[0]}.`);
}

function settleRun({ session, runs }: Steps, options: FindSuspectsOptions): Promise<Run> {
  const { train = {}, probe, view, again, run } = options;
  if (probe) {
    const dataset = session.opened;
    const { indices } = view ?? trainingView(dataset);
    const judged = options.predict ?? learnedAndOthers(dataset, indices);
    return runs.recordProbe(dataset, probe, indices, judged.indices);
  }
  if (again !== undefined) return runs.trainAgain(again);
  if (run === undefined) return runs.train(train, view);
  const known = session.runs.find(
    ({ name, status, source }) => name === run && (status === 'trained' || source !== 'trained'),
  );
  return known ? Promise.resolve(known) : runs.resume(run);
}

/** What to predict unless it is told: an imported run cannot be asked for more than it has. */
function predictedBy(dataset: Dataset, run: Run): View {
  if (run.source === 'imported') return viewOf(dataset, maskOf(dataset, run.indices));
  return learnedAndOthers(dataset, run.source === 'probe' ? run.scope : run.indices);
}

/**
 * What a run learned from, what lacks a label, so that one can be suggested, and all that is held out of it, which tells how well it
 * learned; in index order.
 */
function learnedAndOthers(dataset: Dataset, learned: Uint32Array): View {
  const chosen = maskOf(dataset, learned);
  dataset.table.current.forEach((label, i) => (chosen[i] ||= Number(label === NO_LABEL)));
  for (const { indices } of heldOutSets(dataset.table, learned)) for (const i of indices) chosen[i] = 1;
  return viewOf(dataset, chosen);
}

function maskOf(dataset: Dataset, indices: Uint32Array): Uint8Array {
  const chosen = new Uint8Array(dataset.info.sampleCount);
  for (const i of indices) chosen[i] = 1;
  return chosen;
}

const viewOf = (dataset: Dataset, chosen: Uint8Array): View =>
  dataset.view().add({ stage: 'match', test: (index) => chosen[index] === 1 });

function suspectsFirst(dataset: Dataset, run: Run): View {
  const [first, last] = [run.indices[0], run.indices[run.indices.length - 1]];
  const split = dataset.info.splits.find(({ start, count }) => first >= start && last < start + count);
  const processed = dataset.view().matchTags(TAG_PROCESSED);
  // A probe judges every split alike; what a network learned nothing from crowds its list.
  return (split && run.source !== 'probe' ? processed.matchSplit(split.name) : processed).sortBy('insights.suspicion', {
    reverse: true,
  });
}
