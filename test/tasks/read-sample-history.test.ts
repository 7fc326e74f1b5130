import { beforeEach, describe, expect, it } from 'vitest';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { db } from '../../src/store/database.ts';
import { keepsHistory, readSampleHistory } from '../../src/tasks/read-sample-history.ts';
import { storeRun } from '../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

const N = 50;
let info: DatasetInfo;

beforeEach(async () => {
  await emptyDatabase();
  info = await storeTinyDataset(N);
});

/** Logits of one epoch: sample i is as sure of class 0 as ln(i + epoch) says, all others at 0. */
function epochOf(epoch: number, n: number): Float32Array {
  const logits = new Float32Array(n * 3);
  for (let i = 0; i < n; i++) logits[i * 3] = Math.log(i + epoch);
  return logits;
}

describe('the history of one sample', () => {
  it('is its own probabilities, epoch by epoch, whatever its place in the run; one sat out is not there', async () => {
    const run = await storeRun(info, 3, { indices: Uint32Array.of(7, 20, 33), labels: Uint16Array.of(0, 1, 2) });
    for (const epoch of [2, 1, 3]) {
      const logits = epochOf(epoch, 3);
      if (epoch === 3) logits.fill(NaN, 3, 6);
      await db.history.put({ runId: run.id, epoch, logits });
    }
    const history = await readSampleHistory(run, 20);
    expect(history.map(({ epoch }) => epoch)).toEqual([1, 2]);
    expect(history[1].probabilities[0]).toBeCloseTo(3 / 5, 6);
    expect(history[1].probabilities[2]).toBeCloseTo(1 / 5, 6);
    expect((await readSampleHistory(run, 33)).map(({ probabilities }) => probabilities[0])).toEqual([
      expect.closeTo(3 / 5, 6),
      expect.closeTo(4 / 6, 6),
      expect.closeTo(5 / 7, 6),
    ]);
  });

  it('is empty where the run did not learn from the sample or keeps none', async () => {
    const run = await storeRun(info);
    expect(await keepsHistory(run.id)).toBe(false);
    expect(await readSampleHistory(run, 3)).toEqual([]);
    await db.history.put({ runId: run.id, epoch: 1, logits: epochOf(1, run.indices.length) });
    expect(await keepsHistory(run.id)).toBe(true);
    expect(await readSampleHistory(run, N - 1)).toEqual([]);
  });
});
