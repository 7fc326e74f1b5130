import { beforeEach, describe, expect, it } from 'vitest';
import type { Look } from '../../src/api/look.ts';
import type { FindSuspectsStep } from '../../src/api/calls/whole-job.ts';
import { SCORE_METHODS, needsNeighbours } from '../../src/core/insights/methods.ts';
import { startLook } from '../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

let look: Look;

/** One small epoch on one worker: what is learned does not matter here. */
const train = { epochs: 1, batch: 8, backend: 'wasm', workers: 1, name: 'small' } as const;

beforeEach(async () => {
  await emptyDatabase();
  const { id } = await storeTinyDataset(50);
  look = await startLook();
  await look.session.open(id);
});

describe('the whole job in one call', () => {
  it('trains, predicts what was learned and the test split, scores that, and has the most suspect first', async () => {
    const steps: FindSuspectsStep[] = [];
    await look.exclude([0, 1]);
    const { run, view } = await look.findSuspects({ train, onStep: (step) => steps.push(step) });
    expect(steps).toEqual(['train', 'predict', 'score']);
    expect(run.status).toBe('trained');
    expect(look.session.run!.id).toBe(run.id);
    const predicted = [...look.dataset].filter((sample) => sample.predicted !== null);
    expect(predicted.map(({ index }) => index)).toEqual([...Array(50).keys()].slice(2));
    expect([...look.dataset.table.scores.keys()].sort()).toEqual([...SCORE_METHODS].sort());
    const suspicion = [...view].map((sample) => sample.insights.suspicion!);
    expect(view.indices.toSorted()).toEqual(Uint32Array.from({ length: 38 }, (_, i) => i + 2));
    expect(suspicion).toEqual(suspicion.toSorted((a, b) => b - a));
  });

  it('takes a run that is there as it is, and computes what is asked for only', async () => {
    const run = await look.train(train);
    const few = look.dataset.view().limit(6);
    const found = await look.findSuspects({ run: 'small', predict: few, score: few.limit(4), scores: ['suspicion'] });
    expect(found.run.id).toBe(run.id);
    expect(look.session.runs).toHaveLength(1);
    expect([...look.dataset].filter((sample) => sample.predicted !== null)).toHaveLength(6);
    expect([...look.dataset.table.scores.keys()]).toEqual(['suspicion']);
    expect([...look.dataset].filter((sample) => sample.insights.suspicion !== null)).toHaveLength(4);
  });

  it('has suspicion among the scores whatever others are asked for, since it sorts by that', async () => {
    await look.train(train);
    const { view } = await look.findSuspects({ run: 'small', scores: ['hardness'] });
    expect([...look.dataset.table.scores.keys()].sort()).toEqual(['hardness', 'suspicion']);
    expect(view.first()!.insights.suspicion).not.toBeNull();
  });

  it('refuses to be told in two ways which run it is about, and trains nothing', async () => {
    await look.train(train);
    const view = look.dataset.view();
    for (const options of [
      { train, again: 'small' },
      { train, run: 'small' },
      { again: 'small', run: 'small' },
      { view, again: 'small' },
      { view, run: 'small' },
    ]) {
      await expect(look.findSuspects(options)).rejects.toMatchObject({ name: 'UserError', code: 'bad-input' });
    }
    expect(look.session.runs).toHaveLength(1);
    expect(look.session.table!.predicted).toBeNull();
  });

  it('repeats a run on the labels as they stand', async () => {
    const before = await look.train(train);
    await look.relabel(3, 'dog');
    const scores = SCORE_METHODS.filter((method) => !needsNeighbours(method));
    const { run } = await look.findSuspects({ again: 'small', scores });
    expect(run).toMatchObject({ source: 'trained', parent: before.id });
    expect(run.labels[3]).toBe(1);
    expect(look.session.run!.id).toBe(run.id);
  });
});
