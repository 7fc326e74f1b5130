import { beforeEach, expect, it } from 'vitest';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { db } from '../../src/store/database.ts';
import { writeNeighbours } from '../../src/store/neighbours.ts';
import type { RunRow } from '../../src/store/records.ts';
import { deleteRun, saveEpoch } from '../../src/store/runs.ts';
import { mergeScores } from '../../src/store/scores.ts';
import { storePredictions, storeRun } from '../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

let info: DatasetInfo;
let run: RunRow;

beforeEach(async () => {
  await emptyDatabase();
  info = await storeTinyDataset(20);
  run = await storeRun(info);
  await deleteRun(run.id);
});

const floats = new Float32Array(1);
const one = Uint32Array.of(0);

/** What a worker may still be about to write of a run that was deleted under its hands. */
const late: Record<string, () => Promise<unknown>> = {
  'an epoch': () =>
    saveEpoch(
      {
        ...{ runId: run.id, epoch: 1, backend: 'wasm', generator: one },
        ...{ weights: floats, momenta: floats, statistics: floats },
      },
      { runId: run.id, epoch: 1, logits: floats },
      { elapsedMs: 1 },
    ),
  predictions: () => storePredictions(info, run, () => 0),
  scores: () => {
    const row = { runId: run.id, key: 'mine', datasetId: info.id, method: 'hardness', computedAt: 1 } as const;
    return mergeScores([{ ...row, indices: one, values: floats, judged: Uint16Array.of(0) }], 20);
  },
  neighbours: () => writeNeighbours({ runId: run.id, indices: one, k: 1, neighbours: one, similarity: floats }),
};

it.each(Object.keys(late))('nothing is kept of a run that is gone: %s', async (what) => {
  await expect(late[what]()).rejects.toMatchObject({ name: 'UserError', code: 'deleted' });
  const { checkpoints, history, logits, features, scores, neighbours } = db;
  for (const table of [checkpoints, history, logits, features, scores, neighbours]) {
    expect(await table.count(), table.name).toBe(0);
  }
  expect((await db.columns.toArray()).filter(({ name }) => name.startsWith('run/'))).toEqual([]);
});
