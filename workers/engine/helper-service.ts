import { handOver } from '../../src/contracts/serve.ts';
import { Helper, type HelperSetup, type Prediction, type ShareResults } from './helper.ts';
import { macrotask } from '../../src/core/macrotask.ts';
import type { MicroBatch } from './micro-batch.ts';

/** A helper in another thread. */
export interface HelperService {
  start(setup: HelperSetup): Promise<void>;
  /**
   * Micro-batches come with their pixels, unless they were `next` before.
   * @param next the share after this one: its pictures are drawn once this one's answer is on its way
   */
  gradients(weights: Float32Array, microBatches: MicroBatch[], next: MicroBatch[]): Promise<ShareResults>;
  predict(weights: Float32Array, statistics: Float32Array, indices: Uint32Array): Promise<Prediction>;
}

/** What a helping worker serves: a helper whose large answers are moved instead of copied. */
export function helperService(): HelperService {
  const helper = new Helper();
  return {
    start: (setup) => helper.start(setup),
    gradients: async (weights, microBatches, next) => {
      helper.pictures.keep(next);
      const share = await helper.gradients(weights, microBatches);
      helper.pictures.dropOthers(next);
      void macrotask().then(() => helper.pictures.prepareKept());
      return handOver(
        share,
        share.results.flatMap(({ gradient, statistics, logits }) => [
          gradient.buffer,
          statistics.buffer,
          logits.buffer,
        ]),
      );
    },
    predict: async (weights, statistics, indices) => {
      const prediction = await helper.predict(weights, statistics, indices);
      return handOver(prediction, [prediction.logits.buffer, prediction.features.buffer]);
    },
  };
}
