/** How an epoch is divided into updates. */
export interface EpochPlan {
  /** Samples an update. */
  batch: number;
  /** Samples that are batch-normalised together; `batch` is a multiple of it. */
  microBatch: number;
  /** Updates an epoch; the samples left over sit out, others in each epoch. */
  steps: number;
}

/**
 * Divides an epoch into batches, and those into equal micro-batches of at most `microBatch`. A data set smaller than a batch is
 * one batch.
 * @param count samples, at least 1
 */
export function planEpoch(count: number, batch: number, microBatch: number): EpochPlan {
  const wanted = Math.max(1, Math.min(count, batch));
  const parts = Math.ceil(wanted / microBatch);
  const size = Math.floor(wanted / parts);
  return { batch: size * parts, microBatch: size, steps: Math.floor(count / (size * parts)) };
}

/**
 * How many of the workers there are to share a batch among: no more than make a difference, since a batch takes as long as the
 * worker with most micro-batches.
 * @param available at least 1
 */
export function usefulWorkers({ batch, microBatch }: EpochPlan, available: number): number {
  const parts = batch / microBatch;
  return Math.ceil(parts / Math.ceil(parts / available));
}
