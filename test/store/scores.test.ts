import { beforeEach, describe, expect, it } from 'vitest';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { mergeScores, readScore } from '../../src/store/scores.ts';
import { storeRun } from '../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

let info: DatasetInfo;
let runId: number;

beforeEach(async () => {
  await emptyDatabase();
  info = await storeTinyDataset(10);
  runId = (await storeRun(info)).id;
});

/** Scores some samples. @param high of the doubt @param decided samples that a person had decided about by then, scored or not */
function score(indices: number[], high: number, decided: number[]): Promise<void> {
  const part = {
    ...{ runId, key: 'suspicion', datasetId: info.id, method: 'suspicion' as const, computedAt: 1 },
    ...{ indices: Uint32Array.from(indices), values: new Float32Array(indices.length).fill(high) },
    ...{ judged: new Uint16Array(indices.length), doubt: { low: -high, high, atLeast: false } },
    decided: Uint32Array.from(decided),
  };
  return mergeScores([part], info.sampleCount);
}

const stored = async () => (await readScore(runId, 'suspicion'))!;

describe('a suspicion of some samples, computed anew', () => {
  it('leaves what is said of the others’ decisions: these were not taken account of', async () => {
    await score([0, 1, 2, 3, 4, 5, 6, 7], 0.5, [0, 1]);
    await score([1, 2], 0.75, [0, 1, 2, 7]);
    expect([...(await stored()).decided!]).toEqual([0, 1, 2]);
    // Taken back since.
    await score([1, 2], 0.75, [7]);
    expect([...(await stored()).decided!]).toEqual([0]);
  });

  it('says how sure the number is by whichever samples are more', async () => {
    await score([0, 1, 2, 3, 4, 5, 6, 7], 0.5, []);
    await score([1, 2], 0.75, []);
    expect((await stored()).doubt!.high).toBe(0.5);
    await score([0, 1, 2, 3, 4], 0.25, []);
    expect((await stored()).doubt!.high).toBe(0.25);
  });
});
