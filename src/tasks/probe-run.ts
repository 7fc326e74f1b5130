import type { OnProgress } from '../contracts/progress.ts';
import type { Prober } from '../contracts/prober.ts';
import { BACKBONE, choiceKey, type BackboneChoice, type BackboneSide } from '../core/backbone/backbone.ts';
import { suggestSide, type SideSuggestion } from '../core/backbone/suggest-side.ts';
import type { DatasetInfo } from '../core/dataset/types.ts';
import { isCancelled, sentenceOf } from '../core/errors.ts';
import type { ProbeRun } from '../core/training/run.ts';
import type { ProbeRunRow, RunRow } from '../store/records.ts';
import { addRunUnlessKnown, getRun, listRuns, runLock, updateRun } from '../store/runs.ts';
import { backboneSpeed, learnSpeed } from './backbone-speed.ts';
import { readLearnable } from './learnable.ts';
import { prober } from './workers.ts';

/**
 * The run of a data set that judges its labels by the features of a backbone; one of the same scope, and of the backbone and side asked for, is taken
 * up again.
 * @param scope samples to learn from @param pictures how many a new one would have to see, the scope among them
 * @param wanted a backbone of the person's own; or the side of the pictures that the page's sees, default: what they are worth, and what fits into
 * about a minute here
 * @param name of a new one; a number is added where the data set has such a run
 * @throws UserError 'bad-input' where there are too many classes, or labels of fewer than two
 */
export async function settleProbe(
  info: DatasetInfo,
  scope: Uint32Array,
  pictures: number,
  wanted: BackboneChoice | BackboneSide | undefined,
  name: string,
  by: Pick<Prober, 'sourceSide'> = prober,
): Promise<ProbeRun> {
  await readLearnable(info, scope);
  const sorted = scope.slice().sort();
  const isSame = (run: RunRow): run is ProbeRunRow =>
    run.source === 'probe' &&
    (typeof wanted === 'object'
      ? choiceKey(run.choice) === choiceKey(wanted)
      : run.choice.backbone === BACKBONE && (wanted === undefined || run.choice.side === wanted)) &&
    run.scope.length === sorted.length &&
    run.scope.every((index, at) => index === sorted[at]);
  const known = (await listRuns(info.id)).find(isSame);
  if (known) return known;
  const choice: BackboneChoice =
    typeof wanted === 'object'
      ? wanted
      : { backbone: BACKBONE, side: wanted ?? (await suggestBackboneSide(info, pictures, by)).side };
  const run = {
    source: 'probe' as const,
    datasetId: info.id,
    name,
    createdAt: Date.now(),
    choice,
    scope: sorted,
    indices: new Uint32Array(),
    labels: new Uint16Array(),
    classCount: info.classes.length,
    status: 'stopped' as const,
    epochs: [],
    elapsedMs: 0,
  };
  return (await addRunUnlessKnown(run, isSame)) as ProbeRunRow;
}

/** The side at which a backbone should see so many pictures of a data set: what they are worth, and what fits into about a minute here; and how long that is likely to take. */
export async function suggestBackboneSide(
  { id }: DatasetInfo,
  pictures: number,
  by: Pick<Prober, 'sourceSide'> = prober,
): Promise<SideSuggestion> {
  return suggestSide(pictures, await by.sourceSide(id), backboneSpeed().perSecond);
}

/**
 * Has a probe judge the labels as they stand: computes the features that are missing, and fits. Until it has done so once its record says
 * that it is under way, and how that ended; one that was fitted keeps what it had where this fails.
 * @param indices samples to judge besides those of its scope; none: by the features that it has
 * @throws UserError 'bad-input' as `settleProbe`, 'deleted'
 */
export async function judge(
  signal: AbortSignal,
  info: DatasetInfo,
  runId: number,
  indices: Uint32Array | undefined,
  onProgress: OnProgress,
  by: Pick<Prober, 'extract' | 'probe'> = prober,
): Promise<void> {
  await navigator.locks.request(runLock(runId), { signal }, async () => {
    const run = (await getRun(runId)) as ProbeRunRow;
    const first = run.status !== 'trained';
    if (first) await updateRun(runId, { status: 'training', error: undefined });
    try {
      await readLearnable(info, run.scope);
      if (indices) await see(signal, run, indices, onProgress, by);
      await by.probe(signal, runId, onProgress);
    } catch (error) {
      const ended = isCancelled(error)
        ? ({ status: 'stopped' } as const)
        : ({ status: 'failed', error: sentenceOf(error) } as const);
      if (first) await updateRun(runId, ended);
      throw error;
    }
  });
}

/** Computes what is missing, and adds the time that it took to the run's, however it ends. */
async function see(
  signal: AbortSignal,
  { id, datasetId, scope, choice, elapsedMs }: ProbeRunRow,
  indices: Uint32Array,
  onProgress: OnProgress,
  by: Pick<Prober, 'extract'>,
): Promise<void> {
  const began = performance.now();
  const wanted = Uint32Array.from(new Set([...scope, ...indices])).sort();
  try {
    learnSpeed(choice, await by.extract(signal, datasetId, wanted, choice, onProgress));
  } finally {
    await updateRun(id, { elapsedMs: elapsedMs + performance.now() - began });
  }
}
