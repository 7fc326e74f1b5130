import type { tf } from '../tf.ts';

/** How a state on the device is laid out, and what an update does whatever the step. */
export interface UpdateSizes {
  /** Weights, as many momenta behind them. */
  parameterCount: number;
  /** Running means and variances, behind the momenta. */
  statisticCount: number;
  /** Micro-batches whose results were added up. */
  parts: number;
  momentum: number;
  weightDecay: number;
}

/**
 * One update of a run's state on the device, in one dispatch: what `descend` and `trackStatistics` do in optimiser.ts.
 * @param state weights, momenta, running statistics @param sum added results of gradientPass: gradient, batch statistics, more
 * @param settings [2]: learning rate, share of the batch in the running statistics; not in the code, as they change
 * @returns the next state; the caller disposes of all three
 */
export type Update = (state: tf.Tensor1D, sum: tf.Tensor1D, settings: tf.Tensor1D, sizes: UpdateSizes) => tf.Tensor1D;
