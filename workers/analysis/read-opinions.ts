import type { RunClasses } from '../../src/core/dataset/run-classes.ts';
import { isEpochUsed, type Opinion } from '../../src/core/insights/opinions.ts';
import { NO_FOLD } from '../../src/core/training/folds.ts';
import { readFeatures, readRunLogits } from '../../src/store/predictions.ts';
import type { RunRow } from '../../src/store/records.ts';
import { listRuns, readRunClasses } from '../../src/store/runs.ts';
import { readHistoryOf } from './run-history.ts';

/** What a run says of some samples, in the columns of its classes as they stand now, or of another run's. */
export interface RunOpinion extends Opinion {
  run: RunRow;
  /** Its own, as they stand now. */
  classes: RunClasses;
  /** How many of the samples it has not predicted; rows of NaN. */
  missing: number;
}

/** Which epochs of its training are read: those that suspicion asks, all, or none. */
export type EpochsRead = 'used' | 'all' | 'none';

/**
 * Reads what a run says of the samples `indices`, but its features.
 * @param sampleCount of the data set
 * @throws UserError 'not-found' where there is no such run
 */
export async function readOpinion(
  runId: number,
  sampleCount: number,
  indices: Uint32Array,
  epochs: EpochsRead = 'used',
): Promise<RunOpinion> {
  const { run, logits, heldOut, missing } = await readRunLogits(runId, sampleCount, indices);
  const classes = await readRunClasses(run);
  const wanted = epochs === 'used' ? isEpochUsed : undefined;
  return {
    run,
    classes,
    logits: classes.fold(logits),
    heldOut: heldOut && classes.fold(heldOut),
    unlearned: unlearnedOf(run, sampleCount, indices),
    history: epochs === 'none' ? undefined : await readHistoryOf(run, indices, classes, wanted),
    // How long another's model has learned is not known.
    epochs:
      run.source === 'imported'
        ? undefined
        : run.epochs.length * (run.folds && !run.folds.of.includes(NO_FOLD) ? 0.5 : 1),
    missing,
  };
}

/** 1 for those of the samples that a network's fold kept from it. */
function unlearnedOf({ folds, indices: learned }: RunRow, sampleCount: number, indices: Uint32Array) {
  if (!folds) return undefined;
  const all = new Uint8Array(sampleCount);
  learned.forEach((index, row) => (all[index] = Number(folds.of[row] !== NO_FOLD)));
  return Uint8Array.from(indices, (index) => all[index]);
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

/**
 * What the other runs of the data set say of the samples `indices`: those that are done, share a class with this one and predicted some
 * of them. Read one after another, in the columns of this one's classes.
 */
export async function readOthers(
  { run, classes }: Pick<RunOpinion, 'run' | 'classes'>,
  sampleCount: number,
  indices: Uint32Array,
): Promise<RunOpinion[]> {
  const others: RunOpinion[] = [];
  for (const { id, status } of await listRuns(run.datasetId)) {
    if (id === run.id || status !== 'trained') continue;
    const opinion = await readOpinion(id, sampleCount, indices);
    if (opinion.missing === indices.length || !opinion.classes.labels.some(knows)) continue;
    others.push(inColumnsOf(classes, opinion));
  }
  return others;

  function knows(label: number): boolean {
    return classes.labels.includes(label);
  }
}

function inColumnsOf(classes: RunClasses, opinion: RunOpinion): RunOpinion {
  const { logits, heldOut, history } = opinion;
  const align = (rows: Float32Array): Float32Array => classes.align(rows, opinion.classes);
  return {
    ...opinion,
    logits: align(logits),
    heldOut: heldOut && align(heldOut),
    history: history?.map((epoch) => epoch && align(epoch)),
  };
}
