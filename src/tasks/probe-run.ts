import { BACKBONE, choiceKey, type BackboneChoice, type BackboneSide } from '../core/backbone/backbone.ts';
import { suggestSide } from '../core/backbone/suggest-side.ts';
import type { DatasetInfo } from '../core/dataset/types.ts';
import type { ProbeRun } from '../core/training/run.ts';
import type { OnProgress } from '../contracts/progress.ts';
import { addRun, listRuns } from '../store/runs.ts';
import { prober } from './workers.ts';

/** Pictures at 96 pixels that a core of a slow machine takes a second (docs/benchmarks.md has 160): what the time is guessed from. */
const SLOW_CORE = 100;

/** The side at which a backbone should see a data set: what its pictures are worth, and what fits into about a minute here. */
function backboneSideFor(info: DatasetInfo, samples: number): BackboneSide {
  return suggestSide(samples, info.width, SLOW_CORE * (navigator.hardwareConcurrency || 1)).side;
}

/**
 * The run of a data set that judges its labels by the features of a backbone; one of the same backbone, size and scope is taken up again.
 * @param scope samples to learn from @param side of the pictures that it sees @param name of a new one; a number is added where the data set has such a run
 */
export async function settleProbe(
  info: DatasetInfo,
  scope: Uint32Array,
  side: BackboneSide | undefined,
  name: string,
): Promise<ProbeRun> {
  const choice: BackboneChoice = { backbone: BACKBONE, side: side ?? backboneSideFor(info, scope.length) };
  const sorted = scope.slice().sort();
  const known = (await listRuns(info.id)).find(
    (run) =>
      run.source === 'probe' &&
      choiceKey(run.choice) === choiceKey(choice) &&
      run.scope.length === sorted.length &&
      run.scope.every((index, at) => index === sorted[at]),
  );
  if (known) return known as ProbeRun;
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
  return { ...run, id: await addRun(run) };
}

/** Has a probe learn the labels as they stand, by the features that are stored. @throws UserError 'not-computed' where some are missing */
export function fitProbe(signal: AbortSignal, runId: number, onProgress: OnProgress): Promise<void> {
  return prober.probe(signal, runId, onProgress);
}
