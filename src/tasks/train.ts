import { UserError } from '../core/errors.ts';
import { fitRecipe, learnedByEach } from '../core/training/fit-recipe.ts';
import { PRESETS, withEpochs } from '../core/training/presets.ts';
import type { BackendName, Recipe } from '../core/training/recipe.ts';
import type { Trainer, TrainProgress } from '../contracts/trainer.ts';
import { MOST_FOLDS, NO_FOLD, dealFolds } from '../core/training/folds.ts';
import { Random } from '../core/dataset/random.ts';
import type { DatasetInfo } from '../core/dataset/types.ts';
import type { TrainedRun } from '../core/training/run.ts';
import { addRun, getRun, getTrainedRun, runLock, updateRun } from '../store/runs.ts';
import { readLearnable } from './learnable.ts';
import type { TrainOptions } from './options.ts';
import { trainer } from './workers.ts';

/** Most workers that share a batch: more have too little to do each. */
const MOST_WORKERS = 8;

/** Workers that train by default on this machine: every core, but one left to the page where there are more than two. */
export function defaultWorkers(): number {
  const cores = navigator.hardwareConcurrency || 1;
  return Math.min(cores > 2 ? cores - 1 : cores, MOST_WORKERS);
}

/**
 * The recipe that options ask for: a named one fitted to few samples, a whole one as it is; then epochs and batch as they were asked for.
 * @param samples that all networks together have
 * @throws UserError where there is no recipe of that name
 */
function recipeOf(options: TrainOptions, samples: number): Recipe {
  const { recipe = 'standard', network, epochs, batch, folds } = options;
  const preset = typeof recipe === 'object' ? recipe : PRESETS[recipe];
  if (!preset)
    throw new UserError('not-found', `There is no recipe “${recipe}”; there are: ${Object.keys(PRESETS).join(', ')}.`);
  const fitted = preset === recipe ? preset : fitRecipe(preset, learnedByEach(samples, folds));
  const stretched = epochs === undefined ? fitted : withEpochs(fitted, epochs);
  return { ...stretched, network: network ?? stretched.network, batch: batch ?? stretched.batch };
}

/**
 * Records a run over the samples `view`: their current labels are what it will learn. Excluded samples and those without a
 * label are left out.
 * @param backend settled before, never 'auto'
 * @throws UserError where too little is left to learn from, or for so many networks
 */
export async function createRun(
  info: DatasetInfo,
  view: Uint32Array,
  options: TrainOptions,
  backend: BackendName,
): Promise<TrainedRun> {
  const { indices, labels } = await readLearnable(info, view);
  const { seed = 1 } = options;
  const folds = networksOf(options, labels, info.classes, new Random(seed));
  const runId = await addRun({
    source: 'trained',
    datasetId: info.id,
    name: options.name ?? 'walkthrough',
    createdAt: Date.now(),
    recipe: recipeOf(options, indices.length),
    seed,
    backendWanted: backend,
    workersWanted: options.workers ?? defaultWorkers(),
    indices,
    labels,
    classCount: info.classes.length,
    normalisation: info.normalisation,
    status: 'stopped',
    epochs: [],
    elapsedMs: 0,
    ...(folds && { folds }),
  });
  return getTrainedRun(runId);
}

/**
 * Which of several networks learns from what; undefined for a single one.
 * @throws UserError where so many cannot be
 */
function networksOf(
  { folds, networks = 1 }: TrainOptions,
  labels: Uint16Array,
  classes: readonly string[],
  random: Random,
): TrainedRun['folds'] {
  if (!Number.isInteger(networks) || networks < 1 || networks > MOST_FOLDS) {
    throw new UserError(
      'bad-input',
      `${networks} networks cannot be trained: choose a whole number from 1 to ${MOST_FOLDS}.`,
    );
  }
  if (folds !== undefined) {
    if (networks > 1) throw new UserError('bad-input', 'Choose folds or several networks on all samples, not both.');
    return { k: folds, of: dealFolds(labels, classes, folds, random) };
  }
  return networks > 1 ? { k: networks, of: new Uint8Array(labels.length).fill(NO_FOLD) } : undefined;
}

/** The options that asked for a run's several networks. */
export function networkOptions({ folds }: TrainedRun): Pick<TrainOptions, 'folds' | 'networks'> {
  if (!folds) return {};
  return folds.of.includes(NO_FOLD) ? { networks: folds.k } : { folds: folds.k };
}

/**
 * Trains a recorded run, from its checkpoint where it has one. However it ends, the run's record says so.
 * @param by another trainer, for tests
 * @throws UserError
 */
export async function trainRun(
  signal: AbortSignal,
  runId: number,
  onProgress: (progress: TrainProgress) => void,
  by: Pick<Trainer, 'train'> = trainer,
): Promise<TrainedRun> {
  try {
    await by.train(signal, runId, onProgress);
  } catch (error) {
    throw await recordLostTrainer(runId, signal, error);
  }
  return getTrainedRun(runId);
}

/** Corrects the record of a run whose trainer ended before it could do so. @returns the error to show */
async function recordLostTrainer(runId: number, signal: AbortSignal, error: unknown): Promise<unknown> {
  const run = await getRun(runId).catch(() => undefined);
  if (signal.aborted) {
    if (run?.status === 'training') await updateRun(runId, { status: 'stopped' });
    return error;
  }
  if (!run || !(error instanceof UserError) || error.code !== 'worker-died') return error;
  const kept = run.epochs.length > 0 ? `Epoch ${run.epochs.length} is kept: resume the run` : 'Start the run again';
  const message = `The worker that trained “${run.name}” died, perhaps for want of memory (${error.message}). ${kept}, with fewer workers or a smaller network if it happens again.`;
  await updateRun(runId, { status: 'failed', error: message });
  return new UserError('worker-died', message, { cause: error });
}

/** Whether this or another tab is training or predicting with the run right now. */
export async function isRunAlive(runId: number): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some((lock) => lock.name === runLock(runId));
}

/** Milliseconds that the worker of a page that was just reloaded may take to end and release the run. */
const RELEASE_MS = 5000;

/** Waits a moment for an ending worker to release the run. @returns whether the run is free */
export async function isRunFree(runId: number): Promise<boolean> {
  try {
    await navigator.locks.request(runLock(runId), { signal: AbortSignal.timeout(RELEASE_MS) }, () => {});
    return true;
  } catch {
    return false;
  }
}
