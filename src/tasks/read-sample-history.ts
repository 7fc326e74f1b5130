import { softmaxRow } from '../core/insights/softmax.ts';
import { listEpochs, readHistoryRow } from '../store/history.ts';
import type { RunRow } from '../store/records.ts';

/** What a run gave one sample's classes in one epoch of its training. */
export interface SampleEpoch {
  /** 1-based. */
  epoch: number;
  /** k numbers that sum to 1. */
  probabilities: Float64Array;
}

/** Whether anything is kept of what a run said while it learned. */
export async function keepsHistory(runId: number): Promise<boolean> {
  return (await listEpochs(runId)).length > 0;
}

/**
 * What a run said of one sample while it learned it, the first epoch first; epochs that the sample sat out are not there.
 * @returns no epoch where the run did not learn from the sample or keeps no history
 */
export async function readSampleHistory(
  run: Pick<RunRow, 'id' | 'classCount' | 'indices'>,
  index: number,
): Promise<SampleEpoch[]> {
  const row = run.indices.indexOf(index);
  if (row < 0) return [];
  const epochs = await readHistoryRow(run.id, row, run.classCount);
  return epochs
    .filter(({ logits }) => !Number.isNaN(logits[0]))
    .map(({ epoch, logits }) => {
      const probabilities = new Float64Array(run.classCount);
      softmaxRow(logits, 0, run.classCount, probabilities);
      return { epoch, probabilities };
    });
}
