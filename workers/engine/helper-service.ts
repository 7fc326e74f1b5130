import * as Comlink from 'comlink';
import { Helper, type HelperSetup, type MicroBatch, type Prediction, type Share } from './helper.ts';

/** A helper in another thread. */
export interface HelperService {
  start(setup: HelperSetup): Promise<void>;
  load(indices: Uint32Array): Promise<void>;
  gradients(weights: Float32Array, microBatches: MicroBatch[]): Promise<Share>;
  predict(weights: Float32Array, statistics: Float32Array, indices: Uint32Array): Promise<Prediction>;
}

/** What a helping worker serves: a helper whose large answers are moved instead of copied. */
export function helperService(): HelperService {
  const helper = new Helper();
  return {
    start: (setup) => helper.start(setup),
    load: (indices) => helper.load(indices),
    gradients: async (weights, microBatches) => {
      const share = await helper.gradients(weights, microBatches);
      return Comlink.transfer(
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
      return Comlink.transfer(prediction, [prediction.logits.buffer, prediction.features.buffer]);
    },
  };
}
