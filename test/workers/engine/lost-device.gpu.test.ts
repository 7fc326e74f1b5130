import { beforeEach, describe, expect, it } from 'vitest';
import { STANDARD, withEpochs } from '../../../src/core/training/presets.ts';
import type { BackendName } from '../../../src/core/training/recipe.ts';
import { readHistory } from '../../../src/store/history.ts';
import { addRun, getTrainedRun, readCheckpoint } from '../../../src/store/runs.ts';
import { predictRun } from '../../../workers/engine/predict.ts';
import { tf } from '../../../workers/engine/tf.ts';
import { trainRun } from '../../../workers/engine/train.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

const never = new AbortController().signal;

/** Training sees 8×8 of each picture: the fewest places, on which software is slow. */
const SMALL = { pad: 0, flip: true, cutout: 0, crop: 0.25 };

beforeEach(emptyDatabase);

async function storeRun(backend: BackendName): Promise<number> {
  const dataset = await storeTinyDataset(12);
  return addRun({
    source: 'trained',
    ...{ datasetId: dataset.id, name: 'walkthrough', createdAt: 1, seed: 1, classCount: 3 },
    recipe: { ...withEpochs(STANDARD, 3), batch: 4, microBatch: 2, augment: SMALL },
    backendWanted: backend,
    workersWanted: 2,
    indices: Uint32Array.from({ length: 8 }, (_, i) => i),
    labels: Uint16Array.from({ length: 8 }, (_, i) => i % 3),
    ...{ status: 'stopped', epochs: [], elapsedMs: 0 },
  });
}

/** Takes the device away, as a driver that restarts does. */
function loseDevice(): void {
  const { device, gpgpu } = tf.backend() as unknown as { device?: GPUDevice; gpgpu?: { gl: WebGL2RenderingContext } };
  device?.destroy();
  gpgpu?.gl.getExtension('WEBGL_lose_context')!.loseContext();
}

describe.each(['webgl', 'webgpu'] as BackendName[])('a device lost on %s', (backend) => {
  it('in the middle of training: the run goes on from its checkpoint on WASM, and says so', async () => {
    const runId = await storeRun(backend);
    const activities = new Set<string>();
    let lost = false;
    await trainRun(never, runId, ({ activity, epoch }) => {
      activities.add(activity);
      if (epoch === 2 && !lost) {
        lost = true;
        loseDevice();
      }
    });
    const run = await getTrainedRun(runId);
    expect(run).toMatchObject({ status: 'trained', backend: 'wasm', workers: 2 });
    expect(run.error).toBeUndefined();
    expect(run.moves).toEqual([
      { epoch: 1, from: backend, to: 'wasm', reason: expect.stringMatching(/graphics device/) },
    ]);
    expect([...activities]).toContain(`${backend} failed; going on with wasm`);
    expect(run.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    expect(run.epochs.every(({ loss }) => loss > 0 && loss < 100)).toBe(true);
    expect(await readHistory(runId)).toHaveLength(3);
    expect(await readCheckpoint(runId)).toMatchObject({ epoch: 3, backend: 'wasm' });
    const { computed } = await predictRun(never, runId, Uint32Array.of(1, 9), () => undefined);
    expect(computed).toBe(2);
  }, 180_000);
});
