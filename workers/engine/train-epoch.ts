import type { Recipe } from '../../src/contracts/recipe.ts';
import type { Cut } from './batches.ts';
import type { MicroBatch, Share } from './helper.ts';
import { macrotask } from './macrotask.ts';
import { descend, meanOf, rateAt, trackStatistics } from './optimiser.ts';
import type { RunState } from './run-state.ts';
import { trainingError } from './trouble.ts';

/** Steps after a start that say nothing of speed: code is still being compiled, buffers are still being made. */
const WARM_UP_STEPS = 3;

/** Computes the gradients of a batch's micro-batches, in their order. */
export type ComputeGradients = (weights: Float32Array, microBatches: MicroBatch[]) => Promise<Share>;

/** What one step said. */
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
 * Trains one epoch, changing `state` in place.
 * @param labels one a sample of the run @param warm steps done since training started or was resumed
 * @throws Error named 'TrainingError' where the loss is no longer a number; AbortError
 */
export async function trainEpoch(
  signal: AbortSignal,
  state: RunState,
  recipe: Recipe,
  cut: Cut,
  labels: Uint16Array,
  compute: ComputeGradients,
  warm: number,
  onStep: (figures: StepFigures) => void,
): Promise<EpochSums> {
  const order = state.random.shuffle(Uint32Array.from(labels, (_, i) => i));
  const sums: EpochSums = { loss: 0, accuracy: 0, stepMs: 0, stepImages: 0 };
  for (let step = 0; step < cut.steps; step++) {
    const microBatches = cutBatch(order, labels, cut, step, state.epoch);
    const began = performance.now();
    const { results, inputMs } = await compute(state.weights, microBatches);
    const loss = results.reduce((sum, result) => sum + result.loss, 0) / results.length;
    if (!Number.isFinite(loss)) {
      throw trainingError(
        `Training diverged in epoch ${state.epoch + 1}, step ${step + 1}: the loss is no longer a number. Lower the learning rate, or enlarge the batch, and train again.`,
      );
    }
    const accuracy = results.reduce((sum, result) => sum + result.accuracy, 0) / results.length;
    const rate = rateAt(recipe.schedule, state.epoch + (step + 1) / cut.steps);
    descend(state.weights, state.momenta, meanOf(results.map(({ gradient }) => gradient)), { ...recipe, rate });
    trackStatistics(
      state.statistics,
      meanOf(results.map(({ statistics }) => statistics)),
      state.epoch * cut.steps + step,
    );
    if (warm + step >= WARM_UP_STEPS) {
      sums.stepMs += performance.now() - began - inputMs;
      sums.stepImages += cut.batch;
    }
    sums.loss += loss / cut.steps;
    sums.accuracy += accuracy / cut.steps;
    onStep({ step, loss, accuracy });
    await macrotask();
    signal.throwIfAborted();
  }
  state.epoch += 1;
  return sums;
}

function cutBatch(order: Uint32Array, labels: Uint16Array, cut: Cut, step: number, epoch: number): MicroBatch[] {
  const microBatches: MicroBatch[] = [];
  const start = step * cut.batch;
  for (let firstPosition = start; firstPosition < start + cut.batch; firstPosition += cut.microBatch) {
    const places = order.slice(firstPosition, firstPosition + cut.microBatch);
    microBatches.push({ places, labels: Uint16Array.from(places, (i) => labels[i]), epoch, firstPosition });
  }
  return microBatches;
}
