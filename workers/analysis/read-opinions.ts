import type { RunClasses } from '../../src/core/dataset/run-classes.ts';
import type { Opinion } from '../../src/core/insights/opinions.ts';
import { NO_FOLD } from '../../src/core/training/folds.ts';
import { readFeatures, readHeldOut, readLogits } from '../../src/store/predictions.ts';
import type { RunRow } from '../../src/store/records.ts';
import { listRuns, readRunClasses } from '../../src/store/runs.ts';
import { readHistoryOf } from './run-history.ts';

/** What a run says of some samples, in the columns of its classes as they stand now. */
export interface RunOpinion extends Opinion {
  run: RunRow;
  /** How many of the samples it has not predicted; rows of NaN. */
  missing: number;
}

/**
 * Reads what a run says of the samples `indices`, but its features.
 * @param sampleCount of the data set @param asksHistory whether it should read the epochs of its training too
 */
export async function readOpinion(
  run: RunRow,
  classes: RunClasses,
  sampleCount: number,
  indices: Uint32Array,
  asksHistory = true,
): Promise<RunOpinion> {
  const { values, missing } = await readLogits(run, sampleCount, indices);
  const heldOut = await readHeldOut(run, sampleCount, indices);
  return {
    run,
    logits: classes.fold(values),
    heldOut: heldOut && classes.fold(heldOut),
    history: asksHistory ? await readHistoryOf(run, indices, classes) : undefined,
    // How long another's model has learned is not known.
    epochs:
      run.source === 'imported'
        ? undefined
        : run.epochs.length * (run.folds && !run.folds.of.includes(NO_FOLD) ? 0.5 : 1),
    missing,
  };
}

/** The run's features of the samples `indices`; undefined where one has none, or the opinion has held-out logits, which need none. */
export async function featuresOf(
  { run, heldOut }: Pick<RunOpinion, 'run' | 'heldOut'>,
  sampleCount: number,
  indices: Uint32Array,
): Promise<Float32Array | undefined> {
  if (heldOut) return undefined;
  const { values, d, missing } = await readFeatures(run.id, sampleCount, indices);
  return missing === 0 && d > 0 ? values : undefined;
}

/** What the other runs of the data set say of the samples `indices`: those that are done, know the same classes and predicted some of them. */
export async function readOthers(
  run: RunRow,
  classes: RunClasses,
  sampleCount: number,
  indices: Uint32Array,
): Promise<RunOpinion[]> {
  const others: RunOpinion[] = [];
  for (const other of await listRuns(run.datasetId)) {
    if (other.id === run.id || other.status !== 'trained') continue;
    const own = await readRunClasses(other);
    if (own.labels.join() !== classes.labels.join()) continue;
    const opinion = await readOpinion(other, own, sampleCount, indices);
    if (opinion.missing < indices.length) others.push(opinion);
  }
  return others;
}
