import { beforeEach, describe, expect, it } from 'vitest';
import { STANDARD, withEpochs } from '../../../src/core/training/presets.ts';
import type { BackendName } from '../../../src/core/training/recipe.ts';
import { addRun, getRun, readCheckpoint } from '../../../src/store/runs.ts';
import { trainer } from '../../../src/tasks/workers.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';
import { relativeError } from './reference.ts';

const never = new AbortController().signal;

/** Training sees 8×8 of each picture: the fewest places, on which software is slow. */
const SMALL = { pad: 0, flip: true, cutout: 0, crop: 0.25 };

beforeEach(emptyDatabase);

async function storeRun(backend: BackendName): Promise<number> {
  const dataset = await storeTinyDataset(12);
  return addRun({
    source: 'trained',
    ...{ datasetId: dataset.id, name: 'walkthrough', createdAt: 1, seed: 1, classCount: 3 },
    recipe: { ...withEpochs(STANDARD, 1), batch: 8, microBatch: 4, augment: SMALL },
    backendWanted: backend,
    workersWanted: 2,
    indices: Uint32Array.from({ length: 8 }, (_, i) => i),
    labels: Uint16Array.from({ length: 8 }, (_, i) => i % 3),
    ...{ status: 'stopped', epochs: [], elapsedMs: 0 },
  });
}

const train = (runId: number): Promise<void> => trainer.train(never, runId, () => undefined);

describe.each(['webgl', 'webgpu'] as BackendName[])('training in a worker on %s', (backend) => {
  it('takes the step that WASM takes, on one worker', async () => {
    const [expected, actual] = [await storeRun('wasm'), await storeRun(backend)];
    await train(expected);
    await train(actual);
    const run = await getRun(actual);
    expect(run).toMatchObject({ status: 'trained', backend, workers: 1 });
    expect(run.epochs[0].loss).toBeCloseTo((await getRun(expected)).epochs[0].loss, 4);
    const [ours, theirs] = [(await readCheckpoint(actual))!, (await readCheckpoint(expected))!];
    expect(relativeError(ours.momenta, theirs.momenta)).toBeLessThan(1e-3);
    expect(relativeError(ours.statistics, theirs.statistics)).toBeLessThan(1e-4);
  }, 180_000);
});

describe('the probe', () => {
  it('skips a software adapter unless it alone is asked for', async () => {
    const probe = (backends: BackendName[]) => trainer.probe(never, backends);
    const reports = await probe(['webgpu', 'webgl', 'wasm']);
    expect(reports.map(({ status }) => status)).toEqual(['software', 'software', 'ready']);
    const [alone] = await probe(['webgl']);
    expect(['ready', 'slow']).toContain(alone.status);
  });
});
