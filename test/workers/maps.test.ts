import { beforeEach, describe, expect, it } from 'vitest';
import type { Progress } from '../../src/contracts/progress.ts';
import { Random } from '../../src/core/dataset/random.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import type { MapMethod } from '../../src/core/insights/map-points.ts';
import { unitRows } from '../../src/core/insights/neighbours.ts';
import { pcaMap } from '../../src/core/insights/pca.ts';
import { readMap } from '../../src/store/maps.ts';
import { readNeighbours } from '../../src/store/neighbours.ts';
import { appendPredictions } from '../../src/store/predictions.ts';
import type { RunRow } from '../../src/store/records.ts';
import { deleteRun } from '../../src/store/runs.ts';
import { analyst } from '../../src/tasks/workers.ts';
import { storeRun } from '../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

const N = 300;
const D = 16;
let info: DatasetInfo;
let run: RunRow;
let features: Float32Array;

const all = Uint32Array.from({ length: N }, (_, i) => i);

interface Watch {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
  onPoints?: (points: Float32Array) => void;
}

function compute(method: MapMethod, indices: Uint32Array, watch: Watch = {}, seed = 1): Promise<void> {
  const { signal = new AbortController().signal, onProgress = () => {}, onPoints = () => {} } = watch;
  const args = [run.id, method, indices, seed, onProgress, onPoints] as const;
  return analyst.computeMap(signal, ...args);
}

beforeEach(async () => {
  await emptyDatabase();
  info = await storeTinyDataset(N);
  run = await storeRun(info);
  const random = new Random(1);
  features = Float32Array.from({ length: N * D }, (_, at) => {
    return Math.max(0, (at % D === Math.floor(at / D) % 3 ? 4 : 0) + random.normal());
  });
  const logits = new Float32Array(N * info.classes.length);
  await appendPredictions(run, N, all, logits, features, new Uint16Array(N), new Float32Array(N));
});

describe('the map', () => {
  it('by principal components of the features’ directions is stored by the samples’ indices', async () => {
    const asked = all.filter((i) => i % 2 === 1);
    await compute('pca', asked);
    const { indices, points } = (await readMap(run.id, 'pca'))!;
    expect(indices).toEqual(asked);
    const own = Float32Array.from([...asked].flatMap((i) => [...features.subarray(i * D, (i + 1) * D)]));
    expect(points).toEqual(pcaMap(unitRows(own, D).unit, D));
  });

  it('by UMAP searches neighbours itself, unfolds from the principal components, and is the same for the same seed', async () => {
    const shown: Float32Array[] = [];
    await compute('umap', all, { onPoints: (points) => shown.push(points) });
    const first = (await readMap(run.id, 'umap'))!;
    expect((await readNeighbours(run.id))!.indices).toEqual(all);
    expect(shown[0]).toEqual(pcaMap(unitRows(features, D).unit, D));
    expect(Math.max(...first.points.map(Math.abs))).toBeCloseTo(1, 5);
    let inside = 0;
    for (let i = 0; i < N; i++) {
      const away = (j: number): number =>
        Math.hypot(first.points[i * 2] - first.points[j * 2], first.points[i * 2 + 1] - first.points[j * 2 + 1]);
      const nearest = [...all].filter((j) => j !== i).sort((a, b) => away(a) - away(b))[0];
      inside += Number(nearest % 3 === i % 3);
    }
    expect(inside / N).toBeGreaterThan(0.9);
    await compute('umap', all);
    expect((await readMap(run.id, 'umap'))!.points).toEqual(first.points);
    await compute('umap', all, {}, 2);
    expect((await readMap(run.id, 'umap'))!.points).not.toEqual(first.points);
  });

  it('tells how far it is, and leaves nothing behind once it is cancelled', async () => {
    const controller = new AbortController();
    const said: Progress[] = [];
    const cancelled = compute('umap', all, {
      signal: controller.signal,
      onProgress: (progress) => {
        said.push(progress);
        if (progress.activity === 'laying out the map') controller.abort();
      },
    });
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    expect(said.at(-1)!.total).toBe(500);
    expect(await readMap(run.id, 'umap')).toBeUndefined();
  });

  it('refuses samples without predictions, and a run that is deleted takes its maps with it', async () => {
    await compute('pca', all);
    await expect(
      compute(
        'pca',
        Uint32Array.from({ length: N + 1 }, (_, i) => i),
      ),
    ).rejects.toMatchObject({
      code: 'not-computed',
    });
    await deleteRun(run.id);
    expect(await readMap(run.id, 'pca')).toBeUndefined();
  });
});
