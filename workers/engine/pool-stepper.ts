import type { Recipe } from '../../src/core/training/recipe.ts';
import { descend, meanOf, trackStatistics } from './optimiser.ts';
import type { RunState } from './run-state.ts';
import type { BatchFigures, Step, Stepper } from './stepper.ts';
import type { WorkerPool } from './worker-pool.ts';

/** Keeps the state in this thread's memory; the pool computes gradients from it. Each update waits for the one before. */
export class PoolStepper implements Stepper {
  readonly ahead = 0;
  readonly #pool: WorkerPool;
  readonly #state: RunState;
  readonly #recipe: Recipe;

  /** @param state changed in place */
  constructor(pool: WorkerPool, state: RunState, recipe: Recipe) {
    this.#pool = pool;
    this.#state = state;
    this.#recipe = recipe;
  }

  async step({ microBatches, next, rate, before }: Step): Promise<BatchFigures> {
    const { weights, momenta, statistics } = this.#state;
    const { results, inputMs } = await this.#pool.gradients(weights, microBatches, next);
    const mean = (numbers: number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
    const loss = mean(results.map((result) => result.loss));
    descend(weights, momenta, meanOf(results.map(({ gradient }) => gradient)), { ...this.#recipe, rate });
    trackStatistics(statistics, meanOf(results.map((result) => result.statistics)), before);
    return { loss, accuracy: mean(results.map(({ accuracy }) => accuracy)), logits: join(results), inputMs };
  }

  async settle(): Promise<void> {}

  dispose(): void {}
}

function join(results: { logits: Float32Array }[]): Float32Array {
  const size = results[0].logits.length;
  const joined = new Float32Array(size * results.length);
  results.forEach(({ logits }, j) => joined.set(logits, j * size));
  return joined;
}
