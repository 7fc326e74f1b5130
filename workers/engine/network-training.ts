import { NO_FOLD } from '../../src/core/training/folds.ts';
import type { Stem } from '../../src/core/training/picture-size.ts';
import type { EpochFigures } from '../../src/core/training/run.ts';
import type { TrainedRunRow } from '../../src/store/records.ts';
import { readCheckpoint, readFoldCheckpoints } from '../../src/store/runs.ts';
import { planEpoch, type EpochPlan } from './epoch-plan.ts';
import { openState, type RunState } from './run-state.ts';

/** The training of one network of a run: its only one, or one of several. */
export interface NetworkTraining {
  /** Its number among several, and that of the fold that it never sees; none where it is the only one. */
  fold?: number;
  /** Which of the run's samples it learns from: places in the run's list. */
  places: Uint32Array;
  /** How its epochs are divided into updates. */
  plan: EpochPlan;
  state: RunState;
}

/** The trainings of a run's networks, each as its last checkpoint left it, or as its seed makes it. @param stem by the size of its pictures */
export async function openTrainings(run: TrainedRunRow, stem: Stem): Promise<NetworkTraining[]> {
  const { recipe, indices, folds } = run;
  const all = Uint32Array.from(indices, (_, place) => place);
  const plan = (places: Uint32Array): EpochPlan => planEpoch(places.length, recipe.batch, recipe.microBatch);
  if (!folds) return [{ places: all, plan: plan(all), state: openState(run, await readCheckpoint(run.id), 0, stem) }];
  const checkpoints = await readFoldCheckpoints(run.id);
  return Array.from({ length: folds.k }, (_, fold) => {
    const places = all.filter((place) => folds.of[place] !== fold);
    const checkpoint = checkpoints.find((row) => row.fold === fold);
    return { fold, places, plan: plan(places), state: openState(run, checkpoint, fold, stem) };
  });
}

/** The network to train next, so that all of them go on side by side, epoch after epoch; undefined once all are done. */
export function nextTraining(trainings: NetworkTraining[], epochs: number): NetworkTraining | undefined {
  const least = Math.min(...trainings.map(({ state }) => state.epoch));
  return least < epochs ? trainings.find(({ state }) => state.epoch === least) : undefined;
}

/** How many networks have finished an epoch. @param epoch 1-based */
export const haveDone = (trainings: NetworkTraining[], epoch: number): number =>
  trainings.filter(({ state }) => state.epoch >= epoch).length;

/**
 * Whether the run's history keeps this network's logits of a sample. Of several networks it is always the same one of those that
 * learn from the sample, so that its epochs can be compared: the one that leaves out the fold after the sample's, or the first.
 */
export function keepsLogitsOf({ folds }: TrainedRunRow, { fold }: NetworkTraining, place: number): boolean {
  if (!folds) return true;
  const own = folds.of[place];
  return fold === (own === NO_FOLD ? 0 : (own + 1) % folds.k);
}

/**
 * Adds a network's epoch to the run's figures: loss and accuracy are means over the networks so far, times and images their sums.
 * @param before networks that had done this epoch already
 */
export function addFigures(epochs: EpochFigures[], figures: EpochFigures, before: number): EpochFigures[] {
  const earlier = epochs.slice(0, figures.epoch - 1);
  const known = epochs[figures.epoch - 1];
  if (before === 0) return [...earlier, figures];
  const blend = (mean: number, value: number): number => mean + (value - mean) / (before + 1);
  const blended = {
    ...figures,
    loss: blend(known.loss, figures.loss),
    accuracy: blend(known.accuracy, figures.accuracy),
    elapsedMs: known.elapsedMs + figures.elapsedMs,
    stepMs: known.stepMs + figures.stepMs,
    stepImages: known.stepImages + figures.stepImages,
  };
  return [...earlier, blended];
}
