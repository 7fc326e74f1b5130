import { UserError } from '../../src/core/errors.ts';
import type { Recipe } from '../../src/core/training/recipe.ts';
import { unlessAborted } from '../../src/core/unless-aborted.ts';
import type { EpochPlan } from './epoch-plan.ts';
import type { NetworkTraining } from './network-training.ts';
import type { MicroBatch } from './micro-batch.ts';
import { macrotask } from '../../src/core/macrotask.ts';
import { rateAt } from './optimiser.ts';
import type { BatchFigures, Stepper } from './stepper.ts';
import type { TrainingPictures } from './training-pictures.ts';

/** Steps after a start that are too slow to measure speed by: code is still being compiled, buffers are still being made. */
const WARM_UP_STEPS = 3;

/** Figures of one step. */
export interface StepFigures {
  /** 0-based, in the epoch. */
  step: number;
  loss: number;
  accuracy: number;
}

/** Sums over an epoch, for its figures. */
export interface EpochSums {
  loss: number;
  accuracy: number;
  stepMs: number;
  stepImages: number;
}

/**
 * Trains a network for one epoch, changing its state.
 * @param pictures of the run, which decide the order that its samples are taken in @param labels one a sample of the run @param warm steps done since training started or was resumed
 * @param onLogits gets each sample's k logits of the augmented picture, once an epoch where it did not sit out
 * @throws UserError 'training' where the loss is no longer a number; AbortError
 */
export async function trainEpoch(
  signal: AbortSignal,
  { state, plan, places }: NetworkTraining,
  stepper: Stepper,
  pictures: Pick<TrainingPictures, 'order' | 'reach'>,
  recipe: Recipe,
  labels: Uint16Array,
  warm: number,
  onLogits: (place: number, logits: Float32Array) => void,
  onStep: (figures: StepFigures) => void,
): Promise<EpochSums> {
  const order = pictures.order(places, state.random);
  const sums: EpochSums = { loss: 0, accuracy: 0, stepMs: 0, stepImages: 0 };
  const take = (step: number, { loss, accuracy, logits }: BatchFigures): void => {
    if (!Number.isFinite(loss)) {
      throw new UserError(
        'training',
        `Training diverged in epoch ${state.epoch + 1}, step ${step + 1}: the loss is no longer a number. Lower the learning rate, or enlarge the batch, and train again.`,
      );
    }
    const k = logits.length / plan.batch;
    for (let j = 0; j < plan.batch; j++) {
      onLogits(order[step * plan.batch + j], logits.subarray(j * k, (j + 1) * k));
    }
    sums.loss += loss / plan.steps;
    sums.accuracy += accuracy / plan.steps;
    onStep({ step, loss, accuracy });
  };
  const underway: Promise<BatchFigures>[] = [];
  let microBatches = cutBatch(order, labels, plan, 0, state.epoch);
  for (let step = 0; step < plan.steps + stepper.ahead; step++) {
    const from = step * plan.batch;
    if (step < plan.steps)
      await unlessAborted(signal, pictures.reach(from, Math.min(from + 2 * plan.batch, order.length)));
    const began = performance.now();
    let inputMs = 0;
    if (step < plan.steps) {
      const next = step + 1 < plan.steps ? cutBatch(order, labels, plan, step + 1, state.epoch) : undefined;
      const rate = rateAt(recipe.schedule, state.epoch + (step + 1) / plan.steps);
      underway.push(stepper.step({ microBatches, next, rate, before: state.epoch * plan.steps + step }));
      if (next) microBatches = next;
    }
    if (step >= stepper.ahead) {
      const figures = await unlessAborted(signal, underway.shift()!);
      inputMs = figures.inputMs;
      take(step - stepper.ahead, figures);
    }
    if (warm + step >= WARM_UP_STEPS) {
      sums.stepMs += performance.now() - began - inputMs;
      if (step < plan.steps) sums.stepImages += plan.batch;
    }
    await macrotask();
    signal.throwIfAborted();
  }
  await unlessAborted(signal, stepper.settle());
  state.epoch += 1;
  return sums;
}

function cutBatch(order: Uint32Array, labels: Uint16Array, plan: EpochPlan, step: number, epoch: number): MicroBatch[] {
  const microBatches: MicroBatch[] = [];
  const start = step * plan.batch;
  for (let firstPosition = start; firstPosition < start + plan.batch; firstPosition += plan.microBatch) {
    const places = order.slice(firstPosition, firstPosition + plan.microBatch);
    microBatches.push({ places, labels: Uint16Array.from(places, (i) => labels[i]), epoch, firstPosition });
  }
  return microBatches;
}
