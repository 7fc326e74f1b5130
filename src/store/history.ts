import { db } from './database.ts';

/** The run's logits of one epoch so far; undefined where none are kept. */
export async function readEpoch(runId: number, epoch: number): Promise<Float32Array | undefined> {
  return (await db.history.get([runId, epoch]))?.logits;
}

const rowsOf = (runId: number) => db.history.where('[runId+epoch]').between([runId, 0], [runId, Infinity]);

/**
 * The run's logits of its samples in each epoch of training, the first epoch first; epochs that were trained
 * before histories were kept are not there.
 * @returns n×k row-major logits in the order of the run's indices; NaN where a sample sat out the epoch
 */
export async function readHistory(runId: number): Promise<Float32Array[]> {
  return (await rowsOf(runId).sortBy('epoch')).map(({ logits }) => logits);
}

/** The run's epochs that logits are kept of, ascending. Looks at an index alone. */
export async function listEpochs(runId: number): Promise<number[]> {
  return ((await rowsOf(runId).primaryKeys()) as [number, number][]).map(([, epoch]) => epoch);
}

/** Whether anything is kept of what the run said while it learned. Reads no logits. */
export async function keepsHistory(runId: number): Promise<boolean> {
  return (await rowsOf(runId).count()) > 0;
}
